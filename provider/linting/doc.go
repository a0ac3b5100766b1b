// Package linting is the plugin's function lintRepository, and its command `lint`: both look through a checkout of manifests with package
// repository. The function takes the configurations from a program, the command from what Pulumi says of a stack.
package linting
