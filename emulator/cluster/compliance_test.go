package cluster_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// object is a Kustomization with its Ready condition.
func object(name, status, reason, message string) cluster.Object {
	return cluster.Object{Kind: "Kustomization", Namespace: "n", Name: name, Conditions: []cluster.Condition{
		{Type: "Ready", Status: status, Reason: reason, Message: message},
	}}
}

func TestObstacleAfterAFailure(t *testing.T) {
	t.Parallel()
	retried, ready := object("a", "Unknown", "Progressing", "building"), object("a", "True", "Succeeded", "")
	cases := map[string]struct {
		now  []cluster.Object
		want string
	}{
		"it is tried again":              {[]cluster.Object{retried}, "Kustomization n/a: no such kind"},
		"another one fails now":          {[]cluster.Object{retried, object("b", "False", "BuildFailed", "no")}, "Kustomization n/b: no"},
		"it is well, another one waits":  {[]cluster.Object{ready, object("b", "False", "DependencyNotReady", "later")}, "Kustomization n/b: later"},
		"it is gone, another one begins": {[]cluster.Object{object("b", "Unknown", "", "")}, "Kustomization n/b: not reconciled yet"},
		"all is well":                    {[]cluster.Object{ready}, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source := cluster.Object{Kind: "GitRepository", Namespace: "n", Name: "s", Conditions: ready.Conditions}
			failed := cluster.Status{Source: source, Kustomizations: []cluster.Object{object("a", "False", "ReconciliationFailed", "no such kind")}}
			assert.Equal(t, c.want, cluster.Status{Source: source, Kustomizations: c.now}.ObstacleAfter(failed))
		})
	}
}
