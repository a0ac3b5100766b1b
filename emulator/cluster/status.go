package cluster

import "time"

// Status is what a cluster observes of one configuration.
type Status struct {
	// Generation is that of the configuration this is about.
	Generation int `json:"generation"`
	// Source is the source object; Kustomizations are in the configuration's order.
	Source         Object   `json:"source"`
	Kustomizations []Object `json:"kustomizations,omitempty"`
	// Applied are the Flux objects that the kustomizations have applied: further
	// kustomizations and sources, Helm releases.
	Applied []Object `json:"applied,omitempty"`
	// Deployments are those that the kustomizations and Helm releases have applied.
	Deployments []Deployment `json:"deployments,omitempty"`
	// Revision is what the source fetched, such as main/3f2a….
	Revision string `json:"revision,omitempty"`
	// FetchedAt is when it was fetched.
	FetchedAt time.Time `json:"fetchedAt,omitzero"`
	// PublicKey is the deploy key that the cluster made for itself.
	PublicKey string `json:"publicKey,omitempty"`
	// Final says that nothing will change by itself.
	Final bool `json:"final,omitempty"`
}

// Object is one Flux object with its conditions.
type Object struct {
	// Kind is the object's kind in the cluster: GitRepository, Bucket, Kustomization…
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	// Suspended objects are not reconciled.
	Suspended  bool        `json:"suspended,omitempty"`
	Conditions []Condition `json:"conditions,omitempty"`
	// AppliedBy is the object that has applied this one; nil for those that Azure made.
	AppliedBy *ObjectReference `json:"appliedBy,omitempty"`
	// Helm is what a Helm release says of itself; nil for other kinds.
	Helm *HelmRelease `json:"helm,omitempty"`
}

// ObjectReference names an object in the cluster.
type ObjectReference struct {
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
}

// HelmRelease is what a Helm release says of itself.
type HelmRelease struct {
	// Chart is the Helm chart object.
	Chart ObjectReference `json:"chart"`
	// Revision is the last one applied; 0 is none.
	Revision int64 `json:"revision,omitempty"`
	// The counts are of failures since the last success.
	Failures        int64 `json:"failures,omitempty"`
	InstallFailures int64 `json:"installFailures,omitempty"`
	UpgradeFailures int64 `json:"upgradeFailures,omitempty"`
}

// Deployment is a Deployment with how far it is.
type Deployment struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	// Replicas are asked for, Ready are there.
	Replicas int64 `json:"replicas"`
	Ready    int64 `json:"ready"`
}

// Condition is a Kubernetes condition.
type Condition struct {
	Type string `json:"type"`
	// Status is True, False or Unknown.
	Status             string    `json:"status"`
	Reason             string    `json:"reason"`
	Message            string    `json:"message"`
	LastTransitionTime time.Time `json:"lastTransitionTime"`
}

// Ready is the object's Ready condition; its Status is Unknown when there is none.
func (o Object) Ready() Condition {
	for _, c := range o.Conditions {
		if c.Type == "Ready" {
			return c
		}
	}
	return Condition{Type: "Ready", Status: "Unknown"}
}
