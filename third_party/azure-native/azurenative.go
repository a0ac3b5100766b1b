// Package azurenative holds the part of azure-native's package schema that this project uses, and what that schema
// does not say about Azure Resource Manager. The Go bindings beside it are generated from the schema, and the stand-in
// plugin of the tests is driven by both files.
package azurenative

import (
	_ "embed" // for the two files below
)

//go:embed schema.json
var schema []byte

//go:embed metadata.json
var metadata []byte

// Schema is the package schema, in the format of Pulumi's package schemas, as JSON. Callers must not change it.
func Schema() []byte { return schema }

// Metadata is JSON that says for each resource of the schema how its inputs make a request to Azure Resource Manager.
// Callers must not change it.
func Metadata() []byte { return metadata }
