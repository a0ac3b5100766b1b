package arm

import (
	"net/http"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
)

// subscriptions answers the list of the only subscription.
func (s *Service) subscriptions(c *call) *armerror.Error {
	return s.core(c, map[string]any{"value": []any{s.describe()}, "count": map[string]any{"type": "Total", "value": 1}})
}

// subscription answers the only subscription.
func (s *Service) subscription(c *call) *armerror.Error { return s.core(c, s.describe()) }

func (s *Service) core(c *call, body any) *armerror.Error {
	if err := coreVersion(c, coreVersions); err != nil {
		return err
	}
	if c.r.Method != http.MethodGet {
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
	c.answer(http.StatusOK, body)
	return nil
}

func (s *Service) describe() map[string]any {
	return map[string]any{
		"id": "/subscriptions/" + s.Subscription, "subscriptionId": s.Subscription, "tenantId": s.Tenant,
		"displayName": "Local Azure", "state": "Enabled", "authorizationSource": "RoleBased", "managedByTenants": []any{},
		"subscriptionPolicies": map[string]any{"locationPlacementId": "Internal_2014-09-01", "quotaId": "Internal_2014-09-01", "spendingLimit": "Off"},
	}
}
