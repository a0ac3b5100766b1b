package aksgitops

import (
	"regexp"
	"unicode/utf8"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// nameRule is what ARM or Kubernetes accepts as a name.
type nameRule struct {
	pattern *regexp.Regexp
	max     int
	// right says in words what the pattern says.
	right string
	// min is the least number of characters, if it is more than one.
	min int
}

const (
	hyphenated = "lower-case letters, digits and hyphens, beginning and ending with a letter or digit"
	dotted     = "lower-case letters, digits, hyphens and periods, beginning and ending with a letter or digit"
)

// The rules of resource groups, clusters and node pools are those of Azure's resource naming rules; of extensions, those
// that the Terraform provider enforces; of configurations and kustomizations, those of the Azure CLI; of namespaces,
// Kubernetes' own (RFC 1123 labels).
var (
	resourceGroupNames = nameRule{regexp.MustCompile(`^[\p{L}\p{N}_().-]*[\p{L}\p{N}_()-]$`), 90, "letters, digits, underscores, parentheses, hyphens and periods, not ending in a period", 0}
	managedNames       = nameRule{regexp.MustCompile(`^[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?$`), 63, "letters, digits, hyphens and underscores, beginning and ending with a letter or digit", 0}
	arcNames           = nameRule{regexp.MustCompile(`^[a-zA-Z0-9]([-_.a-zA-Z0-9]*[a-zA-Z0-9])?$`), 63, "letters, digits, hyphens, underscores and periods, beginning and ending with a letter or digit", 0}
	dnsPrefixes        = nameRule{regexp.MustCompile(`^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$`), 54, "letters, digits and hyphens, beginning and ending with a letter or digit", 0}
	nodePoolNames      = nameRule{regexp.MustCompile(`^[a-z][a-z0-9]*$`), 12, "lower-case letters and digits, beginning with a letter", 0}
	extensionNames     = nameRule{regexp.MustCompile(`^[a-zA-Z0-9][-.a-zA-Z0-9]*$`), 253, "letters, digits, hyphens and periods, beginning with a letter or digit", 0}
	configurationNames = nameRule{regexp.MustCompile(`^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$`), 63, dotted, 0}
	namespaceNames     = nameRule{regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?$`), 63, hyphenated, 0}
	objectNames        = nameRule{configurationNames.pattern, 253, dotted, 0}
	bucketNames        = nameRule{configurationNames.pattern, 63, dotted, 3}
	containerNames     = nameRule{regexp.MustCompile(`^(\$root|[a-z0-9](-?[a-z0-9])+)$`), 63, "lower-case letters, digits and single hyphens, beginning and ending with a letter or digit", 3}
)

// fits tells whether a name is one that the rule accepts.
func (r nameRule) fits(name string) bool {
	length := utf8.RuneCountInString(name)
	return length >= r.min && length <= r.max && r.pattern.MatchString(name)
}

// name checks a name, if it is known.
func (c *checker) name(path Path, rule nameRule, in pulumi.Input) {
	if value, known := staticString(in); known {
		c.nameText(path, rule, value)
	}
}

func (c *checker) nameText(path Path, rule nameRule, name string) {
	if !rule.fits(name) {
		c.report(path, "%s is not a valid name; use %d to %d %s", c.quote(path, name), max(rule.min, 1), rule.max, rule.right)
	}
}

// requiredName checks a name that may not be left out.
func (c *checker) requiredName(path Path, rule nameRule, in pulumi.Input) {
	if c.required(path, in) {
		c.name(path, rule, in)
	}
}
