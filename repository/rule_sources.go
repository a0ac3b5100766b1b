package repository

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// sources reports references to sources that nobody makes: no configuration has them, and no manifest defines them.
func sources(s *survey) {
	for _, o := range s.objects {
		for _, r := range referencesOf(o) {
			if s.missing(r) {
				wanted := r.source()
				s.reportAt(o, r.at("name"), RuleSource, fmt.Sprintf("%s, which %s needs, is made by no configuration and no manifest%s",
					qualified(wanted.kind, wanted.namespace, wanted.name), o, s.instead(r)))
			}
		}
	}
}

// mustExist are the kinds of sources without which what refers to them fails.
var mustExist = map[string]bool{
	GitRepository: true, OCIRepository: true, Bucket: true, "HelmRepository": true, "HelmChart": true, "ImageRepository": true,
}

// missing tells whether a reference names a source that nobody makes. Where not everything is seen that is applied, a Helm repository may
// be defined there.
func (s *survey) missing(r reference) bool {
	wanted := r.source()
	known := wanted.name != "" && !open(wanted.namespace+wanted.name) && (!s.incomplete || isArtifact(wanted.kind))
	return r.reads && mustExist[wanted.kind] && known && !s.made(wanted)
}

// instead says which source a reference should name, as far as that can be told.
func (s *survey) instead(r reference) string {
	wanted, configuration := r.source(), r.owner.by.configuration
	if other, found := s.namesake(wanted); found {
		return fmt.Sprintf("; there is %s: %s", qualified(other.kind, other.namespace, other.name), s.change(r, other))
	}
	source := s.options.Configurations[configuration].source(configuration)
	if wanted.kind != source.kind && !r.owner.is(groupKustomize, "Kustomization") {
		return ""
	}
	return fmt.Sprintf("; the source of configuration %s is %s: %s",
		configuration, qualified(source.kind, source.namespace, source.name), s.change(r, source))
}

// namesake is an object of the same kind and name in another namespace, or of nearly the same name in the same one.
func (s *survey) namesake(wanted id) (id, bool) {
	var names []string
	for _, candidate := range s.all() {
		switch {
		case candidate.kind != wanted.kind || candidate.group != wanted.group:
		case candidate.name == wanted.name:
			return candidate, true
		case candidate.namespace == wanted.namespace:
			names = append(names, candidate.name)
		}
	}
	if near := nearest(wanted.name, names); near != "" {
		wanted.name = near
		return wanted, true
	}
	return id{}, false
}

// all are the sources of the configurations and the objects that are applied.
func (s *survey) all() []id {
	var found []id
	for _, name := range s.names() {
		found = append(found, s.options.Configurations[name].source(name))
	}
	for _, o := range s.objects {
		found = append(found, o.id())
	}
	return found
}

// change says what must be changed so that a reference names a source and may do so.
func (s *survey) change(r reference, source id) string {
	var fields []string
	for _, field := range []struct{ key, has, wants string }{
		{"kind", r.kind, source.kind}, {"name", r.name, source.name}, {"namespace", r.source().namespace, source.namespace},
	} {
		if field.has != field.wants && (field.key != "namespace" || r.owner.namespace == source.namespace || !s.options.MultiTenancy) {
			fields = append(fields, fmt.Sprintf("`%s: %s`", field.key, field.wants))
		}
	}
	var changes []string
	if len(fields) > 0 {
		changes = append(changes, "write "+strings.Join(fields, " and "))
	}
	if r.owner.namespace != source.namespace && s.options.MultiTenancy {
		changes = append(changes, fmt.Sprintf("put the %s into its namespace, for multi-tenancy refuses others", r.owner.kind))
	}
	return strings.Join(changes, ", and ")
}

// names are the configurations, in order.
func (s *survey) names() []string { return slices.Sorted(maps.Keys(s.options.Configurations)) }
