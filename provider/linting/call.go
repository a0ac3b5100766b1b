package linting

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"github.com/aks-gitops/pulumi-aks-gitops/repository"
)

// Token is the function's name in the schema.
const Token = "aks-gitops:index:lintRepository" //nolint:gosec // a function token, no credential

// Call looks through a checkout. The shape of the arguments is sound. If one that matters is not known yet, neither is the result.
func Call(args property.Map) (property.Map, error) {
	r := &reader{}
	options := r.options(args)
	checkout := r.text(args.Get("path"), "")
	if r.unknown {
		return findings(property.New(property.Computed).WithSecret(r.secret)), nil
	}
	found, err := lint(checkout, options)
	if err != nil {
		return property.Map{}, err
	}
	values := make([]property.Value, len(found))
	for i, finding := range found {
		values[i] = property.New(described(finding))
	}
	return findings(property.New(values).WithSecret(r.secret)), nil
}

func findings(value property.Value) property.Map {
	return property.NewMap(map[string]property.Value{"findings": value})
}

// lint looks through the folder of a checkout, from which nothing leads out.
func lint(checkout string, options repository.Options) ([]repository.Finding, error) {
	for _, name := range options.Only {
		if _, exists := options.Configurations[name]; !exists {
			return nil, fmt.Errorf("only: there is no configuration %q", name)
		}
	}
	root, err := os.OpenRoot(checkout)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %s; give that of the checkout", checkout)
	case err != nil:
		return nil, fmt.Errorf("open the checkout: %w", err)
	}
	defer func() { _ = root.Close() }()
	return repository.Lint(root.FS(), options)
}

// described is a finding as programs see it.
func described(finding repository.Finding) map[string]property.Value {
	values := map[string]property.Value{
		"configuration": property.New(finding.Configuration), "kustomization": property.New(finding.Kustomization),
		"rule": property.New(finding.Rule), "message": property.New(finding.Message), "text": property.New(finding.String()),
	}
	if finding.Path != "" {
		values["path"] = property.New(finding.Path)
	}
	if finding.Line > 0 {
		values["line"] = property.New(float64(finding.Line))
	}
	return values
}
