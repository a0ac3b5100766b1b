// Package controllers says what runs in a cluster whose Flux extension has
// certain settings: which of Flux's controllers, and with which flags. It starts
// nothing.
package controllers
