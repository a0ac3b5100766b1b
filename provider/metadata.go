package provider

import (
	"encoding/json"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const (
	repository   = "https://github.com/aks-gitops/pulumi-aks-gitops"
	goImportPath = "github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops"
)

// Metadata is what the schema says of the package as a whole. It holds no version: a release adds it.
func Metadata() schema.PackageSpec {
	return schema.PackageSpec{
		Name:        Name,
		DisplayName: "AKS GitOps",
		Description: "aks-gitops turns an Azure Kubernetes cluster into a GitOps cluster with one resource: it creates or takes the cluster, " +
			"installs the Flux extension, and applies Flux configurations that depend on it.",
		Keywords:          []string{"pulumi", "azure", "aks", "kubernetes", "gitops", "flux", "kind/component", "category/cloud"},
		Homepage:          repository,
		Repository:        repository,
		License:           "Apache-2.0",
		Attribution:       "Built on the azure-native package by Pulumi and on the Flux extension by Microsoft.",
		Publisher:         "aks-gitops",
		LogoURL:           "https://raw.githubusercontent.com/aks-gitops/pulumi-aks-gitops/main/docs/logo.svg",
		PluginDownloadURL: "github://api.github.com/aks-gitops/pulumi-aks-gitops",
		Language:          languages(),
	}
}

// languages says how each SDK is named and built. The settings are plain maps because the generators' own types would link every
// generator into the plugin.
func languages() map[string]schema.RawMessage {
	encoded := map[string]schema.RawMessage{}
	for language, settings := range map[string]map[string]any{
		"go": {
			"importBasePath":                 goImportPath,
			"generateResourceContainerTypes": true,
		},
		"nodejs": {
			"packageName":        "pulumi-aks-gitops",
			"packageDescription": "Pulumi component that turns an Azure Kubernetes cluster into a GitOps cluster",
			"typescriptVersion":  "^5.9.0",
			"devDependencies":    map[string]any{"@types/node": "^20"},
		},
		"python": {
			"packageName": "pulumi_aks_gitops",
			"pyproject":   map[string]any{"enabled": true},
		},
		"csharp": {
			"rootNamespace": "Pulumi",
			"namespaces":    map[string]any{Name: "AksGitOps"},
		},
		"java": {
			"basePackage": "io.github.aksgitops",
			"buildFiles":  "none", // the SDK's Maven project is laid over it: tools/generators/sdk
		},
	} {
		if language != "java" { // whose generator does not know it
			settings["respectSchemaVersion"] = true
		}
		text, err := json.Marshal(settings)
		if err != nil {
			panic(err) // maps of strings and bools always encode
		}
		encoded[language] = text
	}
	return encoded
}
