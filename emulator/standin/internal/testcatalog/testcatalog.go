// Package testcatalog gives tests a small catalogue of every kind of property, beside the real one.
package testcatalog

import (
	"testing"

	azurenative "github.com/aks-gitops/pulumi-aks-gitops/third_party/azure-native"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
)

// Widget is the token of the only resource of the small catalogue.
const Widget = "azure-native:test:Widget"

const schema = `{
  "resources": {"azure-native:test:Widget": {
    "properties": {
      "name": {"type": "string"}, "type": {"type": "string"}, "location": {"type": "string"},
      "identity": {"$ref": "#/types/azure-native:test:IdentityResponse"},
      "size": {"type": "integer"}, "flavour": {"type": "string", "const": "fancy"}, "state": {"type": "string"},
      "parts": {"type": "array", "items": {"$ref": "#/types/azure-native:test:PartResponse"}},
      "settings": {"type": "object", "additionalProperties": {"type": "string"}}
    },
    "required": ["name", "type"],
    "inputProperties": {
      "resourceGroupName": {"type": "string"}, "widgetName": {"type": "string"},
      "location": {"type": "string"}, "identity": {"$ref": "#/types/azure-native:test:Identity"},
      "size": {"type": "integer"}, "ratio": {"type": "number"}, "on": {"type": "boolean"},
      "mode": {"oneOf": [{"type": "string"}, {"type": "string", "$ref": "#/types/azure-native:test:Mode"}],
        "type": "string"},
      "parts": {"type": "array", "items": {"$ref": "#/types/azure-native:test:Part"}},
      "settings": {"type": "object", "additionalProperties": {"type": "string"}},
      "named": {"type": "object", "additionalProperties": {"$ref": "#/types/azure-native:test:Part"}},
      "home": {"type": "string", "willReplaceOnChanges": true},
      "anything": {"$ref": "pulumi.json#/Any"}
    },
    "requiredInputs": ["resourceGroupName", "location"]
  }},
  "types": {
    "azure-native:test:Mode": {"type": "string", "enum": [{"value": "a"}]},
    "azure-native:test:Identity": {"type": "object", "properties": {
      "type": {"type": "string"},
      "userAssignedIdentities": {"type": "array", "items": {"type": "string"}}}},
    "azure-native:test:IdentityResponse": {"type": "object", "properties": {
      "type": {"type": "string"}, "principalId": {"type": "string"},
      "userAssignedIdentities": {"type": "object", "additionalProperties": {
        "$ref": "#/types/azure-native:test:UserIdentityResponse"}}}},
    "azure-native:test:UserIdentityResponse": {"type": "object", "properties": {"clientId": {"type": "string"}}},
    "azure-native:test:Part": {"type": "object", "required": ["label"], "properties": {
      "label": {"type": "string"}, "slot": {"type": "integer", "willReplaceOnChanges": true},
      "inner": {"$ref": "#/types/azure-native:test:Part"}}},
    "azure-native:test:PartResponse": {"type": "object", "properties": {
      "label": {"type": "string"}, "slot": {"type": "integer"}, "health": {"type": "string"}}}
  }
}`

const metadata = `{"resources": {"azure-native:test:Widget": {
  "apiVersion": "2024-01-01",
  "path": "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Test/widgets/{widgetName}",
  "nameParameter": "widgetName",
  "inputs": {
    "resourceGroupName": "path", "widgetName": "path", "location": "body", "identity": "body",
    "size": "properties", "ratio": "properties", "on": "properties", "mode": "properties", "parts": "properties",
    "settings": "properties", "named": "properties", "home": "properties", "anything": "properties"
  },
  "outputs": {
    "name": "body", "type": "body", "location": "body", "identity": "body", "size": "properties",
    "flavour": "properties", "state": "properties", "parts": "properties", "settings": "properties"
  },
  "wireNames": {"parts[].slot": "slot-number"},
  "createOnly": ["location"],
  "stringSets": ["identity.userAssignedIdentities"]
}}}`

// Small is a resource with properties of every kind.
func Small(t *testing.T) *catalog.Resource {
	t.Helper()
	types, err := catalog.Load([]byte(schema), []byte(metadata), true)
	require.NoError(t, err)
	return lookup(t, types, Widget)
}

// Real is a resource of the catalogue that the stand-in serves.
func Real(t *testing.T, token string) *catalog.Resource {
	t.Helper()
	types, err := catalog.Load(azurenative.Schema(), azurenative.Metadata(), true)
	require.NoError(t, err)
	return lookup(t, types, token)
}

func lookup(t *testing.T, types *catalog.Catalog, token string) *catalog.Resource {
	t.Helper()
	res, ok := types.Lookup(token)
	require.Truef(t, ok, "no %s among %v", token, types.Tokens())
	return res
}
