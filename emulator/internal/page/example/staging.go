package example

import (
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/containerservice"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

const (
	revision = "gitops-aks@sha1:7c1b0e93a6f24d58b1e09c3d5a7f8e2b4d6c0a19"
	fluxHome = "flux-system"
)

// staging is a cluster whose configuration runs, and which has just been given another.
func staging(tx state.Tx) *state.Resource {
	r := put(tx, groupID+"gitops", containerservice.ClusterType, "aks-staging", object{
		"location": "westeurope", "tags": object{"environment": "staging"},
		"properties": object{
			"servicePrincipalProfile": object{"secret": secret("principal")},
			"agentPoolProfiles":       []any{object{"name": "system", "count": 1.0}, object{"name": "work", "count": 2.0}},
		},
	}, func(*state.Resource) {})
	put(tx, r.ID, flux.ExtensionType, "flux", object{"properties": object{
		"version":                        "1.24.1",
		"configurationSettings":          object{"multiTenancy.enforce": "true", "notification-controller.enabled": "true"},
		"configurationProtectedSettings": object{"proxyPassword": secret("proxy")},
	}}, func(r *state.Resource) { r.Controllers = controllers() })
	put(tx, r.ID, flux.ConfigurationType, "cluster-config", object{"properties": object{
		"namespace": fluxHome,
		"gitRepository": object{
			"url": "https://deploy:" + secret("url") + "@git.example.com/team/clusters.git?token=" + secret("query"), "repositoryRef": object{"branch": "gitops-aks"},
		},
		"configurationProtectedSettings": object{"httpsKey": encoded(secret("https"))},
		"kustomizations":                 object{"infrastructure": object{"path": "infrastructure/staging"}, "apps": object{"path": "apps/staging", "dependsOn": []any{"infrastructure"}}},
	}}, func(r *state.Resource) { r.Observed = running() })
	put(tx, r.ID, flux.ConfigurationType, "monitoring", object{"properties": object{
		"namespace": "monitoring", "scope": "namespace", "waitForReconciliation": true,
		"sourceKind": cluster.OCIRepository,
		"ociRepository": object{
			"url": "oci://registry.example.com/platform/monitoring", "repositoryRef": object{"tag": "1.8.2"},
			"tlsConfig": object{"privateKey": encoded(secret("tls"))},
		},
		"kustomizations": object{"dashboards": object{"path": "."}},
	}}, func(r *state.Resource) { r.State, r.Operation, r.Observed = state.Creating, "monitoring", starting() })
	return r
}

func controllers() []cluster.Controller {
	since := ago(42 * time.Minute)
	return []cluster.Controller{
		{Name: "source-controller", State: cluster.Running, Message: "v1.3.0 is ready", Since: since},
		{Name: "kustomize-controller", State: cluster.Running, Message: "v1.3.0 is ready", Since: since},
		{Name: "helm-controller", State: cluster.Running, Message: "v1.0.1 is ready", Since: since},
		{Name: "notification-controller", State: cluster.Unavailable, Message: "there is no program for it here", Since: since},
	}
}

// running is the status of the configuration that runs.
func running() *cluster.Status {
	at, fetched := ago(3*time.Minute), ago(4*time.Minute)
	apps := &cluster.ObjectReference{Kind: kustomization, Namespace: fluxHome, Name: "cluster-config-apps"}
	infrastructure := &cluster.ObjectReference{Kind: kustomization, Namespace: fluxHome, Name: "cluster-config-infrastructure"}
	return &cluster.Status{
		Generation: 1, Revision: revision, FetchedAt: fetched,
		Source: thing(cluster.GitRepository, fluxHome, "cluster-config", nil, yes("Succeeded", "stored artifact for revision '"+revision+"'", fetched)),
		Kustomizations: []cluster.Object{
			thing(kustomization, fluxHome, "cluster-config-infrastructure", nil, yes("ReconciliationSucceeded", "Applied revision: "+revision, at)),
			thing(kustomization, fluxHome, "cluster-config-apps", nil, yes("ReconciliationSucceeded", "Applied revision: "+revision, at)),
		},
		Applied: []cluster.Object{
			thing("HelmRepository", fluxHome, "charts", infrastructure, yes("Succeeded", "stored artifact: revision 'sha256:9f2c41d7'", at)),
			thing("HelmRelease", "redis", "redis", apps, yes("InstallSucceeded", "Helm install succeeded for release redis/redis.v1 with chart redis@0.3.1", at)),
		},
		Deployments: []cluster.Deployment{
			{Namespace: "store", Name: "store-front", Replicas: 2, Ready: 2},
			{Namespace: "redis", Name: "redis", Replicas: 2, Ready: 1},
		},
	}
}

// starting is the status of a configuration that was made a moment ago.
func starting() *cluster.Status {
	at := ago(6 * time.Second)
	return &cluster.Status{
		Generation: 1, Revision: "1.8.2@sha256:5d0c7a41e2b94f638d1a0e7c6b5f4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c", FetchedAt: at,
		Source: thing(cluster.OCIRepository, "monitoring", "monitoring", nil, yes("Succeeded", "stored artifact for digest '1.8.2@sha256:5d0c7a41'", at)),
		Kustomizations: []cluster.Object{
			thing(kustomization, "monitoring", "monitoring-dashboards", nil, cluster.Condition{Status: "Unknown", Reason: "Progressing", Message: "Running health checks with a timeout of 9m30s", LastTransitionTime: at}),
		},
	}
}
