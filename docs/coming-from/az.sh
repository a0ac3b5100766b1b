group=platform

az extension add --name aks-preview # for pod identity
az extension add --name k8s-extension
az extension add --name k8s-configuration

az aks create --resource-group "$group" --name aks-gitops --location westeurope --dns-name-prefix aks-gitops --no-ssh-key \
	--nodepool-name system --node-vm-size Standard_D4ds_v5 --node-count 1 \
	--network-plugin azure --network-plugin-mode overlay --auto-upgrade-channel patch \
	--enable-managed-identity --enable-oidc-issuer --enable-workload-identity --enable-pod-identity

az aks pod-identity exception add --resource-group "$group" --cluster-name aks-gitops --name flux-extension-exception \
	--namespace flux-system --pod-labels app.kubernetes.io/name=flux-extension

az k8s-extension create --resource-group "$group" --cluster-type managedClusters --cluster-name aks-gitops --name flux \
	--extension-type microsoft.flux --scope cluster --release-namespace flux-system \
	--configuration-settings source-controller.enabled=true kustomize-controller.enabled=true helm-controller.enabled=true \
	notification-controller.enabled=true image-automation-controller.enabled=true image-reflector-controller.enabled=true

az k8s-configuration flux create --resource-group "$group" --cluster-type managedClusters --cluster-name aks-gitops \
	--name flux2-kustomize-helm-example --namespace cluster-config --scope cluster \
	--url https://github.com/Azure/arc-k8s-demo --branch main --interval 600s --timeout 600s \
	--kustomization name=staging path=cluster-apps prune=true sync_interval=600s retry_interval=600s timeout=600s
