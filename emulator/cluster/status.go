package cluster

import "time"

// Status is what a cluster observes of one configuration.
type Status struct {
	// Generation is that of the configuration this is about.
	Generation int `json:"generation"`
	// Source is the source object; Kustomizations are in the configuration's order.
	Source         Object   `json:"source"`
	Kustomizations []Object `json:"kustomizations,omitempty"`
	// Revision is what the source fetched, such as main/3f2a….
	Revision string `json:"revision,omitempty"`
	// FetchedAt is when it was fetched.
	FetchedAt time.Time `json:"fetchedAt,omitzero"`
	// PublicKey is the deploy key that the cluster made for itself.
	PublicKey string `json:"publicKey,omitempty"`
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
