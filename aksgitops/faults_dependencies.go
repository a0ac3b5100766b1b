package aksgitops

import (
	"maps"
	"slices"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/circles"
)

// dependencies checks what the kustomizations of one configuration wait for.
func (c *checker) dependencies(path Path, kustomizations map[string]*Kustomization) {
	names := slices.Sorted(maps.Keys(kustomizations))
	graph := map[string][]string{}
	for _, name := range names {
		if kustomizations[name] == nil {
			continue
		}
		at := path.Key(name).Field("dependsOn")
		for i, dependency := range kustomizations[name].DependsOn {
			switch _, exists := kustomizations[dependency]; {
			case dependency == name:
				c.report(at.Index(i), "%q depends on itself", name)
			case !exists:
				c.report(at.Index(i), "there is no kustomization %q in this configuration; there is %s", dependency, list(names))
			default:
				graph[name] = append(graph[name], dependency)
			}
		}
	}
	for _, circle := range circles.Find(graph) {
		c.report(path.Key(circle[0]).Field("dependsOn"), "runs in a circle: %s; none of them could ever start",
			strings.Join(append(circle, circle[0]), " → "))
	}
}
