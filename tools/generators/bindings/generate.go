// Package bindings turns the project's subset of azure-native's schema into the Go module that azure-native publishes
// for one Azure service.
//
// azure-native generates one Go module for everything and then splits it, a module for each service. This package does
// the same for the one service that it is asked for, so that import paths, types and fields come out as published.
package bindings

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

// tool names the generator in the header of every generated file.
const tool = "cmd/bindings, with Pulumi's Go generator,"

// pluginFile tells the Pulumi CLI which plugin a Go module needs; every service's module carries it.
const pluginFile = "pulumi-plugin.json"

// Generate makes the Go files of one service's module, such as "kubernetesconfiguration", from a Pulumi package schema.
func Generate(schemaJSON []byte, service string) (tree.Files, error) {
	var spec schema.PackageSpec
	if err := json.Unmarshal(schemaJSON, &spec); err != nil {
		return nil, fmt.Errorf("the schema is not a Pulumi package schema in JSON: %w", err)
	}
	keepService(&spec, service)
	if len(spec.Resources) == 0 {
		return nil, fmt.Errorf("the schema has no resource of %q: nothing to generate", service)
	}
	pkg, err := schema.ImportSpec(spec, map[string]schema.Language{"go": gogen.Importer}, schema.ValidationOptions{})
	if err != nil {
		return nil, fmt.Errorf("the schema does not bind: %w", err)
	}
	all, err := gogen.GeneratePackage(tool, pkg, nil)
	if err != nil {
		return nil, fmt.Errorf("the Go generator refused the schema: %w", err)
	}
	files := split(all, service)
	if len(files) == 0 {
		return nil, errors.New("the schema's language.go must have importBasePath and rootPackageName, as azure-native's " +
			"has: without them the generator puts its files elsewhere")
	}
	return files, nil
}

// keepService drops what belongs to other services. They need no bindings here, and binding them takes time.
func keepService(spec *schema.PackageSpec, service string) {
	maps.DeleteFunc(spec.Types, func(token string, _ schema.ComplexTypeSpec) bool { return serviceOf(token) != service })
	maps.DeleteFunc(spec.Resources, func(token string, _ schema.ResourceSpec) bool { return serviceOf(token) != service })
	maps.DeleteFunc(spec.Functions, func(token string, _ schema.FunctionSpec) bool { return serviceOf(token) != service })
}

// serviceOf is the service in a token: containerservice in azure-native:containerservice/v20240901:ManagedCluster.
func serviceOf(token string) string {
	parts := strings.Split(token, ":")
	if len(parts) != 3 {
		return ""
	}
	service, _, _ := strings.Cut(parts[1], "/")
	return service
}

// split takes one service's files out of the generator's, which have a folder for each service. The services of the
// schema do not import one another, so no import path needs a change.
func split(all map[string][]byte, service string) tree.Files {
	files := tree.Files{}
	for name, content := range all {
		if inside, ok := strings.CutPrefix(name, service+"/"); ok {
			files[inside] = content
		}
	}
	if plugin, ok := all[pluginFile]; ok && len(files) > 0 {
		files[pluginFile] = plugin
	}
	return files
}
