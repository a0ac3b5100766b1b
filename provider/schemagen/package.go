package schemagen

import (
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Package makes the schema of this package from its sources below root, the root of the repository.
func Package(metadata schema.PackageSpec, root string) ([]byte, error) {
	return Generate(metadata, filepath.Join(root, "aksgitops"),
		Resource{Name: "SubscriptionRegistration", Dir: filepath.Join(root, "registration")},
		Function{Name: "GetPodIdentityProfile", Dir: filepath.Join(root, "provider", "podidentity")},
		Function{Name: "LintRepository", Dir: filepath.Join(root, "provider", "linting")})
}
