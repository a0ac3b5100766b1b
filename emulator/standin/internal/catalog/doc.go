// Package catalog knows the resource types of the stand-in: what their inputs and outputs look like in a Pulumi
// program, and where each of them goes in a request to Azure Resource Manager. It is read once from the schema subset
// and the metadata that the repository carries, and is immutable afterwards.
package catalog
