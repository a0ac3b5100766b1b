package provider

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	pulumiaksgitops "github.com/aks-gitops/pulumi-aks-gitops"
	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
	"github.com/aks-gitops/pulumi-aks-gitops/provider/schemagen"
)

func TestSchemaIsOfTheSource(t *testing.T) {
	t.Parallel()
	generated, err := schemagen.Package(Metadata(), "..")
	require.NoError(t, err)
	assert.Empty(t, cmp.Diff(string(generated), string(pulumiaksgitops.Schema)), "schema.json is not what the source says; run make schema")
}

// noPackages loads nothing: the schema refers to no other package.
type noPackages struct{ schema.Loader }

func TestSchemaIsValid(t *testing.T) {
	t.Parallel()
	bound, diagnostics, err := schema.BindSpec(packageSchema(), noPackages{}, schema.ValidationOptions{})
	require.NoError(t, err)
	assert.Empty(t, diagnostics)
	component, ok := bound.GetResource(aksgitops.Token)
	require.True(t, ok)
	assert.True(t, component.IsComponent)
}

// described is a part of the schema that people read about.
type described struct{ path, description string }

func TestEverythingIsDescribed(t *testing.T) {
	t.Parallel()
	spec := packageSchema()
	parts := []described{{"package", spec.Description}}
	properties := func(path string, of map[string]schema.PropertySpec) {
		for name, property := range of {
			parts = append(parts, described{path + "." + name, property.Description})
		}
	}
	for token, resource := range spec.Resources {
		parts = append(parts, described{token, resource.Description})
		properties(token+" input", resource.InputProperties)
		properties(token+" output", resource.Properties)
	}
	for token, function := range spec.Functions {
		parts = append(parts, described{token, function.Description})
		properties(token+" input", function.Inputs.Properties)
		properties(token+" output", function.ReturnType.ObjectTypeSpec.Properties)
	}
	for token, complexType := range spec.Types {
		parts = append(parts, described{token, complexType.Description})
		properties(token, complexType.Properties)
		for _, value := range complexType.Enum {
			parts = append(parts, described{token + "=" + value.Name, value.Description})
		}
	}
	var without []string
	for _, part := range parts {
		if strings.TrimSpace(part.description) == "" {
			without = append(without, part.path)
		}
	}
	assert.Empty(t, without, "without a description")
	assert.Greater(t, len(parts), 250, "the walk has lost its way")
}

// eachInput visits the component's inputs and those of the types they are made of, each type once.
func eachInput(visit func(owner, name string, in schema.TypeSpec)) {
	seen := map[string]bool{}
	var walk func(owner string, properties map[string]schema.PropertySpec)
	walk = func(owner string, properties map[string]schema.PropertySpec) {
		for name, property := range properties {
			for in := &property.TypeSpec; in != nil; {
				visit(owner, name, *in)
				if token := strings.TrimPrefix(in.Ref, "#/types/"); token != "" && !seen[token] {
					seen[token] = true
					walk(strings.TrimPrefix(token, "aks-gitops:index:"), packageSchema().Types[token].Properties)
				}
				name += "[]"
				if in.Items != nil {
					in = in.Items
				} else {
					in = in.AdditionalProperties
				}
			}
		}
	}
	walk("AksGitOps", packageSchema().Resources[aksgitops.Token].InputProperties)
}

// What must be plain is plain, and nothing else: the file lists it all, so that no new property becomes one or the other unseen.
func TestPlainInputs(t *testing.T) {
	t.Parallel()
	var plain []string
	eachInput(func(owner, name string, in schema.TypeSpec) {
		if in.Plain {
			plain = append(plain, owner+"."+name)
		}
	})
	slices.Sort(plain)
	golden.Compare(t, "testdata/plain-inputs.txt", []byte(strings.Join(plain, "\n")+"\n"))
}

func TestOutputsAreNeverPlain(t *testing.T) {
	t.Parallel()
	for name, output := range packageSchema().Resources[aksgitops.Token].Properties {
		for in := &output.TypeSpec; in != nil; in = in.AdditionalProperties {
			assert.False(t, in.Plain, name)
		}
	}
}

// eachField visits the fields of the component's arguments and of what they are made of.
func eachField(kind reflect.Type, seen map[reflect.Type]bool, visit func(owner reflect.Type, field reflect.StructField)) {
	switch kind.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		eachField(kind.Elem(), seen, visit)
	case reflect.Struct:
		if seen[kind] {
			return
		}
		seen[kind] = true
		for field := range kind.Fields() {
			visit(kind, field)
			eachField(field.Type, seen, visit)
		}
	default: // a leaf
	}
}

// The schema says plain of exactly the fields that Go does not type as an input, whatever the generator reads in the source.
func TestPlainAgreesWithTheTypes(t *testing.T) {
	t.Parallel()
	plain := map[string]bool{}
	eachInput(func(owner, name string, in schema.TypeSpec) { plain[owner+"."+name] = in.Plain })
	eachField(reflect.TypeFor[aksgitops.AksGitOpsArgs](), map[reflect.Type]bool{}, func(owner reflect.Type, field reflect.StructField) {
		name, _, _ := strings.Cut(field.Tag.Get("pulumi"), ",")
		path := strings.TrimSuffix(owner.Name(), "Args") + "." + name
		said, known := plain[path]
		assert.True(t, known, "%s is not in the schema", path)
		assert.Equal(t, !field.Type.Implements(reflect.TypeFor[pulumi.Input]()), said, path)
	})
}

// decode has a leaf for every input type that the arguments use.
func TestEveryInputTypeCanBeDecoded(t *testing.T) {
	t.Parallel()
	used := 0
	eachField(reflect.TypeFor[aksgitops.AksGitOpsArgs](), map[reflect.Type]bool{}, func(owner reflect.Type, field reflect.StructField) {
		if field.Type.Implements(reflect.TypeFor[pulumi.Input]()) {
			used++
			assert.Contains(t, leaves, field.Type, "%s.%s", owner.Name(), field.Name)
		}
	})
	assert.Greater(t, used, 100, "the walk has lost its way")
}

func TestSecretInputs(t *testing.T) {
	t.Parallel()
	var secret []string
	for token, complexType := range packageSchema().Types {
		for name, property := range complexType.Properties {
			if property.Secret {
				secret = append(secret, strings.TrimPrefix(token, "aks-gitops:index:")+"."+name)
			}
		}
	}
	slices.Sort(secret)
	assert.Equal(t, []string{
		"AzureBlob.accountKey", "AzureBlob.sasToken", "Bucket.accessKey", "Bucket.secretKey", "FluxExtension.protectedSettings", "GitHttps.key",
		"GitSsh.privateKey", "OciTlsConfig.caCertificate", "OciTlsConfig.clientCertificate", "OciTlsConfig.privateKey",
		"ServicePrincipal.clientCertificate", "ServicePrincipal.clientCertificatePassword", "ServicePrincipal.clientSecret",
	}, secret)
}

func TestSchemaHoldsNoVersion(t *testing.T) {
	t.Parallel()
	var raw map[string]any
	require.NoError(t, json.Unmarshal(pulumiaksgitops.Schema, &raw))
	assert.NotContains(t, raw, "version", "a release adds it")
}
