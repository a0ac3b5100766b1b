package arm

import (
	"net/http"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/containerservice"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
)

var featureVersions = []string{"2015-12-01", "2021-07-01"}

// feature is a preview that a subscription can ask for.
type feature struct{ namespace, name string }

// previews are those that people have registered to use Flux on AKS over the years.
var previews = []feature{
	{containerservice.Namespace, "AKS-ExtensionManager"},
	{containerservice.Namespace, "EnablePodIdentityPreview"},
	{containerservice.Namespace, "EnableWorkloadIdentityPreview"},
	{flux.Namespace, "Extensions"},
	{flux.Namespace, "ExtensionTypes"},
	{flux.Namespace, "FluxConfigurations"},
}

// features answers Microsoft.Features; rest is the path after it.
func (s *Service) features(c *call, rest []string) *armerror.Error {
	is := func(i int, word string) bool { return len(rest) > i && strings.EqualFold(rest[i], word) }
	if len(rest) == 0 || len(rest) == 1 && (is(0, "register") || is(0, "unregister")) {
		return s.providers(c, append([]string{"Microsoft.Features"}, rest...))
	}
	if err := coreVersion(c, featureVersions); err != nil {
		return err
	}
	switch {
	case is(0, "features") && len(rest) == 1:
		return s.listFeatures(c, "")
	case is(0, "providers") && is(2, "features") && len(rest) == 3:
		return s.listFeatures(c, rest[1])
	case is(0, "providers") && is(2, "features") && len(rest) >= 4 && len(rest) <= 5:
		return s.feature(c, rest[1], rest[3], strings.Join(rest[4:], ""))
	default:
		return armerror.UnknownType("Microsoft.Features", rest[0])
	}
}

func (s *Service) listFeatures(c *call, namespace string) *armerror.Error {
	if c.r.Method != http.MethodGet {
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
	value := make([]any, 0)
	for _, f := range previews {
		if namespace == "" || strings.EqualFold(f.namespace, namespace) {
			value = append(value, s.answerFeature(f))
		}
	}
	c.answer(http.StatusOK, map[string]any{"value": value})
	return nil
}

func (s *Service) feature(c *call, namespace, name, action string) *armerror.Error {
	for _, f := range previews {
		if strings.EqualFold(f.namespace, namespace) && strings.EqualFold(f.name, name) {
			return s.actOnFeature(c, f, strings.ToLower(action))
		}
	}
	return armerror.New(http.StatusNotFound, "FeatureNotFound", "The feature '%s' could not be found in the namespace '%s'.", name, namespace)
}

func (s *Service) actOnFeature(c *call, f feature, action string) *armerror.Error {
	key := f.namespace + "/" + f.name
	switch {
	case action == "" && c.r.Method == http.MethodGet:
	case action == "register" && c.r.Method == http.MethodPost:
		s.change(key, registering, registered)
	case action == "unregister" && c.r.Method == http.MethodPost:
		s.change(key, unregistering, unregistered)
	default:
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
	c.answer(http.StatusOK, s.answerFeature(f))
	return nil
}

func (s *Service) answerFeature(f feature) map[string]any {
	name := f.namespace + "/" + f.name
	return map[string]any{
		"id":         "/subscriptions/" + s.Subscription + "/providers/Microsoft.Features/providers/" + f.namespace + "/features/" + f.name,
		"name":       name,
		"type":       "Microsoft.Features/providers/features",
		"properties": map[string]any{"state": s.registration(name, notRegistered)},
	}
}
