// Package page shows what the local Azure holds, as the portal's GitOps blade
// does: clusters, their Flux extension, their configurations with the objects in
// the cluster, and the operations as they run. It is for people: plain HTTP on
// loopback, without a login, and so without a secret.
package page
