// The newest custom resource definitions of Flux's sources. Their controller cannot be built at this version, so the one that runs is older:
// see tools/generators/crds.
module github.com/aks-gitops/pulumi-aks-gitops/tools/flux-crds

go 1.26

require github.com/fluxcd/source-controller v1.9.6
