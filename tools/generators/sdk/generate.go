package sdk

import (
	"encoding/json"
	"fmt"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

// Source is what SDKs are made of.
type Source struct {
	// Schema is the package's schema, as JSON and without a version.
	Schema []byte
	// Version is the version of the SDKs, without a leading v.
	Version string
	// Overlay holds what all SDKs need besides the schema.
	Overlay Overlay
}

// Generate makes the files of every SDK, by the SDK's folder below sdk.
func Generate(source Source) (map[string]tree.Files, error) {
	if _, err := semver.Parse(source.Version); err != nil {
		return nil, fmt.Errorf("the version %q: give three numbers without a leading v, such as 1.2.3: %w", source.Version, err)
	}
	sdks := map[string]tree.Files{}
	for _, language := range languages {
		files, err := generate(source, language)
		if err != nil {
			return nil, fmt.Errorf("the SDK of %s: %w", language.title, err)
		}
		sdks[language.folder] = files
	}
	return sdks, nil
}

func generate(source Source, language language) (tree.Files, error) {
	pkg, err := bind(source)
	if err != nil {
		return nil, err
	}
	extra, err := source.Overlay.files(pkg, language)
	if err != nil {
		return nil, err
	}
	files, err := language.generate(pkg, source.Overlay)
	if err != nil {
		return nil, fmt.Errorf("the generator refused the schema: %w", err)
	}
	return files, lay(files, extra)
}

// bind reads the schema anew for each language, because the generators write into the package that they are given.
func bind(source Source) (*schema.Package, error) {
	var spec schema.PackageSpec
	if err := json.Unmarshal(source.Schema, &spec); err != nil {
		return nil, fmt.Errorf("the schema is not a Pulumi package schema in JSON: %w", err)
	}
	spec.Version = source.Version
	pkg, err := schema.ImportSpec(spec, importers, schema.ValidationOptions{})
	if err != nil {
		return nil, fmt.Errorf("the schema does not bind: %w", err)
	}
	return pkg, nil
}
