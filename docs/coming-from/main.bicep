resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'aks-gitops'
  location: 'westeurope'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dnsPrefix: 'aks-gitops'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        vmSize: 'Standard_D4ds_v5'
        count: 1
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
    }
    oidcIssuerProfile: {
      enabled: true
    }
    securityProfile: {
      workloadIdentity: {
        enabled: true
      }
    }
    autoUpgradeProfile: {
      upgradeChannel: 'patch'
    }
    podIdentityProfile: {
      enabled: true
      userAssignedIdentityExceptions: [
        {
          name: 'flux-extension-exception'
          namespace: 'flux-system'
          podLabels: {
            'app.kubernetes.io/name': 'flux-extension'
          }
        }
      ]
    }
  }
}

resource flux 'Microsoft.KubernetesConfiguration/extensions@2023-05-01' = {
  name: 'flux'
  scope: cluster
  properties: {
    extensionType: 'microsoft.flux'
    scope: {
      cluster: {
        releaseNamespace: 'flux-system'
      }
    }
    configurationSettings: {
      'source-controller.enabled': 'true'
      'kustomize-controller.enabled': 'true'
      'helm-controller.enabled': 'true'
      'notification-controller.enabled': 'true'
      'image-automation-controller.enabled': 'true'
      'image-reflector-controller.enabled': 'true'
    }
  }
}

resource configuration 'Microsoft.KubernetesConfiguration/fluxConfigurations@2023-05-01' = {
  name: 'flux2-kustomize-helm-example'
  scope: cluster
  dependsOn: [
    flux
  ]
  properties: {
    namespace: 'cluster-config'
    scope: 'cluster'
    sourceKind: 'GitRepository'
    gitRepository: {
      url: 'https://github.com/Azure/arc-k8s-demo'
      repositoryRef: {
        branch: 'main'
      }
      syncIntervalInSeconds: 600
      timeoutInSeconds: 600
    }
    kustomizations: {
      staging: {
        path: 'cluster-apps'
        prune: true
        syncIntervalInSeconds: 600
        retryIntervalInSeconds: 600
        timeoutInSeconds: 600
      }
    }
  }
}
