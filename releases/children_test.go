package releases

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLost(t *testing.T) {
	t.Parallel()
	older := Child{Type: "azure:Flux", Name: "a-apps", Parent: "a", Fixed: map[string]any{"scope": "cluster"}}
	changed := func(change func(*Child)) []Child {
		child := older
		child.Fixed = map[string]any{"scope": "cluster"}
		change(&child)
		return []Child{child}
	}
	for name, test := range map[string]struct {
		newer []Child
		want  string
	}{
		"the same": {newer: []Child{older}},
		"one more": {newer: []Child{{Type: "azure:Other", Name: "a-other", Parent: "a"}, older}},
		"gone":     {want: "is gone, or has another name or type and no alias"},
		"renamed":  {changed(func(c *Child) { c.Name = "a-app" }), "is gone, or has another name or type and no alias"},
		"retyped":  {changed(func(c *Child) { c.Type = "azure/v2:Flux" }), "is gone, or has another name or type and no alias"},
		"moved":    {changed(func(c *Child) { c.Parent = "b" }), "is gone, or has another name or type and no alias"},
		"an alias": {newer: changed(func(c *Child) { c.Type, c.Aliases = "azure/v2:Flux", []string{"type azure:Flux"} })},
		"two parts": {newer: changed(func(c *Child) {
			c.Type, c.Name, c.Aliases = "azure/v2:Flux", "b", []string{"type azure:Flux, name a-apps"}
		})},
		"another alias": {
			changed(func(c *Child) { c.Name, c.Aliases = "a-app", []string{"type azure:Flux"} }), "is gone, or has another name or type and no alias",
		},
		"another value": {
			changed(func(c *Child) { c.Fixed["scope"] = "namespace" }), "would be replaced: scope is namespace, and was cluster",
		},
		"a value more": {
			changed(func(c *Child) { c.Fixed["namespace"] = "apps" }), "would be replaced: namespace is apps, and was not sent",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var want []string
			if test.want != "" {
				want = []string{`the program "one": a-apps (azure:Flux) ` + test.want}
			}
			assert.Equal(t, want, Lost(Children{"one": {older}}, Children{"one": test.newer, "two": nil}))
		})
	}
}

func TestProgramThatIsNoLongerRecordedIsLost(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{`the program "one" is not recorded any more: what it promises is not known`}, Lost(Children{"one": nil}, Children{}))
}
