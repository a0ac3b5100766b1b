// Package childgraph records which resources a program or a component registers, and writes them down so that a person can read
// them and a test can compare them.
//
// A [Recorder] stands in for the engine and for azure-native: in process for a Go program, and behind the plugin framework's
// integration server for a plugin.
package childgraph
