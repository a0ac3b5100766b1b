// Package schemagen makes schema.json from the Go source of package aksgitops, and of the packages of custom resources: their argument and output types, their `pulumi` tags and
// their doc comments.
//
// Reading the source rather than reflecting on types gives the descriptions, the values of enums and the difference between what may be
// an Output and what may not ("plain"), none of which the plugin framework's own schema has right for components:
//
//   - an input typed with one of Pulumi's Input types is not plain, and neither is anything inside it;
//   - a struct, a pointer to one, a map or list of those, an enum, and a Go string, bool or list of strings is plain;
//   - nothing of a custom resource is plain;
//   - outputs are never plain, and required unless they are pointer outputs.
package schemagen
