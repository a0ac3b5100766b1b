package diff_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/diff"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/testcatalog"
)

const (
	add           = pulumirpc.PropertyDiff_ADD
	addReplace    = pulumirpc.PropertyDiff_ADD_REPLACE
	remove        = pulumirpc.PropertyDiff_DELETE
	update        = pulumirpc.PropertyDiff_UPDATE
	updateReplace = pulumirpc.PropertyDiff_UPDATE_REPLACE
)

func TestInputs(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(resource.NewStringProperty(""))
	part := func(label string, slot float64) map[string]any { return map[string]any{"label": label, "slot": slot} }
	for name, test := range map[string]struct {
		olds, news map[string]any
		kinds      map[string]pulumirpc.PropertyDiff_Kind
		replaces   []string
	}{
		"equal": {olds: map[string]any{"size": 1.0, "parts": []any{part("a", 1)}}, news: map[string]any{"size": 1.0, "parts": []any{part("a", 1)}}},
		"what is not a property": {
			olds: map[string]any{"__createBeforeDelete": true, "on": nil},
			news: map[string]any{"azureApiVersion": "2024-01-01"},
		},
		"location is folded": {olds: map[string]any{"location": "West Europe"}, news: map[string]any{"location": "westeurope"}},
		"location": {
			olds: map[string]any{"location": "a"}, news: map[string]any{"location": "b"},
			kinds: map[string]pulumirpc.PropertyDiff_Kind{"location": updateReplace}, replaces: []string{"location"},
		},
		"in place": {
			olds: map[string]any{"size": 1.0, "settings": map[string]any{"a.b": "x", "c": "d"}, "ratio": 1.0},
			news: map[string]any{"size": 2.0, "settings": map[string]any{"a.b": "y", "e": "f"}, "on": true},
			kinds: map[string]pulumirpc.PropertyDiff_Kind{
				"size": update, `settings["a.b"]`: update, "settings.c": remove, "settings.e": add, "ratio": remove, "on": add,
			},
		},
		"create-only": {
			olds: map[string]any{"home": "x"}, news: map[string]any{"home": "y", "widgetName": "w"},
			kinds:    map[string]pulumirpc.PropertyDiff_Kind{"home": updateReplace, "widgetName": addReplace},
			replaces: []string{"home", "widgetName"},
		},
		"create-only within a list": {
			olds: map[string]any{"parts": []any{part("a", 1), part("b", 2)}}, news: map[string]any{"parts": []any{part("c", 3)}},
			kinds:    map[string]pulumirpc.PropertyDiff_Kind{"parts[0].label": update, "parts[0].slot": updateReplace, "parts[1]": remove},
			replaces: []string{"parts"},
		},
		"unknown": {
			olds: map[string]any{"size": 1.0, "home": "x"}, news: map[string]any{"size": unknown, "home": unknown},
			kinds: map[string]pulumirpc.PropertyDiff_Kind{"size": update, "home": updateReplace}, replaces: []string{"home"},
		},
		"only the mark of a secret": {
			olds: map[string]any{"settings": map[string]any{"k": resource.MakeSecret(resource.NewStringProperty("v"))}},
			news: map[string]any{"settings": map[string]any{"k": "v"}},
		},
		"another kind of value": {
			olds: map[string]any{"anything": []any{1.0}}, news: map[string]any{"anything": "x"},
			kinds: map[string]pulumirpc.PropertyDiff_Kind{"anything": update},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := diff.Inputs(testcatalog.Small(t),
				resource.NewPropertyMapFromMap(test.olds), resource.NewPropertyMapFromMap(test.news))
			kinds := map[string]pulumirpc.PropertyDiff_Kind{}
			for path, change := range found {
				kinds[path] = change.Kind
				_, err := resource.ParsePropertyPathStrict(path)
				assert.NoError(t, err, "the engine must be able to read %s", path)
			}
			if test.kinds == nil {
				test.kinds = map[string]pulumirpc.PropertyDiff_Kind{}
			}
			assert.Equal(t, test.kinds, kinds)
			assert.Equal(t, test.replaces, found.Replaces())
		})
	}
}

func TestChangesAreTopLevel(t *testing.T) {
	t.Parallel()
	found := diff.Inputs(testcatalog.Small(t),
		resource.NewPropertyMapFromMap(map[string]any{"settings": map[string]any{"a": "1", "b": "2"}, "size": 1.0}),
		resource.NewPropertyMapFromMap(map[string]any{"settings": map[string]any{"a": "3", "b": "4"}, "size": 2.0}))
	assert.Equal(t, []string{"settings", "size"}, found.Changes())
}
