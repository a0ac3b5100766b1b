resource "azurerm_kubernetes_cluster" "gitops" {
  name                      = "aks-gitops"
  location                  = "westeurope"
  resource_group_name       = var.resource_group_name
  dns_prefix                = "aks-gitops"
  oidc_issuer_enabled       = true
  workload_identity_enabled = true
  automatic_upgrade_channel = "patch"

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4ds_v5"
    node_count = 1
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
  }
}

# azurerm knows no pod identity.
resource "azapi_update_resource" "pod_identity" {
  type        = "Microsoft.ContainerService/managedClusters@2024-09-01"
  resource_id = azurerm_kubernetes_cluster.gitops.id

  body = {
    properties = {
      podIdentityProfile = {
        enabled = true
        userAssignedIdentityExceptions = [
          {
            name      = "flux-extension-exception"
            namespace = "flux-system"
            podLabels = {
              "app.kubernetes.io/name" = "flux-extension"
            }
          }
        ]
      }
    }
  }
}

resource "azurerm_kubernetes_cluster_extension" "flux" {
  name              = "flux"
  cluster_id        = azurerm_kubernetes_cluster.gitops.id
  extension_type    = "microsoft.flux"
  release_namespace = "flux-system"

  configuration_settings = {
    "source-controller.enabled"           = "true"
    "kustomize-controller.enabled"        = "true"
    "helm-controller.enabled"             = "true"
    "notification-controller.enabled"     = "true"
    "image-automation-controller.enabled" = "true"
    "image-reflector-controller.enabled"  = "true"
  }

  depends_on = [azapi_update_resource.pod_identity]
}

resource "azurerm_kubernetes_flux_configuration" "example" {
  name       = "flux2-kustomize-helm-example"
  cluster_id = azurerm_kubernetes_cluster.gitops.id
  namespace  = "cluster-config"
  scope      = "cluster"

  git_repository {
    url                      = "https://github.com/Azure/arc-k8s-demo"
    reference_type           = "branch"
    reference_value          = "main"
    sync_interval_in_seconds = 600
    timeout_in_seconds       = 600
  }

  kustomizations {
    name                       = "staging"
    path                       = "cluster-apps"
    garbage_collection_enabled = true
    sync_interval_in_seconds   = 600
    retry_interval_in_seconds  = 600
    timeout_in_seconds         = 600
  }

  depends_on = [azurerm_kubernetes_cluster_extension.flux]
}
