package objects

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
)

// source is the source object.
func source(c cluster.Configuration, secrets secrets) *unstructured.Unstructured {
	version := sourceV1beta2
	if c.Source.Kind == cluster.GitRepository {
		version = sourceV1
	}
	spec := map[string]any{}
	switch c.Source.Kind {
	case cluster.GitRepository:
		git(c.Source, spec)
	case cluster.OCIRepository:
		oci(c, secrets, spec)
	case cluster.Bucket:
		bucket(c.Source, spec)
	case cluster.AzureBlob:
		blob(c.Source, spec)
	}
	spec["interval"], spec["timeout"] = duration(c.Source.Interval), duration(c.Source.Timeout)
	spec["suspend"] = c.Suspend
	setObject(spec, "secretRef", secrets.reference(c, forAuthentication))
	setObject(spec, "secretRef", texts("name", localAuth(c.Source)))
	o := object(version, c.Source.ObjectKind(), c.Namespace, c.Name)
	o.Object["spec"] = spec
	return o
}

// git passes all references on: where there are several, Flux has the order of
// precedence that Azure documents.
func git(s cluster.Source, spec map[string]any) {
	spec["url"] = gitURL(s.URL)
	spec["ref"] = texts("branch", s.Branch, "tag", s.Tag, "semver", s.Semver, "commit", s.Commit)
	setText(spec, "provider", strings.ToLower(document.Text(s.Settings, "provider")))
}

func oci(c cluster.Configuration, secrets secrets, spec map[string]any) {
	s := c.Source
	spec["url"] = s.URL
	spec["insecure"] = flag(s.Settings, "insecure", false)
	setObject(spec, "ref", texts("digest", s.Digest, "semver", s.Semver, "tag", s.Tag))
	layer := document.Object(s.Settings, "layerSelector")
	setObject(spec, "layerSelector", texts("mediaType", document.Text(layer, "mediaType"), "operation", document.Text(layer, "operation")))
	if flag(s.Settings, "useWorkloadIdentity", false) {
		spec["provider"] = "azure"
	}
	setText(spec, "serviceAccountName", document.Text(s.Settings, "serviceAccountName"))
	setObject(spec, "certSecretRef", secrets.reference(c, forTLS))
	if verify := document.Object(s.Settings, "verify"); len(verify) > 0 {
		spec["verify"] = verification(verify, secrets.reference(c, forVerification))
	}
}

func verification(verify, secretRef map[string]any) map[string]any {
	out := texts("provider", document.Text(verify, "provider"))
	setObject(out, "secretRef", secretRef)
	var identities []any
	for _, match := range document.Objects(verify, "matchOidcIdentity") {
		identities = append(identities, map[string]any{"issuer": document.Text(match, "issuer"), "subject": document.Text(match, "subject")})
	}
	if len(identities) > 0 {
		out["matchOIDCIdentity"] = identities
	}
	return out
}

// bucket has an endpoint where Azure has a URL: Flux takes the scheme from insecure.
func bucket(s cluster.Source, spec map[string]any) {
	_, endpoint, _ := strings.Cut(s.URL, "://")
	spec["endpoint"] = strings.TrimSuffix(endpoint, "/")
	spec["bucketName"] = document.Text(s.Settings, "bucketName")
	spec["insecure"] = flag(s.Settings, "insecure", true)
}

// blob is a bucket of Azure's provider, whose endpoint is a URL.
func blob(s cluster.Source, spec map[string]any) {
	spec["provider"] = "azure"
	spec["endpoint"] = s.URL
	spec["bucketName"] = document.Text(s.Settings, "containerName")
}

// gitURL is the only form that Flux takes: git@host:path is ssh://git@host/path.
func gitURL(url string) string {
	if strings.Contains(url, "://") {
		return url
	}
	host, path, _ := strings.Cut(url, ":")
	return "ssh://" + host + "/" + strings.TrimPrefix(path, "/")
}

// isSSH says whether git is spoken over SSH.
func isSSH(url string) bool { return strings.HasPrefix(gitURL(url), "ssh://") }

// duration is without hours, which Flux refuses in a source's timeout.
func duration(d time.Duration) string {
	seconds := int64(cmp.Or(d, 10*time.Minute) / time.Second)
	return fmt.Sprintf("%dm%ds", seconds/60, seconds%60)
}
