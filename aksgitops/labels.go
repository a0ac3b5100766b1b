package aksgitops

import (
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Kubernetes' own rules for the keys and values of labels, which taints share.
var (
	labelNames    = regexp.MustCompile(`^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`)
	labelPrefixes = nameRule{pattern: configurationNames.pattern, max: 253, right: dotted}
)

const (
	rightLabelKey = "write 1 to 63 letters, digits, hyphens, underscores and periods, beginning and ending with a letter or digit, " +
		"after a DNS name and a slash if you like"
	rightLabelValue = "write at most 63 letters, digits, hyphens, underscores and periods, beginning and ending with a letter or digit"
	rightTaint      = "write key=value:effect or key:effect, where effect is NoSchedule, PreferNoSchedule or NoExecute"
)

var taintEffects = map[string]bool{"NoSchedule": true, "PreferNoSchedule": true, "NoExecute": true}

// isLabelKey tells whether Kubernetes takes a text as the key of a label.
func isLabelKey(key string) bool {
	prefix, name, prefixed := strings.Cut(key, "/")
	if !prefixed {
		return labelNames.MatchString(key)
	}
	return labelPrefixes.fits(prefix) && labelNames.MatchString(name)
}

// isLabelValue tells whether Kubernetes takes a text as the value of a label.
func isLabelValue(value string) bool { return value == "" || labelNames.MatchString(value) }

// isTaint tells whether a text is a taint.
func isTaint(taint string) bool {
	head, effect, _ := strings.Cut(taint, ":")
	key, value, _ := strings.Cut(head, "=")
	return taintEffects[effect] && isLabelKey(key) && isLabelValue(value)
}

// labels checks the labels of nodes, as far as they are known.
func (c *checker) labels(path Path, in pulumi.StringMapInput) {
	for _, label := range staticEntries(in) {
		at := path.Key(label.key)
		if !isLabelKey(label.key) {
			c.report(at, "is not the key of a label; %s", rightLabelKey)
		}
		if value, known := staticString(label.value); known && !isLabelValue(value) {
			c.report(at, "%s is not the value of a label; %s", c.quote(at, value), rightLabelValue)
		}
	}
}

// taints checks the taints of nodes, as far as they are known.
func (c *checker) taints(path Path, in pulumi.StringArrayInput) {
	for i, element := range staticElements(in) {
		at := path.Index(i)
		if taint, known := staticString(element); known && !isTaint(taint) {
			c.report(at, "%s is not a taint; %s", c.quote(at, taint), rightTaint)
		}
	}
}
