package repository

import (
	"fmt"

	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// scopes reports objects of the whole cluster that are applied with the rights of one namespace.
func scopes(s *survey) {
	defined := s.clusterKinds()
	for _, o := range s.objects {
		if !o.by.limited || !defined[[2]string{o.group, o.kind}] && !o.clusterScoped() {
			continue
		}
		s.reportAt(o, []string{"kind"}, RuleScope, fmt.Sprintf(
			"%s belongs to the whole cluster, and configuration %s has scope `namespace`, which may not touch it; apply it from a configuration with scope `cluster`",
			qualified(o.kind, "", o.name), o.by.configuration))
	}
}

// clusterScoped tells whether an object of Kubernetes' own kinds belongs to no namespace.
func (o *object) clusterScoped() bool {
	api := o.version
	if o.group != "" {
		api = o.group + "/" + o.version
	}
	namespaced, known := openapi.IsNamespaceScoped(yaml.TypeMeta{APIVersion: api, Kind: o.kind})
	return known && !namespaced
}

// clusterKinds are the kinds that manifests define for the whole cluster.
func (s *survey) clusterKinds() map[[2]string]bool {
	kinds := map[[2]string]bool{}
	for _, o := range s.objects {
		if o.is("apiextensions.k8s.io", "CustomResourceDefinition") && textAt(o.content, "spec", "scope") == "Cluster" {
			kinds[[2]string{textAt(o.content, "spec", "group"), textAt(o.content, "spec", "names", "kind")}] = true
		}
	}
	return kinds
}
