package example

import (
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/arc"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

const kustomization = "Kustomization"

// edge is a connected cluster with a configuration that fails, one that is suspended,
// and one that has made a deploy key.
func edge(tx state.Tx) *state.Resource {
	r := put(tx, groupID+"gitops", arc.ConnectedType, "edge-utrecht", object{"location": "northeurope"}, func(r *state.Resource) {
		r.Tags = map[string]string{"local-azure": "simulated"}
	})
	put(tx, r.ID, flux.ExtensionType, "flux", object{"properties": object{}}, func(*state.Resource) {})
	put(tx, r.ID, flux.ConfigurationType, "store", object{"properties": object{
		"namespace": "store", "gitRepository": object{"url": "ssh://git@git.example.com/team/store.git", "repositoryRef": object{"branch": "main"}},
		"kustomizations": object{"web": object{"path": "web"}, "jobs": object{"path": "jobs", "dependsOn": []any{"web"}}},
	}}, func(r *state.Resource) { r.Observed = failing() })
	put(tx, r.ID, flux.ConfigurationType, "tills", object{"properties": object{
		"namespace": "tills", "suspend": true, "sourceKind": cluster.AzureBlob,
		"azureBlob": object{"url": "https://tills.blob.core.windows.net", "containerName": "manifests", "sasToken": secret("sas"), "accountKey": secret("account")},
	}}, func(r *state.Resource) {
		r.Observed = &cluster.Status{Generation: 1, Final: true, Source: cluster.Object{Kind: cluster.Bucket, Namespace: "tills", Name: "tills", Suspended: true}}
	})
	return r
}

// failing is a status whose messages repeat what was sent, as messages may.
func failing() *cluster.Status {
	const revision = "main@sha1:19ab4c7e2f6d8035b1a9c4e7d2f06835b9a1c4e7"
	at := ago(95 * time.Second)
	return &cluster.Status{
		Generation: 1, Revision: revision, FetchedAt: ago(12 * time.Minute), PublicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHh5c2VjcmV0bm90c2VjcmV0bm90c2VjcmV0bm90",
		Source: thing(cluster.GitRepository, "store", "store", nil, yes("Succeeded", "stored artifact for revision '"+revision+"'", ago(12*time.Minute))),
		Kustomizations: []cluster.Object{
			thing(kustomization, "store", "store-web", nil, no("BuildFailed", "kustomize build failed: accumulating resources: "+
				"https://build:"+secret("message")+"@git.example.com/base?token="+secret("message")+": 404 Not Found; key "+secret("sas"), at)),
			thing(kustomization, "store", "store-jobs", nil, no("DependencyNotReady", "dependency 'store/store-web' is not ready", at)),
		},
		Deployments: []cluster.Deployment{{Namespace: "store", Name: "web", Replicas: 3, Ready: 3}},
	}
}

func thing(kind, namespace, name string, by *cluster.ObjectReference, ready cluster.Condition) cluster.Object {
	ready.Type = "Ready"
	return cluster.Object{Kind: kind, Namespace: namespace, Name: name, AppliedBy: by, Conditions: []cluster.Condition{ready}}
}

func yes(reason, message string, at time.Time) cluster.Condition {
	return cluster.Condition{Status: "True", Reason: reason, Message: message, LastTransitionTime: at}
}

func no(reason, message string, at time.Time) cluster.Condition {
	return cluster.Condition{Status: "False", Reason: reason, Message: message, LastTransitionTime: at}
}
