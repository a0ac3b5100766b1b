// Package provider is the Pulumi plugin around package aksgitops: its name, version and metadata, the schema that it serves, and the
// check of raw inputs that a Go program does not need, because its compiler has done it.
package provider
