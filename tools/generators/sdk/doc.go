// Package sdk generates the SDKs of the five languages from the package's schema, all in one run.
//
// Pulumi's own generators write the code and each registry's metadata; what they leave out, a README, the licence and the Maven project, is
// laid over their output. Everything comes from the schema, the version and the repository's files: the same input gives the same bytes.
package sdk
