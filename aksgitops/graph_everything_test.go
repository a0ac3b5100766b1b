package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

const (
	someGroup = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/platform/providers/"
	someGUID  = "11111111-2222-3333-4444-555555555555"
	// The IDs have the form that Azure's have.
	someIdentity = someGroup + "Microsoft.ManagedIdentity/userAssignedIdentities/aks"
	someSubnet   = someGroup + "Microsoft.Network/virtualNetworks/hub/subnets/nodes"
	someZone     = someGroup + "Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io"
)

// everything sets each input that does not exclude another. The sources are in graphs of their own.
func everything(*pulumi.Context) *AksGitOpsArgs {
	return &AksGitOpsArgs{
		ResourceGroupName: pulumi.String("platform"),
		Cluster:           fullCluster(),
		ClusterType:       ClusterTypeManagedClusters,
		Extension:         fullExtension(),
		Configurations:    map[string]*FluxConfiguration{"infra": fullConfiguration()},
	}
}

func fullCluster() *Cluster {
	return &Cluster{
		Name:              pulumi.String("prod_1"),
		Location:          pulumi.String("westeurope"),
		KubernetesVersion: pulumi.String("1.33"),
		Tier:              ClusterTierPremium,
		SupportPlan:       SupportPlanAKSLongTermSupport,
		DnsPrefix:         pulumi.String("prod-dns"),
		NodePools:         fullNodePools(),
		Network: &ClusterNetwork{
			NetworkPlugin: NetworkPluginAzure, NetworkPluginMode: NetworkPluginModeOverlay, NetworkPolicy: NetworkPolicyCalico,
			NetworkDataplane: NetworkDataplaneAzure, PodCidr: pulumi.String("10.128.0.0/14"), ServiceCidr: pulumi.String("10.64.0.0/16"),
			DnsServiceIp: pulumi.String("10.64.0.10"), OutboundType: OutboundTypeUserDefinedRouting,
		},
		Identity: &ClusterIdentity{Type: IdentityTypeUserAssigned, UserAssignedIdentities: texts(someIdentity)},
		EntraId: &EntraId{
			AdminGroupObjectIds: texts(someGUID), EnableAzureRbac: pulumi.Bool(true), TenantId: pulumi.String(someGUID),
		},
		DisableLocalAccounts: pulumi.Bool(false),
		ApiServer: &ApiServer{
			EnablePrivateCluster: pulumi.Bool(true), PrivateDnsZone: pulumi.String(someZone), EnablePrivateClusterPublicFqdn: pulumi.Bool(false),
		},
		EnableOidcIssuer:       pulumi.Bool(true),
		EnableWorkloadIdentity: pulumi.Bool(false),
		Upgrade:                &ClusterUpgrade{UpgradeChannel: UpgradeChannelStable, NodeOsUpgradeChannel: NodeOsUpgradeChannelSecurityPatch},
		PodIdentity: &PodIdentity{
			AllowNetworkPluginKubenet: pulumi.Bool(true),
			UserAssignedIdentities: []PodIdentityAssignment{{
				Name: pulumi.String("app"), Namespace: pulumi.String("default"), BindingSelector: pulumi.String("app-selector"),
				ResourceId: pulumi.String(someIdentity), ClientId: pulumi.String(someGUID), ObjectId: pulumi.String(someGUID),
			}},
			Exceptions: []PodIdentityException{{
				Name: "monitoring", Namespace: "kube-system", PodLabels: pulumi.StringMap{"app": pulumi.String("monitor")},
			}},
		},
		Tags: pulumi.StringMap{"team": pulumi.String("platform")},
	}
}

func fullNodePools() []NodePool {
	return []NodePool{
		{
			Name: pulumi.String("system"), Mode: NodePoolModeSystem, VmSize: pulumi.String("Standard_D4ds_v5"), Count: pulumi.Int(3),
			AvailabilityZones: texts("1", "2"), NodeLabels: pulumi.StringMap{"team": pulumi.String("platform")},
			NodeTaints: texts("CriticalAddonsOnly=true:NoSchedule"), VnetSubnetId: pulumi.String(someSubnet), MaxPods: pulumi.Int(110),
			OsType: OsTypeLinux, OsSku: OsSkuAzureLinux, OsDiskType: OsDiskTypeEphemeral, OsDiskSizeGb: pulumi.Int(64),
		},
		{
			Name: pulumi.String("work"), Mode: NodePoolModeUser, VmSize: pulumi.String("Standard_D8ds_v5"),
			EnableAutoScaling: pulumi.Bool(true), MinCount: pulumi.Int(0), MaxCount: pulumi.Int(9), VnetSubnetId: pulumi.String(someSubnet),
		},
	}
}

