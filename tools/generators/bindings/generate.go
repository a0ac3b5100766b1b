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
	"path"
	"strings"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// tool names the generator in the header of every generated file.
const tool = "cmd/bindings, with Pulumi's Go generator,"

// pluginFile tells the Pulumi CLI which plugin a Go module needs; every service's module carries it.
const pluginFile = "pulumi-plugin.json"

// Files are the contents of generated files by slash-separated path, relative to the module's root.
type Files map[string][]byte

// Generate makes the Go files of one service's module, such as "kubernetesconfiguration", from a Pulumi package schema.
func Generate(schemaJSON []byte, service string) (Files, error) {
	var spec schema.PackageSpec
	if err := json.Unmarshal(schemaJSON, &spec); err != nil {
		return nil, fmt.Errorf("the schema is not a Pulumi package schema in JSON: %w", err)
	}
	basePath, err := importBasePath(spec)
	if err != nil {
		return nil, err
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
		return nil, fmt.Errorf("Pulumi's Go generator refused the schema: %w", err)
	}
	return split(all, basePath, service), nil
}

// importBasePath is the import path that the generator gives to the packages of all services together.
func importBasePath(spec schema.PackageSpec) (string, error) {
	var info gogen.GoPackageInfo
	if err := json.Unmarshal(spec.Language["go"], &info); err != nil {
		return "", fmt.Errorf("the schema's language.go is not what Pulumi's Go generator reads: %w", err)
	}
	if info.ImportBasePath == "" || info.RootPackageName == "" {
		return "", errors.New("the schema's language.go must have importBasePath and rootPackageName, as azure-native's has")
	}
	return info.ImportBasePath, nil
}

// keepService drops what belongs to other services. They need no bindings here, and binding them takes time.
func keepService(spec *schema.PackageSpec, service string) {
	for token := range spec.Types {
		if serviceOf(token) != service {
			delete(spec.Types, token)
		}
	}
	for token := range spec.Resources {
		if serviceOf(token) != service {
			delete(spec.Resources, token)
		}
	}
	for token := range spec.Functions {
		if serviceOf(token) != service {
			delete(spec.Functions, token)
		}
	}
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

// split takes one service's files out of the generator's and moves their imports of each other to the service's own
// module: github.com/…/v2/service becomes github.com/…/service/v2.
func split(all map[string][]byte, basePath, service string) Files {
	base, major := path.Split(basePath)
	moved := strings.NewReplacer(
		`"`+path.Join(basePath, service)+`"`, `"`+path.Join(base, service, major)+`"`,
		`"`+path.Join(basePath, service)+`/`, `"`+path.Join(base, service, major)+`/`,
	)
	files := Files{}
	for name, content := range all {
		inside, ok := strings.CutPrefix(name, service+"/")
		switch {
		case ok:
			files[inside] = []byte(moved.Replace(string(content)))
		case name == pluginFile:
			files[pluginFile] = content
		}
	}
	return files
}
