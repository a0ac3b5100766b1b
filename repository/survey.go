package repository

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"sigs.k8s.io/kustomize/api/resource"
)

// Lint looks through a checkout and returns what Flux would fail at, in order.
func Lint(checkout fs.FS, options Options) ([]Finding, error) {
	t, err := newTree(checkout)
	if err != nil {
		return nil, err
	}
	s := &survey{tree: t, options: options, units: map[id]*unit{}, documents: map[string][]document{}}
	for _, name := range slices.Sorted(maps.Keys(options.Configurations)) {
		s.configuration(name, options.Configurations[name])
	}
	for _, rule := range []func(*survey){sources, namespaces, dependencies, scopes} {
		rule(s)
	}
	return sorted(s.findings), nil
}

// survey is everything that the configurations of a cluster apply from a checkout.
type survey struct {
	tree    *tree
	options Options
	// units are the Kustomizations, by the names that they have in the cluster.
	units   map[id]*unit
	objects []*object
	// incomplete tells that objects are applied that are not seen here.
	incomplete bool
	findings   []Finding
	documents  map[string][]document
}

// unit is a Kustomization of the cluster: one of a configuration, or one that another one applies.
type unit struct {
	configuration, kustomization string
	// namespace is that of the Kustomization in the cluster.
	namespace string
	// path is the folder that it applies, and from says where that is written.
	path string
	from *object
	// limited tells whether it may not touch what belongs to the whole cluster.
	limited   bool
	variables variables
	overlay   overlay
}

// here tells whether the checkout is the source of a configuration.
func (s *survey) here(configuration string) bool {
	return len(s.options.Only) == 0 || slices.Contains(s.options.Only, configuration)
}

// configuration surveys what a configuration applies.
func (s *survey) configuration(name string, c Configuration) {
	if !s.here(name) {
		s.incomplete = true
		return
	}
	for _, key := range slices.Sorted(maps.Keys(c.Kustomizations)) {
		k := c.Kustomizations[key]
		if k.PathUnknown {
			s.incomplete = true
			continue
		}
		s.apply(id{groupKustomize, "Kustomization", c.Namespace, inCluster(name, key)}, &unit{
			configuration: name, kustomization: key, namespace: c.Namespace, path: k.Path, limited: c.Limited,
			variables: variables{values: k.Substitute, more: k.SubstituteUnknown},
		})
	}
}

// inCluster is the name that Azure gives the Kustomization in the cluster.
func inCluster(configuration, kustomization string) string {
	return configuration + "-" + kustomization
}

// apply surveys what a Kustomization applies.
func (s *survey) apply(name id, u *unit) {
	if _, known := s.units[name]; known {
		return
	}
	s.units[name] = u
	dir, ok := s.folder(u)
	if !ok {
		return
	}
	i := &inspection{tree: s.tree, unseen: func() { s.incomplete = true }}
	s.components(u, dir)
	i.report = func(file string, line int, rule, message string) { s.report(u, file, line, rule, message) }
	built, err := i.build(dir, u.overlay)
	if err != nil {
		s.incomplete = true
		s.report(u, dir, 0, RuleBuild, buildFault(err))
		return
	}
	var nested []*object
	for _, r := range built.Resources() {
		if o := newObject(r, dir, u); o != nil {
			s.objects = append(s.objects, o)
			nested = append(nested, o)
		}
	}
	for _, o := range nested {
		if o.is(groupKustomize, "Kustomization") {
			s.follow(o)
		}
	}
}

// folder is the folder that a Kustomization applies. One that is not there is reported.
func (s *survey) folder(u *unit) (string, bool) {
	dir := path.Clean(strings.TrimLeft(u.path, "/"))
	switch s.tree.at(dir) {
	case folder:
		return dir, true
	case file:
		s.reportPath(u, dir, "is a file; a path must be a folder")
	case absent, link, ignored:
		s.reportPath(u, dir, s.tree.absence(dir))
	}
	s.incomplete = true
	return "", false
}

// components reports components of a Flux Kustomization that are not there.
func (s *survey) components(u *unit, dir string) {
	for n, component := range u.overlay.Components {
		target := path.Join(dir, component)
		if remote.MatchString(component) || open(component) || u.overlay.IgnoreMissingComponents || s.tree.kustomizationIn(target) != "" {
			continue
		}
		problem := "has no kustomization.yaml"
		if s.tree.at(target) != folder {
			problem = s.tree.absence(target)
		}
		s.reportAt(u.from, []string{"spec", "components", strconv.Itoa(n)}, RulePath, target+", a component of "+u.from.String()+", "+problem)
	}
}

func (s *survey) reportPath(u *unit, dir, problem string) {
	if u.from == nil {
		s.report(u, dir, 0, RulePath, "the path of this kustomization "+problem)
		return
	}
	s.reportAt(u.from, []string{"spec", "path"}, RulePath, dir+", the path of "+u.from.String()+", "+problem)
}

// newObject reads an object off what kustomize has built in a folder.
func newObject(r *resource.Resource, dir string, u *unit) *object {
	content, err := r.Map()
	if err != nil {
		return nil
	}
	content = u.variables.in(content)
	gvk := r.GetGvk()
	o := &object{
		group: gvk.Group, version: gvk.Version, kind: gvk.Kind, content: content, by: u,
		namespace: textAt(content, "metadata", "namespace"), name: textAt(content, "metadata", "name"),
	}
	if origin, err := r.GetOrigin(); err == nil && origin != nil && origin.Repo == "" {
		if from := origin.Path; from != "" {
			o.file = path.Join(dir, from)
		}
	}
	if o.namespace == "" && strings.HasSuffix(o.group, ".fluxcd.io") {
		o.namespace = u.namespace
	}
	return o
}