func fullExtension() *FluxExtension {
	tuned := func() *ControllerTuning {
		return &ControllerTuning{
			LogLevel: LogLevelDebug,
			Limits:   &ComputeResources{Cpu: pulumi.String("2"), Memory: pulumi.String("2Gi")},
			Requests: &ComputeResources{Cpu: pulumi.String("100m"), Memory: pulumi.String("64Mi")},
		}
	}
	return &FluxExtension{
		Install:                 new(true),
		Name:                    pulumi.String("gitops"),
		ReleaseTrain:            pulumi.String("Preview"),
		AutoUpgradeMinorVersion: pulumi.Bool(true),
		Controllers:             allControllers(),
		MultiTenancy:            pulumi.Bool(false),
		UseKubeletIdentity:      pulumi.Bool(true),
		WorkloadIdentity:        &ExtensionWorkloadIdentity{ClientId: pulumi.String(someGUID), TenantId: pulumi.String(someGUID)},
		SshHostKeyAlgorithms:    []string{"rsa-sha2-512", "rsa-sha2-256"},
		SetKubeServiceHostFqdn:  pulumi.Bool(true),
		Tuning: &ExtensionTuning{
			Source: tuned(), Notification: tuned(), ImageAutomation: tuned(), ImageReflector: tuned(),
			Kustomize: &KustomizeTuning{
				LogLevel: LogLevelError, Limits: tuned().Limits, Requests: tuned().Requests, Concurrent: pulumi.Int(8),
				RequeueDependency: pulumi.String("30s"), StrictSubstitution: pulumi.Bool(true), InMemoryBuild: pulumi.Bool(true),
			},
			Helm: &HelmTuning{
				LogLevel: LogLevelInfo, Limits: tuned().Limits, Requests: tuned().Requests, DetectDrift: pulumi.Bool(true),
				OutOfMemoryWatch: &OutOfMemoryWatch{MemoryThreshold: pulumi.Int(70), Interval: pulumi.String("700ms")},
			},
			FluxconfigAgent:      &AgentTuning{LogLevel: AgentLogLevelInfo},
			FluxconfigController: &AgentTuning{LogLevel: AgentLogLevelError},
		},
		Settings:          pulumi.StringMap{"some.other.setting": pulumi.String("false")},
		ProtectedSettings: pulumi.StringMap{"proxy.password": pulumi.String("hunter2")},
	}
}

func fullConfiguration() *FluxConfiguration {
	return &FluxConfiguration{
		Namespace:                  pulumi.String("infra"),
		Scope:                      ScopeNamespace,
		Suspend:                    pulumi.Bool(true),
		WaitForReconciliation:      pulumi.Bool(true),
		ReconciliationWaitDuration: pulumi.String("PT10M"),
		GitRepository: &GitRepository{
			Url:                   pulumi.String("git@github.com:example/infra"),
			Branch:                pulumi.String("main"),
			Commit:                pulumi.String("0123456789abcdef0123456789abcdef01234567"),
			SyncIntervalInSeconds: pulumi.Int(60),
			TimeoutInSeconds:      pulumi.Int(30),
		},
		Kustomizations: map[string]*Kustomization{
			"base": nil,
			"apps": {
				Path: pulumi.String("apps"), Prune: pulumi.Bool(true), Force: pulumi.Bool(true), Wait: pulumi.Bool(false),
				DependsOn:             []string{"base"},
				SyncIntervalInSeconds: pulumi.Int(120), RetryIntervalInSeconds: pulumi.Int(15), TimeoutInSeconds: pulumi.Int(90),
				PostBuild: &PostBuild{
					Substitute: pulumi.StringMap{"cluster_name": pulumi.String("prod_1")},
					SubstituteFrom: []SubstituteFrom{
						{Kind: SubstituteFromKindConfigMap, Name: pulumi.String("settings"), Optional: pulumi.Bool(true)},
						{Kind: SubstituteFromKindSecret, Name: pulumi.String("passwords")},
					},
				},
			},
		},
	}
}

func texts(values ...string) pulumi.StringArray { return pulumi.ToStringArray(values) }
