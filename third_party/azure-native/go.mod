module github.com/aks-gitops/pulumi-aks-gitops/third_party/azure-native

go 1.26
