package aksgitops

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/urn"
)

// adoptionPage is where adopting is described at length.
const adoptionPage = "https://github.com/aks-gitops/pulumi-aks-gitops/blob/main/docs/adoption.md"

// alreadyThere is how azure-native words that a resource to be created exists.
var alreadyThere = regexp.MustCompile(`cannot create already existing resource\s+['"]?(/[^\s'"]+)`)

// existing is a resource that Azure had before the component's child of that URN was to be created.
type existing struct {
	child, parent, provider urn.URN
	id                      string
}

// existingID finds in the errors of a failed operation the ID of a resource that was there already.
func existingID(operation string, messages []string) (string, bool) {
	if operation != "create" {
		return "", false
	}
	for _, message := range messages {
		if match := alreadyThere.FindStringSubmatch(message); match != nil {
			return match[1], true
		}
	}
	return "", false
}

// advice says how to go on with a resource that exists.
func (e existing) advice() string {
	name := e.id[strings.LastIndex(e.id, "/")+1:]
	switch e.child.Type() {
	case clusterType:
		// An import would make azure-native compare everything that AKS filled in, and replace the cluster.
		return fmt.Sprintf("The cluster exists already, and was left as it is. To use it, name it with `clusterName: %s` and leave `cluster` out. "+
			"It need not become a resource of this stack, and had better not: %s", name, adoptionPage)
	case extensionType:
		return "The Flux extension is installed already, and was left as it is. If somebody else (the Azure CLI, the portal, a policy, another stack) " +
			"is to go on looking after it, set `extension.install` to false: it is used as it is. To look after it here, adopt it:\n" + e.howToImport()
	default:
		return fmt.Sprintf("A Flux configuration of the name %s exists already, and was left as it is. Choose another name, or adopt it:\n", name) + e.howToImport()
	}
}

func (e existing) howToImport() string {
	return fmt.Sprintf("\n    %s\n\nThen run `pulumi preview --diff`: it shows an update. If it shows a replacement, correct the program first. More: %s",
		e.importCommand(), adoptionPage)
}

// importCommand is the command that brings the resource under the component. It names the provider, because without one the newest
// azure-native on the machine would be taken, whose types may differ.
func (e existing) importCommand() string {
	return strings.Join([]string{
		"pulumi import", shellQuote(string(e.child.Type())), shellQuote(e.child.Name()), shellQuote(e.id),
		"--parent", shellQuote("parent=" + string(e.parent)), "--provider", shellQuote("provider=" + string(e.provider)),
		"--protect=false --generate-code=false",
	}, " ")
}

// shellQuote makes one word of a text for a shell: URNs contain dollar signs.
func shellQuote(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
