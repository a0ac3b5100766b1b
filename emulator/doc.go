// Package emulator is a local Azure: one server on loopback that speaks Azure
// Resource Manager over TLS as Azure does, for the resources that GitOps on AKS
// needs. Programs that use Azure's own clients are pointed at it with the
// environment that it hands out, and cannot tell the difference except by what
// it does not have.
//
// It keeps Azure's rules, its long-running operations, its error envelope and
// its API versions. What a cluster does with a Flux configuration is behind
// cluster.Behaviour: simulated (package cluster), or real (package flux).
package emulator
