// aks-gitops turns an Azure Kubernetes cluster into a GitOps cluster with one resource: it creates or takes the cluster, installs the Flux extension, and applies Flux configurations that depend on it.
package aksgitops
