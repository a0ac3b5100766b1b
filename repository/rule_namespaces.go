package repository

import "fmt"

// namespaces reports references into other namespaces, which Flux refuses under multi-tenancy.
func namespaces(s *survey) {
	if !s.options.MultiTenancy {
		return
	}
	for _, o := range s.objects {
		for _, r := range referencesOf(o) {
			named := r.source()
			if named.namespace == o.namespace || open(named.namespace+o.namespace) || s.missing(r) && s.instead(r) != "" {
				continue // the last is told what to change already
			}
			s.reportAt(o, r.at("namespace"), RuleNamespace, fmt.Sprintf(
				"%s may not refer to %s in another namespace: multi-tenancy refuses it; put the %s into %s, or set `extension.multiTenancy` to false",
				o, qualified(named.kind, named.namespace, named.name), o.kind, named.namespace))
		}
		s.managed(o)
	}
}

// managed reports a Helm release that takes its chart from the configuration's source, to which Azure makes it refer, and lies elsewhere.
func (s *survey) managed(o *object) {
	source := s.options.Configurations[o.by.configuration].source(o.by.configuration)
	if !o.is(groupHelm, "HelmRelease") || textAt(o.content, "metadata", "annotations", managedSource) != "true" ||
		o.namespace == source.namespace || open(o.namespace) {
		return
	}
	s.reportAt(o, []string{"metadata", "namespace"}, RuleNamespace, fmt.Sprintf(
		"%s takes its chart from %s in another namespace: multi-tenancy refuses it; put the HelmRelease into %s, or set `extension.multiTenancy` to false",
		o, qualified(source.kind, source.namespace, source.name), source.namespace))
}
