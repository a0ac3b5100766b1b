package tests

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// variedPage is a page with something of each kind on it.
func variedPage(t *testing.T) *stack.Azure {
	t.Helper()
	a := pagedAzure(t, 10*time.Millisecond)
	withFlux(a, "a-cluster-with-as-long-a-name-as-people-like")
	configure(a, "a-cluster-with-as-long-a-name-as-people-like", "web", "https://example.com/"+strings.Repeat("long", 40), "apps")
	withFlux(a, "aks")
	configure(a, "aks", "broken", "https://example.com/repo", "clusters/missing/"+strings.Repeat("long", 40))
	configure(a, "aks", "key", "git@example.com:team/repo", "apps")
	a.Arc("edge")
	return a
}

func TestPageIsForEverybody(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	a := variedPage(t)
	for _, width := range []int{400, 1600} { //nolint:paralleltest // they share a browser
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%s at %d pixels", scheme, width), func(t *testing.T) {
				b := &browser{T: t, commands: b.commands, answers: b.answers}
				b.look(width, scheme)
				b.open(a.Page)
				b.run(onPage)
				b.wait(`badge("broken") === "Non-Compliant" && badge("web") === "Compliant" && badge("key") === "Compliant"`)
				b.run(`for (const details of document.querySelectorAll("details")) details.open = true`)
				assert.Empty(t, b.violations())
				assert.InDelta(t, width, b.run(`document.documentElement.scrollWidth`), 0, "nothing has to be scrolled sideways")
				assert.Empty(t, b.texts(sideways), "nor inside anything")
				assert.Empty(t, b.complaints())
				assert.Equal(t, scheme == "dark", b.run(`matchMedia("(prefers-color-scheme: dark)").matches`))
			})
		}
	}
	assert.Equal(t, []string{"H1", "H2", "H2", "H3", "H4", "H4"}, b.texts(`[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => h.tagName).slice(0, 6)`))
	assert.Equal(t, []string{}, b.texts(skippedLevels))
	assert.Equal(t, []string{"banner 1", "main 1", "status 1"}, b.texts(`["banner", "main", "status"].map((role, i) => role + " " + document.querySelectorAll(["body > header", "main", "[role=status][aria-live=polite]"][i]).length)`))
	assert.Equal(t, []string{}, b.texts(`[...document.querySelectorAll("table")].filter((t) => !t.caption || !t.querySelector("th[scope=col]") || !t.querySelector("th[scope=row]")).map((t) => t.outerHTML)`))
	assert.Equal(t, []string{}, b.texts(`[...document.querySelectorAll(".badge")].filter((badge) => !badge.textContent.trim() || !badge.querySelector("use")).map((badge) => badge.outerHTML)`),
		"a state is said in a word and with a sign, not by its colour alone")
}

// sideways are the things whose content is wider than they are.
const sideways = `[...document.querySelectorAll("main *")].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline"
  && !e.closest(".unseen, thead, svg")).map((e) => e.outerHTML.slice(0, 200))`

// skippedLevels are headings that are more than one level below the one before.
const skippedLevels = `[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((h, i, all) => i > 0 && h.tagName[1] - all[i - 1].tagName[1] > 1).map((h) => h.textContent)`

func TestPageByKeyboard(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	a := variedPage(t)
	b.look(1600, "light")
	b.open(a.Page)
	b.run(onPage + `globalThis.marker = "not reloaded"`)
	b.wait(`badge("broken") === "Non-Compliant" && badge("key") === "Compliant"`)
	const focused = `(document.activeElement.closest(".part")?.querySelector("h4").lastChild.textContent.trim() ?? "") + "|" + document.activeElement.textContent.trim()`

	var walk []string
	for range 8 {
		b.press("Tab")
		walk = append(walk, fmt.Sprint(b.run(focused)))
		assert.Equal(t, "solid", b.run(`getComputedStyle(document.activeElement).outlineStyle`), "where the focus is can be seen: %s", walk[len(walk)-1])
	}
	assert.Equal(t, []string{
		"|Skip to the clusters", "|broken on aks", "flux|Settings", "web|Reconcile now", "flux|Settings", "broken|Reconcile now", "key|Reconcile now", "key|Deploy key",
	}, walk)

	b.run(`document.querySelector(".skip").focus()`)
	b.press("Enter")
	b.wait(`document.activeElement.id === "main"`)
	b.press("Tab")
	b.press("Tab")
	b.press("Enter")
	assert.Equal(t, true, b.run(`document.activeElement.parentElement.open`))
	assert.Contains(t, b.run(`document.activeElement.parentElement.innerText`), "protected, not shown")
	b.press("Tab")
	b.press("Enter")
	b.wait(`part("web").querySelector("form time") !== null`)
	assert.Equal(t, "web|Reconcile now", b.run(`document.activeElement.closest(".part").querySelector("h4").lastChild.textContent.trim() + "|" + document.activeElement.textContent.trim()`))
	assert.Equal(t, "web: asked to reconcile", b.run(`document.getElementById("said").textContent`))
	assert.Equal(t, "not reloaded", b.run(`globalThis.marker`))
	assert.Empty(t, b.complaints())
}
