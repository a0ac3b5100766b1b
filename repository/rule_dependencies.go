package repository

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/circles"
)

// dependencies reports what waits for something that never becomes ready: because it does not exist, or waits for it in turn.
func dependencies(s *survey) {
	g := graph{survey: s, nodes: map[string]waiting{}, edges: map[string][]string{}}
	for _, name := range s.names() {
		g.configuration(name, s.options.Configurations[name])
	}
	for _, o := range s.objects {
		if o.is(groupKustomize, "Kustomization") || o.is(groupHelm, "HelmRelease") {
			node := qualified(o.kind, o.namespace, o.name)
			g.nodes[node] = waiting{id: o.id(), object: o}
		}
	}
	for _, o := range s.objects {
		if o.is(groupKustomize, "Kustomization") || o.is(groupHelm, "HelmRelease") {
			g.object(o)
		}
	}
	for _, circle := range circles.Find(g.edges) {
		g.report(circle[0], -1, fmt.Sprintf("waits in a circle: %s; none of them can ever start", strings.Join(append(circle, circle[0]), " → ")))
	}
}

// waiting is what can wait: an object, or a kustomization of a configuration.
type waiting struct {
	id
	object                       *object
	configuration, kustomization string
}

// graph is who waits for whom, by names that say kind and namespace.
type graph struct {
	*survey
	nodes map[string]waiting
	edges map[string][]string
}

// configuration adds the kustomizations of a configuration.
func (g graph) configuration(name string, c Configuration) {
	keys := slices.Sorted(maps.Keys(c.Kustomizations))
	for _, key := range keys {
		node := qualified("Kustomization", c.Namespace, inCluster(name, key))
		g.nodes[node] = waiting{
			id: id{groupKustomize, "Kustomization", c.Namespace, inCluster(name, key)}, configuration: name, kustomization: key,
		}
		for _, dependency := range c.Kustomizations[key].DependsOn {
			if _, exists := c.Kustomizations[dependency]; exists {
				g.edges[node] = append(g.edges[node], qualified("Kustomization", c.Namespace, inCluster(name, dependency)))
				continue
			}
			g.report(node, 0, fmt.Sprintf("depends on %q, which is no kustomization of this configuration; there is %s", dependency, strings.Join(keys, ", ")))
		}
	}
}

// object adds what an object waits for.
func (g graph) object(o *object) {
	node := qualified(o.kind, o.namespace, o.name)
	for i, dependency := range mappingsAt(o.content, "spec", "dependsOn") {
		name, namespace := textAt(dependency, "name"), textAt(dependency, "namespace")
		if namespace == "" {
			namespace = o.namespace
		}
		if name == "" || open(name+namespace) {
			continue
		}
		wanted := qualified(o.kind, namespace, name)
		if _, exists := g.nodes[wanted]; exists {
			g.edges[node] = append(g.edges[node], wanted)
		} else if !g.incomplete {
			g.report(node, i, fmt.Sprintf("%s waits for %s, which nothing applies%s", o, wanted, g.meant(id{o.group, o.kind, namespace, name})))
		}
	}
}

// meant is what a dependency that does not exist was probably meant to be: the same name elsewhere, the name of a configuration's
// kustomization without that of the configuration, or nearly the same name.
func (g graph) meant(wanted id) string {
	var names []string
	for _, node := range slices.Sorted(maps.Keys(g.nodes)) {
		switch w := g.nodes[node]; {
		case w.group != wanted.group:
		case w.name == wanted.name, w.kustomization == wanted.name && w.kustomization != "":
			return "; did you mean " + node + "?"
		case w.namespace == wanted.namespace:
			names = append(names, w.name)
		}
	}
	if near := nearest(wanted.name, names); near != "" {
		return "; did you mean " + qualified(wanted.kind, wanted.namespace, near) + "?"
	}
	return ""
}

// report reports what is wrong with what a node waits for.
func (g graph) report(node string, index int, message string) {
	w := g.nodes[node]
	if w.object == nil {
		g.survey.report(&unit{configuration: w.configuration, kustomization: w.kustomization}, "", 0, RuleDependency, message)
		return
	}
	field := []string{"spec", "dependsOn"}
	if index >= 0 {
		field = append(field, strconv.Itoa(index), "name")
	}
	g.reportAt(w.object, field, RuleDependency, message)
}
