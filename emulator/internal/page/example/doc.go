// Package example fills a store with what a team's local Azure may hold in the
// middle of a working day, the same each time: for the page's tests and for its
// pictures.
package example
