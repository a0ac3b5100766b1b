// Package podidentity is the plugin's function getPodIdentityProfile: it adds the exception that the Flux extension needs to a pod
// identity profile, for programs that create their cluster with azure-native. Go programs can call the function of the same name in
// package aksgitops instead.
//
// The types in profile.go describe the function; the schema is made of them. Values are not decoded into them but stay as they came in
// ([Merge]), because then what is secret or not known yet stays so.
package podidentity
