package childgraph

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// Node is one registration. Other resources are called by their names.
type Node struct {
	Type string `json:"type"`
	Name string `json:"name"`
	// Parent is empty below the stack.
	Parent  string   `json:"parent,omitempty"`
	Aliases []string `json:"aliases,omitempty"`
	// Dependencies are created before the resource and deleted after it.
	Dependencies []string `json:"dependencies,omitempty"`
	// PropertyDependencies say which inputs bring which dependencies.
	PropertyDependencies map[string][]string `json:"propertyDependencies,omitempty"`
	// Provider is the explicit provider; empty means the default one.
	Provider  string            `json:"provider,omitempty"`
	Providers map[string]string `json:"providers,omitempty"`
	Version   string            `json:"version,omitempty"`
	Options   *Options          `json:"options,omitempty"`
	// Inputs show secrets as {"secret": …} and unknown values as [unknown].
	Inputs map[string]any `json:"inputs,omitempty"`
}

// Options are the resource options that are rarely set.
type Options struct {
	Protect                 bool              `json:"protect,omitempty"`
	RetainOnDelete          bool              `json:"retainOnDelete,omitempty"`
	DeleteBeforeReplace     bool              `json:"deleteBeforeReplace,omitempty"`
	DeletedWith             string            `json:"deletedWith,omitempty"`
	Import                  string            `json:"import,omitempty"`
	IgnoreChanges           []string          `json:"ignoreChanges,omitempty"`
	ReplaceOnChanges        []string          `json:"replaceOnChanges,omitempty"`
	AdditionalSecretOutputs []string          `json:"additionalSecretOutputs,omitempty"`
	CustomTimeouts          map[string]string `json:"customTimeouts,omitempty"`
}

func node(request *pulumirpc.RegisterResourceRequest) Node {
	inputs, err := unmarshal(request.GetObject())
	if err != nil {
		panic(err) // it was read before, when it was recorded
	}
	return Node{
		Type:                 request.GetType(),
		Name:                 request.GetName(),
		Parent:               name(request.GetParent()),
		Aliases:              aliases(request),
		Dependencies:         names(request.GetDependencies()),
		PropertyDependencies: propertyDependencies(request),
		Provider:             providerName(request.GetProvider()),
		Providers:            providerNames(request.GetProviders()),
		Version:              request.GetVersion(),
		Options:              options(request),
		Inputs:               object(inputs),
	}
}

func options(request *pulumirpc.RegisterResourceRequest) *Options {
	timeouts := map[string]string{}
	for operation, timeout := range map[string]string{
		"create": request.GetCustomTimeouts().GetCreate(),
		"update": request.GetCustomTimeouts().GetUpdate(),
		"delete": request.GetCustomTimeouts().GetDelete(),
	} {
		if timeout != "" {
			timeouts[operation] = timeout
		}
	}
	o := &Options{
		Protect:                 request.GetProtect(),
		RetainOnDelete:          request.GetRetainOnDelete(),
		DeleteBeforeReplace:     request.GetDeleteBeforeReplace(),
		DeletedWith:             name(request.GetDeletedWith()),
		Import:                  request.GetImportId(),
		IgnoreChanges:           request.GetIgnoreChanges(),
		ReplaceOnChanges:        request.GetReplaceOnChanges(),
		AdditionalSecretOutputs: request.GetAdditionalSecretOutputs(),
		CustomTimeouts:          timeouts,
	}
	if o.empty() {
		return nil
	}
	return o
}

func (o *Options) empty() bool {
	flags := o.Protect || o.RetainOnDelete || o.DeleteBeforeReplace
	lists := len(o.IgnoreChanges) + len(o.ReplaceOnChanges) + len(o.AdditionalSecretOutputs) + len(o.CustomTimeouts)
	return !flags && lists == 0 && o.DeletedWith == "" && o.Import == ""
}

func aliases(request *pulumirpc.RegisterResourceRequest) []string {
	var texts []string
	for _, alias := range request.GetAliases() {
		if alias.GetUrn() != "" {
			texts = append(texts, alias.GetUrn())
			continue
		}
		spec := alias.GetSpec()
		var parts []string
		for _, part := range []struct{ label, value string }{
			{"type", spec.GetType()}, {"name", spec.GetName()}, {"parent", name(spec.GetParentUrn())},
		} {
			if part.value != "" {
				parts = append(parts, part.label+" "+part.value)
			}
		}
		texts = append(texts, strings.Join(parts, ", "))
	}
	return texts
}

func propertyDependencies(request *pulumirpc.RegisterResourceRequest) map[string][]string {
	found := map[string][]string{}
	for property, dependencies := range request.GetPropertyDependencies() {
		if len(dependencies.GetUrns()) > 0 {
			found[property] = names(dependencies.GetUrns())
		}
	}
	return found
}

// names are the names in URNs, sorted, each once.
func names(urns []string) []string {
	found := make([]string, 0, len(urns))
	for _, urn := range urns {
		found = append(found, name(urn))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func name(urn string) string {
	if urn == "" || resource.URN(urn).QualifiedType() == resource.RootStackType {
		return ""
	}
	return resource.URN(urn).Name()
}

// providerName is the name in a reference to a provider, which is its URN, two colons and its ID.
func providerName(reference string) string {
	end := strings.LastIndex(reference, "::")
	if end < 0 {
		return reference
	}
	return name(reference[:end])
}

func providerNames(references map[string]string) map[string]string {
	found := map[string]string{}
	for pkg, reference := range references {
		found[pkg] = providerName(reference)
	}
	return found
}
