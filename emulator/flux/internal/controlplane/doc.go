// Package controlplane runs a real Kubernetes control plane on loopback: etcd, the
// API server, the controller manager, the scheduler, and KWOK, which plays the
// kubelets of nodes that are not there. What it stores, admits, authorises and
// schedules is Kubernetes' own doing; only containers do not run.
package controlplane
