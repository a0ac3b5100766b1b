package linting

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"github.com/aks-gitops/pulumi-aks-gitops/repository"
)

// notKnown stands in Pulumi's JSON for a text that is not known yet.
const notKnown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"

// state is what is read of a resource.
type state struct {
	Type   string         `json:"type"`
	Parent string         `json:"parent"`
	Inputs map[string]any `json:"inputs"`
}

// said is what Pulumi says of a stack: `pulumi preview --json` or `pulumi stack export`.
type said struct {
	Steps []struct {
		NewState *state `json:"newState"`
	} `json:"steps"`
	Deployment *struct {
		Resources []state `json:"resources"`
	} `json:"deployment"`
}

// errNotAStack refuses what is neither.
var errNotAStack = errors.New("it is neither what `pulumi preview --json` prints nor what `pulumi stack export` does")

// clustersOf reads what is deployed to each cluster of a stack.
func clustersOf(text []byte) ([]repository.Options, error) {
	var s said
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, fmt.Errorf("%w: %w", errNotAStack, err)
	}
	if s.Steps == nil && s.Deployment == nil {
		return nil, errNotAStack
	}
	var states []state
	for _, step := range s.Steps {
		if step.NewState != nil {
			states = append(states, *step.NewState)
		}
	}
	if s.Deployment != nil {
		states = append(states, s.Deployment.Resources...)
	}
	clusters := map[string]*repository.Options{}
	for _, resource := range states {
		if kind := fluxKind(resource.Type); kind != "" {
			add(clusters, kind, resource)
		}
	}
	var options []repository.Options
	for _, key := range slices.Sorted(maps.Keys(clusters)) {
		if len(clusters[key].Configurations) > 0 {
			options = append(options, *clusters[key])
		}
	}
	return options, nil
}

// fluxKind is the kind of a resource of Azure's that Flux is configured with, of whatever version, or "".
func fluxKind(token string) string {
	kind, found := strings.CutPrefix(token, "azure-native:kubernetesconfiguration")
	for _, wanted := range []string{"Extension", "FluxConfiguration"} {
		if found && strings.HasSuffix(kind, ":"+wanted) {
			return wanted
		}
	}
	return ""
}

// add adds a resource to its cluster. A cluster whose name is not known yet is that of the component that creates it.
func add(clusters map[string]*repository.Options, kind string, resource state) {
	text := func(key string) string { text, _ := resource.Inputs[key].(string); return text }
	key := strings.Join([]string{text("resourceGroupName"), text("clusterResourceName"), text("clusterName")}, "/")
	if strings.Contains(key, notKnown) || text("clusterName") == "" {
		key = resource.Parent
	}
	if clusters[key] == nil {
		clusters[key] = &repository.Options{Configurations: map[string]repository.Configuration{}, MultiTenancy: true}
	}
	if kind == "FluxConfiguration" {
		clusters[key].Configurations[text("fluxConfigurationName")] = configurationOf(resource.Inputs)
		return
	}
	if settings, ok := resource.Inputs["configurationSettings"].(map[string]any); ok && settings["multiTenancy.enforce"] == "false" {
		clusters[key].MultiTenancy = false
	}
}

// configurationOf reads a configuration off what is sent to Azure for it.
func configurationOf(inputs map[string]any) repository.Configuration {
	text := func(key string) string { text, _ := inputs[key].(string); return text }
	configuration := repository.Configuration{
		Namespace:      cmp.Or(text("namespace"), "default"),
		Limited:        text("scope") == "namespace",
		SourceKind:     cmp.Or(text("sourceKind"), repository.GitRepository),
		Kustomizations: map[string]repository.Kustomization{},
	}
	if configuration.SourceKind == "AzureBlob" {
		configuration.SourceKind = repository.Bucket
	}
	kustomizations, _ := inputs["kustomizations"].(map[string]any)
	for name, kustomization := range kustomizations {
		definition, _ := kustomization.(map[string]any)
		configuration.Kustomizations[name] = kustomizationOf(definition)
	}
	return configuration
}

// kustomizationOf reads a kustomization off what is sent to Azure for it. What is secret there is no text.
func kustomizationOf(definition map[string]any) repository.Kustomization {
	value := property.New(known(definition))
	kustomization := (&reader{}).kustomization(value.AsMap())
	kustomization.PathUnknown = value.AsMap().Get("path").IsComputed()
	return kustomization
}

// known makes property values of JSON. What Pulumi does not know or does not show becomes a value that is not known.
func known(definition map[string]any) map[string]property.Value {
	values := map[string]property.Value{}
	for key, value := range definition {
		values[key] = valueOf(value)
	}
	return values
}

func valueOf(value any) property.Value {
	switch value := value.(type) {
	case string:
		if value == notKnown || value == "[secret]" {
			return property.New(property.Computed)
		}
		return property.New(value)
	case []any:
		elements := make([]property.Value, len(value))
		for i, element := range value {
			elements[i] = valueOf(element)
		}
		return property.New(elements)
	case map[string]any:
		if _, special := value["4dabf18193072939515e22adb298388d"]; special {
			return property.New(property.Computed)
		}
		return property.New(known(value))
	}
	return property.Value{}
}
