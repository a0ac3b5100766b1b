package convert_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/convert"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/testcatalog"
)

func TestRequestBody(t *testing.T) {
	t.Parallel()
	body := convert.RequestBody(testcatalog.Small(t), map[string]any{
		"resourceGroupName": "rg", "widgetName": "w", "location": "here", "size": 3.0, "on": false, "home": nil,
		"identity":        map[string]any{"type": "UserAssigned", "userAssignedIdentities": []any{"/b", "/a"}},
		"parts":           []any{map[string]any{"label": "x", "slot": 1.0, "inner": map[string]any{"label": "y", "gone": nil}}},
		"settings":        map[string]any{"source-controller.enabled": "true"},
		"anything":        map[string]any{"deep": []any{map[string]any{"kept": true}}},
		"azureApiVersion": "2024-01-01", "__createBeforeDelete": true,
	})
	got, err := json.Marshal(body)
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"location": "here",
		"identity": {"type": "UserAssigned", "userAssignedIdentities": {"/a": {}, "/b": {}}},
		"properties": {
			"size": 3, "on": false, "settings": {"source-controller.enabled": "true"},
			"parts": [{"label": "x", "slot-number": 1, "inner": {"label": "y"}}],
			"anything": {"deep": [{"kept": true}]}
		}
	}`, string(got))
}

func TestRequestBodyWithoutProperties(t *testing.T) {
	t.Parallel()
	body := convert.RequestBody(testcatalog.Small(t), map[string]any{"location": "here", "widgetName": "w"})
	assert.Equal(t, map[string]any{"location": "here"}, body)
}

func TestResourceID(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		inputs   map[string]any
		id, want string
	}{
		"configured subscription": {
			map[string]any{"resourceGroupName": "rg", "widgetName": "a b/c"},
			"/subscriptions/sub/resourceGroups/rg/providers/Test/widgets/a%20b%2Fc", "",
		},
		"subscription of the program": {
			map[string]any{"resourceGroupName": "rg", "widgetName": "w", "subscriptionId": "mine"},
			"/subscriptions/mine/resourceGroups/rg/providers/Test/widgets/w", "",
		},
		"missing": {map[string]any{"widgetName": "w"}, "", `needs "resourceGroupName" as a string`},
		"empty":   {map[string]any{"resourceGroupName": "", "widgetName": "w"}, "", `needs "resourceGroupName" as a string`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			id, err := convert.ResourceID(testcatalog.Small(t), test.inputs, "sub")
			if test.want != "" {
				require.ErrorContains(t, err, test.want)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, test.id, id)
		})
	}
}

func TestParseResourceID(t *testing.T) {
	t.Parallel()
	res := testcatalog.Small(t)
	values, err := convert.ParseResourceID(res, "/subscriptions/s/resourcegroups/rg/PROVIDERS/test/Widgets/a%20b")
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"subscriptionId": "s", "resourceGroupName": "rg", "widgetName": "a b"}, values)
	for _, id := range []string{
		"", "w", "/subscriptions/s/resourceGroups/rg/providers/Other/widgets/w",
		"/subscriptions/s/resourceGroups//providers/Test/widgets/w",
	} {
		_, err := convert.ParseResourceID(res, id)
		assert.ErrorContains(t, err, "is not an ID of", id)
	}
}

const answer = `{
	"id": "/subscriptions/s/resourceGroups/rg/providers/Test/widgets/w", "name": "w", "type": "Test/widgets",
	"location": "here", "tags": {"not": "in the schema"},
	"identity": {"type": "UserAssigned", "principalId": "p", "userAssignedIdentities": {"/a": {"clientId": "c"}, "/b": {}}},
	"properties": {
		"size": 3, "state": "Succeeded", "flavour": "fancy", "home": null, "unheardOf": true, "settings": {},
		"parts": [{"label": "x", "slot-number": 1, "health": "good"}]
	}
}`

func answered(t *testing.T) map[string]any {
	t.Helper()
	var body map[string]any
	require.NoError(t, json.Unmarshal([]byte(answer), &body))
	return body
}

func TestOutputs(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[string]any{
		"id":   "/subscriptions/s/resourceGroups/rg/providers/Test/widgets/w",
		"name": "w", "type": "Test/widgets", "location": "here", "size": 3.0, "state": "Succeeded", "flavour": "fancy",
		"identity": map[string]any{
			"type": "UserAssigned", "principalId": "p",
			"userAssignedIdentities": map[string]any{"/a": map[string]any{"clientId": "c"}, "/b": map[string]any{}},
		},
		"settings": map[string]any{},
		"parts":    []any{map[string]any{"label": "x", "slot": 1.0, "health": "good"}},
	}, convert.Outputs(testcatalog.Small(t), answered(t)))
}

func TestInputsOf(t *testing.T) {
	t.Parallel()
	res := testcatalog.Small(t)
	assert.Equal(t, map[string]any{
		"location": "here", "size": 3.0, "settings": map[string]any{},
		"identity": map[string]any{"type": "UserAssigned", "userAssignedIdentities": []any{"/a", "/b"}},
		"parts":    []any{map[string]any{"label": "x", "slot": 1.0}},
	}, convert.InputsOf(res, convert.Outputs(res, answered(t))))
}

func TestImported(t *testing.T) {
	t.Parallel()
	res := testcatalog.Small(t)
	inputs, err := convert.Imported(res, "/subscriptions/s/resourceGroups/rg/providers/Test/widgets/w", answered(t))
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"resourceGroupName": "rg", "widgetName": "w", "location": "here", "size": 3.0,
		"identity": map[string]any{"type": "UserAssigned", "userAssignedIdentities": []any{"/a", "/b"}},
		"parts":    []any{map[string]any{"label": "x", "slot": 1.0}},
	}, inputs)

	_, err = convert.Imported(res, "/not/an/id", answered(t))
	require.ErrorContains(t, err, "is not an ID of")
}

func TestManagedClusterOnTheWire(t *testing.T) {
	t.Parallel()
	res := testcatalog.Real(t, "azure-native:containerservice/v20240901:ManagedCluster")
	inputs := map[string]any{
		"location": "westeurope", "tags": map[string]any{"a.b": "c"}, "dnsPrefix": "aks",
		"identity":          map[string]any{"type": "UserAssigned", "userAssignedIdentities": []any{"/a"}},
		"autoScalerProfile": map[string]any{"scanInterval": "20s", "expander": "random"},
		"podIdentityProfile": map[string]any{
			"enabled": true,
			"userAssignedIdentityExceptions": []any{map[string]any{
				"name": "flux-extension-exception", "namespace": "flux-system",
				"podLabels": map[string]any{"app.kubernetes.io/name": "flux-extension"},
			}},
		},
	}
	body := convert.RequestBody(res, inputs)
	sent, err := json.Marshal(body)
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"location": "westeurope", "tags": {"a.b": "c"},
		"identity": {"type": "UserAssigned", "userAssignedIdentities": {"/a": {}}},
		"properties": {
			"dnsPrefix": "aks", "autoScalerProfile": {"scan-interval": "20s", "expander": "random"},
			"podIdentityProfile": {"enabled": true, "userAssignedIdentityExceptions": [{
				"name": "flux-extension-exception", "namespace": "flux-system",
				"podLabels": {"app.kubernetes.io/name": "flux-extension"}
			}]}
		}
	}`, string(sent))

	var answer map[string]any
	require.NoError(t, json.Unmarshal(sent, &answer))
	assert.Equal(t, inputs, convert.InputsOf(res, convert.Outputs(res, answer)), "there and back again")
}
