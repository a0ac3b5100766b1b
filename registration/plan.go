package registration

import (
	"slices"
	"strings"
	"time"
)

// defaultProviders are the resource providers that AKS with Flux needs.
var defaultProviders = []string{"Microsoft.ContainerService", "Microsoft.Kubernetes", "Microsoft.KubernetesConfiguration"}

const defaultWait = 45 * time.Minute

// item is one thing to register: a feature, or a resource provider if it has no feature name.
type item struct{ namespace, feature string }

// parseItem reads a name that was found to be sound.
func parseItem(name string) item {
	namespace, feature, _ := strings.Cut(name, "/")
	return item{namespace, feature}
}

func (i item) isFeature() bool { return i.feature != "" }

// name is how inputs and outputs name it.
func (i item) name() string {
	if i.isFeature() {
		return i.namespace + "/" + i.feature
	}
	return i.namespace
}

// plan is what a set of inputs asks for.
type plan struct {
	features, providers []item
	wait                time.Duration
}

// newPlan completes inputs with defaults. Azure does not tell upper from lower case, so neither do the lists; the first spelling stays.
func newPlan(args SubscriptionRegistrationArgs) plan {
	p := plan{wait: defaultWait}
	if args.WaitTimeoutInSeconds != nil {
		p.wait = time.Duration(*args.WaitTimeoutInSeconds) * time.Second
	}
	namespaces := args.ResourceProviders
	if namespaces == nil {
		namespaces = defaultProviders
	}
	for _, namespace := range namespaces {
		p.providers = appendNew(p.providers, item{namespace: namespace})
	}
	for _, name := range args.Features {
		feature := parseItem(name)
		p.features = appendNew(p.features, feature)
		p.providers = appendNew(p.providers, item{namespace: feature.namespace})
	}
	return p
}

func appendNew(items []item, added item) []item {
	if slices.ContainsFunc(items, func(i item) bool { return strings.EqualFold(i.name(), added.name()) }) {
		return items
	}
	return append(items, added)
}

func names(items []item) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = item.name()
	}
	return out
}

// featuresOf are the planned features of a provider.
func (p plan) featuresOf(provider item) []item {
	var found []item
	for _, feature := range p.features {
		if strings.EqualFold(feature.namespace, provider.namespace) {
			found = append(found, feature)
		}
	}
	return found
}

// again tells whether a provider has to be registered even if it is registered already: that is how a feature takes effect, and nobody
// can ask Azure whether it was done. It was if the state of the stack, which is written after it, knows both as registered.
func (p plan) again(provider item, recorded states) bool {
	features := p.featuresOf(provider)
	for _, feature := range features {
		if recorded[feature] != registered {
			return true
		}
	}
	return len(features) > 0 && recorded[provider] != registered
}

// complete tells whether everything that is planned is known to be registered.
func (p plan) complete(recorded states) bool {
	for _, i := range slices.Concat(p.features, p.providers) {
		if recorded[i] != registered {
			return false
		}
	}
	return true
}
