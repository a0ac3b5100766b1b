// Package repository looks through a checkout of manifests for what would make Flux fail once it is pushed: sources that nobody defines,
// paths that do not exist, dependencies that never become ready, objects that the scope or multi-tenancy refuses.
//
// It follows what Flux would apply: from the path of each kustomization it builds, as kustomize-controller does and with the same library,
// the objects, and goes on with the Flux Kustomizations among them. Nothing is fetched, and nothing outside the checkout is read: like
// what Flux packs, the view of the checkout has no symbolic links.
//
//	tree        tree*.go      the checkout as source-controller would pack it
//	  → build    build*.go     one path rendered to objects, its kustomization files cleaned by inspection*.go
//	  → survey   survey.go     all objects of all configurations, nested Kustomizations followed
//	  → rules    rule_*.go     what is wrong with them
package repository
