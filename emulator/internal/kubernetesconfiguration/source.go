package kubernetesconfiguration

import (
	"cmp"
	"regexp"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
)

// sourceBodies name the member that holds the body of each source kind.
var sourceBodies = map[string]string{
	cluster.GitRepository: "gitRepository",
	cluster.OCIRepository: "ociRepository",
	cluster.Bucket:        "bucket",
	cluster.AzureBlob:     "azureBlob",
}

// sourceURLs are what a source's URL must look like.
var sourceURLs = map[string]*regexp.Regexp{
	cluster.GitRepository: regexp.MustCompile(`^((https?|ssh)://|[^/@\s]+@[^/:\s]+:)\S+$`),
	cluster.OCIRepository: regexp.MustCompile(`^oci://\S+$`),
	cluster.Bucket:        regexp.MustCompile(`^https?://\S+$`),
	cluster.AzureBlob:     regexp.MustCompile(`^https?://\S+$`),
}

func sourceKind(properties map[string]any) string {
	return cmp.Or(document.Text(properties, "sourceKind"), cluster.GitRepository)
}

func checkSource(properties map[string]any, _ Surroundings) *armerror.Error {
	kind := sourceKind(properties)
	member := sourceBodies[kind]
	body := document.Object(properties, member)
	if body == nil {
		return invalid("sourceKind",
			"Invalid source kind match. Config with specified source kind '%s' must contain corresponding body", kind)
	}
	if url := document.Text(body, "url"); !sourceURLs[kind].MatchString(url) {
		// A URL may carry a token, so it is not repeated.
		return invalid(member+".url", "The url of a %s must match '%s'.", kind, sourceURLs[kind])
	}
	if err := checkSeconds(body, member, "timeoutInSeconds", "syncIntervalInSeconds"); err != nil {
		return err
	}
	switch kind {
	case cluster.GitRepository:
		return checkGit(body)
	case cluster.Bucket:
		return required(body, member, "bucketName")
	case cluster.AzureBlob:
		return required(body, member, "containerName")
	}
	return nil
}

func required(body map[string]any, member, name string) *armerror.Error {
	if document.Text(body, name) == "" {
		return invalid(member+"."+name, "The property 'properties.%s.%s' is required.", member, name)
	}
	return nil
}

// checkGit wants a reference. Several are not refused: Azure documents which one wins.
func checkGit(body map[string]any) *armerror.Error {
	ref := document.Object(body, "repositoryRef")
	if document.Text(ref, "branch")+document.Text(ref, "tag")+document.Text(ref, "semver")+document.Text(ref, "commit") == "" {
		return invalid("gitRepository.repositoryRef", "A git repository needs a reference: one of branch, tag, semver and commit.")
	}
	for _, name := range []string{"httpsCACert", "sshKnownHosts"} {
		if !isBase64(document.Text(body, name)) {
			return invalid("gitRepository."+name, "The property 'properties.gitRepository.%s' must be in base64.", name)
		}
	}
	return nil
}
