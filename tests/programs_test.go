package tests

import (
	"fmt"
	"strings"
)

// program is a Pulumi program in YAML with these resources.
func program(resources ...string) string {
	return "name: tests\nruntime: yaml\nresources:\n" + indent("  ", strings.Join(resources, ""))
}

// component is an AksGitOps with these properties and options.
func component(name, properties string, options ...string) string {
	text := fmt.Sprintf("%s:\n  type: aks-gitops:AksGitOps\n  properties:\n%s", name, indent("    ", properties))
	if len(options) > 0 {
		text += "  options:\n" + indent("    ", strings.Join(options, ""))
	}
	return text
}

// attached are the properties of a component on a cluster that is there.
const attached = `
resourceGroupName: demo
clusterName: aks
`

// withCluster are the properties of a component that creates its cluster.
const withCluster = `
resourceGroupName: demo
cluster:
  name: aks
  nodePools:
    - name: system
      vmSize: Standard_D4ds_v5
`

// configurations are the properties of a component with these configurations.
func configurations(of ...string) string {
	return "configurations:\n" + indent("  ", strings.Join(of, ""))
}

// configuration is one that follows a branch of a repository; further properties may be given.
func configuration(name, branch string, more ...string) string {
	return fmt.Sprintf(`%s:
  gitRepository:
    url: https://github.com/example/fleet
    branch: %s
  kustomizations:
    all:
      path: ./%s
`, name, branch, name) + indent("  ", strings.Join(more, ""))
}

// indent moves every line that is not empty to the right, and leaves the empty ones out.
func indent(by, text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			out.WriteString(by + line)
		}
	}
	return out.String()
}
