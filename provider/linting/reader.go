package linting

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"github.com/aks-gitops/pulumi-aks-gitops/repository"
)

// fluxNamespace is the component's default of a configuration's namespace.
const fluxNamespace = "flux-system"

// reader reads what a linter needs of the arguments, whose shape is sound.
type reader struct {
	// unknown tells that something is not known yet, and secret that something is one.
	unknown, secret bool
}

func (r *reader) text(value property.Value, otherwise string) string {
	r.seen(value)
	if !value.IsString() {
		return otherwise
	}
	return value.AsString()
}

func (r *reader) seen(value property.Value) {
	r.unknown = r.unknown || value.IsComputed()
	r.secret = r.secret || value.Secret()
}

func (r *reader) texts(value property.Value) []string {
	var texts []string
	for _, element := range r.list(value) {
		texts = append(texts, r.text(element, ""))
	}
	return texts
}

func (r *reader) list(value property.Value) []property.Value {
	r.seen(value)
	if !value.IsArray() {
		return nil
	}
	return value.AsArray().AsSlice()
}

func (r *reader) entries(value property.Value) property.Map {
	r.seen(value)
	if !value.IsMap() {
		return property.Map{}
	}
	return value.AsMap()
}

func (r *reader) options(args property.Map) repository.Options {
	tenancy := args.Get("multiTenancy")
	r.seen(tenancy)
	options := repository.Options{
		Configurations: map[string]repository.Configuration{}, Only: r.texts(args.Get("only")),
		MultiTenancy: !tenancy.IsBool() || tenancy.AsBool(),
	}
	for name, value := range r.entries(args.Get("configurations")).All {
		options.Configurations[name] = r.configuration(r.entries(value))
	}
	return options
}

// sourceKinds are the kinds of a configuration's source in the cluster, by the property that gives the source.
var sourceKinds = map[string]string{
	"gitRepository": repository.GitRepository, "ociRepository": repository.OCIRepository,
	"bucket": repository.Bucket, "azureBlob": repository.Bucket,
}

func (r *reader) configuration(value property.Map) repository.Configuration {
	configuration := repository.Configuration{
		Namespace:      r.text(value.Get("namespace"), fluxNamespace),
		Limited:        r.text(value.Get("scope"), "") == "namespace",
		SourceKind:     repository.GitRepository,
		Kustomizations: map[string]repository.Kustomization{},
	}
	for name, kind := range sourceKinds {
		if !value.Get(name).IsNull() {
			configuration.SourceKind = kind
		}
	}
	for name, kustomization := range r.entries(value.Get("kustomizations")).All {
		configuration.Kustomizations[name] = r.kustomization(r.entries(kustomization))
	}
	return configuration
}

func (r *reader) kustomization(value property.Map) repository.Kustomization {
	kustomization := repository.Kustomization{
		Path: r.text(value.Get("path"), ""), DependsOn: r.texts(value.Get("dependsOn")), Substitute: map[string]string{},
	}
	postBuild := r.entries(value.Get("postBuild"))
	kustomization.SubstituteUnknown = len(r.list(postBuild.Get("substituteFrom"))) > 0
	substitute := postBuild.Get("substitute")
	if !substitute.IsMap() || substitute.Secret() {
		kustomization.SubstituteUnknown = kustomization.SubstituteUnknown || !substitute.IsNull()
		return kustomization
	}
	for name, value := range substitute.AsMap().All {
		// A message may show a path or name with the value in it.
		if value.IsString() && !value.Secret() && !strings.Contains(value.AsString(), "${") {
			kustomization.Substitute[name] = value.AsString()
		} else {
			kustomization.SubstituteUnknown = true
		}
	}
	return kustomization
}
