// Package releases keeps what each release has promised, and checks that the next one keeps it: nothing disappears from the schema
// unless CHANGELOG.md says so, and no child is renamed or replaced.
//
// The folder of a version holds the schema that it had and the children that its component registered for a few programs.
package releases
