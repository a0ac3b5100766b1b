// Package process runs other programs and keeps them running: one that ends by
// itself is started again, and none outlives the program that started it.
//
// The kernel kills them with their parent where it can (Linux). In addition a
// file for each says who it is, so that Sweep finds what an earlier parent left.
package process
