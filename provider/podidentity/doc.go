// Package podidentity is the plugin's function getPodIdentityProfile: it adds the exception that the Flux extension needs to a pod
// identity profile, for programs that create their cluster with azure-native. Go programs can call the function of the same name in
// package aksgitops instead.
package podidentity
