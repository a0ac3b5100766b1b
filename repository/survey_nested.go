package repository

// follow surveys what a Flux Kustomization applies that is itself applied, if its source is the checkout.
func (s *survey) follow(o *object) {
	spec, _ := at(o.content, "spec").(map[string]any)
	if at(spec, "kubeConfig") != nil {
		return // what it applies goes to another cluster
	}
	dir := textAt(spec, "path")
	configuration, ours := s.sourceOf(o)
	if !ours || open(dir) {
		s.incomplete = true
		return
	}
	s.apply(o.id(), &unit{
		configuration: configuration, kustomization: o.by.kustomization, namespace: o.namespace, path: dir, from: o,
		limited:   o.by.limited && s.options.MultiTenancy && textAt(spec, "serviceAccountName") == "",
		variables: variablesOf(spec), overlay: readOverlay(spec),
	})
}

// sourceOf finds the configuration whose source a Kustomization names. A source that nobody makes is reported by another rule, and taken
// for that of the configuration that applies the Kustomization: it is what was meant.
func (s *survey) sourceOf(o *object) (configuration string, ours bool) {
	references := referencesOf(o)
	if len(references) == 0 {
		return "", false
	}
	source := references[0].source()
	if open(source.namespace + source.name) {
		return "", false
	}
	for name, c := range s.options.Configurations {
		if source == c.source(name) {
			return name, s.here(name)
		}
	}
	return o.by.configuration, !s.made(source) && isArtifact(source.kind)
}

// source is what Azure makes in the cluster for a configuration to fetch from.
func (c Configuration) source(name string) id {
	return id{groupSource, c.SourceKind, c.Namespace, name}
}

// isArtifact tells whether a configuration can have a source of a kind.
func isArtifact(kind string) bool {
	return kind == GitRepository || kind == OCIRepository || kind == Bucket
}

// made tells whether an object is applied, or made by Azure for a configuration.
func (s *survey) made(wanted id) bool {
	for name, c := range s.options.Configurations {
		if c.source(name) == wanted {
			return true
		}
	}
	for _, o := range s.objects {
		if o.id() == wanted {
			return true
		}
	}
	return false
}
