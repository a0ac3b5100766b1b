// Package observe reads what a cluster's objects say of a configuration. An answer
// to an older question, such as a success from before the last change, is not taken
// for an answer: it reads as on its way.
package observe
