package convert_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/convert"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/testcatalog"
)

type values = map[string]any

func TestApplyDrift(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ inputs, was, is, want values }{
		"nothing changed": {
			inputs: values{"mode": "A", "name": "n"},
			was:    values{"mode": "a", "size": 5.0}, is: values{"mode": "a", "size": 5.0},
			want: values{"mode": "A", "name": "n"},
		},
		"changed in Azure": {
			inputs: values{"mode": "A"}, was: values{"mode": "a"}, is: values{"mode": "b"}, want: values{"mode": "b"},
		},
		"a default changed in Azure": {
			inputs: values{}, was: values{"size": 5.0}, is: values{"size": 6.0}, want: values{"size": 6.0},
		},
		"added in Azure":   {inputs: values{}, was: values{}, is: values{"on": true}, want: values{"on": true}},
		"removed in Azure": {inputs: values{"on": true}, was: values{"on": true}, is: values{}, want: values{}},
		"never answered":   {inputs: values{"secret": "s"}, was: values{}, is: values{}, want: values{"secret": "s"}},
		"redacted": {
			inputs: values{"settings": values{"key": "s", "other": "o"}},
			was:    values{"settings": values{"key": "s"}}, is: values{"settings": values{"key": "<redacted>"}},
			want: values{"settings": values{"key": "s", "other": "o"}},
		},
		"within an object": {
			inputs: values{"git": values{"url": "U"}},
			was:    values{"git": values{"url": "u", "timeout": 600.0}},
			is:     values{"git": values{"url": "u", "timeout": 600.0, "branch": "b"}},
			want:   values{"git": values{"url": "U", "branch": "b"}},
		},
		"within a list": {
			inputs: values{"list": []any{values{"a": "A"}, values{"a": "B"}}},
			was:    values{"list": []any{values{"a": "a", "z": 1.0}, values{"a": "b", "z": 1.0}}},
			is:     values{"list": []any{values{"a": "a", "z": 1.0}, values{"a": "x", "z": 1.0}, values{"a": "c"}}},
			want:   values{"list": []any{values{"a": "A"}, values{"a": "x"}, values{"a": "c"}}},
		},
		"a shorter list": {
			inputs: values{"list": []any{"a", "b"}}, was: values{"list": []any{"a", "b"}}, is: values{"list": []any{"a"}},
			want: values{"list": []any{"a"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := convert.ApplyDrift(resource.NewPropertyMapFromMap(test.inputs),
				resource.NewPropertyMapFromMap(test.was), resource.NewPropertyMapFromMap(test.is))
			assert.Equal(t, test.want, got.Mappable())
		})
	}
}

func TestPreview(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(resource.NewStringProperty(""))
	inputs := resource.NewPropertyMapFromMap(values{
		"resourceGroupName": "rg", "location": "here", "size": 3.0, "home": "not an output",
		"settings": values{"a": "b", "c": unknown}, "parts": []any{values{"label": "x"}}, "identity": unknown,
	})
	got := convert.Preview(testcatalog.Small(t), inputs)
	want := resource.PropertyMap{
		"name": unknown, "type": unknown, "state": unknown, "identity": unknown,
		"location": resource.NewStringProperty("here"), "flavour": resource.NewStringProperty("fancy"),
		"size":     resource.NewNumberProperty(3),
		"settings": resource.NewObjectProperty(resource.PropertyMap{"a": resource.NewStringProperty("b"), "c": unknown}),
		"parts": resource.NewArrayProperty([]resource.PropertyValue{resource.NewObjectProperty(resource.PropertyMap{
			"label": resource.NewStringProperty("x"), "slot": unknown, "health": unknown,
		})}),
	}
	assert.Equal(t, want, got)
}
