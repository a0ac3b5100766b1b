package tests

import (
	"testing"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// step is how long each step of a simulated cluster takes, so that the page shows it.
const step = time.Second

// onPage names a configuration's part of the page by its heading.
const onPage = `
globalThis.part = (name) => [...document.querySelectorAll("article.part")].find((part) => part.querySelector("h4").textContent.trim().endsWith(" " + name));
globalThis.badge = (name) => part(name)?.querySelector(".head .badge").textContent;
`

// watched records every state of a configuration that the page shows, and every announcement.
const watched = `
globalThis.marker = "not reloaded";
globalThis.shown = []; globalThis.announced = [];
new MutationObserver(() => {
  const now = badge("web");
  if (now && now !== shown.at(-1)) shown.push(now);
}).observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
new MutationObserver(() => announced.push(document.getElementById("said").textContent)).observe(document.getElementById("said"), { childList: true });
`

func pagedAzure(t *testing.T, latency time.Duration) *stack.Azure {
	t.Helper()
	return stack.NewAzure(t, emulator.Options{Latency: latency, Registered: stack.Namespaces, PageAddress: "127.0.0.1:0"})
}

// withFlux makes a cluster with the extension.
func withFlux(a *stack.Azure, name string) {
	a.AKS(name)
	a.Put(a.ID(stack.Managed(name), stack.Extension("flux")), stack.FluxVersion, map[string]any{"properties": map[string]any{
		"extensionType":                  "microsoft.flux",
		"configurationSettings":          map[string]any{"helm-controller.enabled": "true"},
		"configurationProtectedSettings": map[string]any{"proxyPassword": pageToken},
	}})
}

// pageToken is in every secret that is sent to what the page shows.
const pageToken = "canary-77c1"

// configure writes a configuration of a repository with one path.
func configure(a *stack.Azure, cluster, name, url, path string) {
	a.Put(a.ID(stack.Managed(cluster), stack.Configuration(name)), stack.FluxVersion, map[string]any{"properties": map[string]any{
		"gitRepository":                  map[string]any{"url": url, "repositoryRef": map[string]any{"branch": "main"}},
		"configurationProtectedSettings": map[string]any{"httpsKey": "Y2FuYXJ5LTc3YzE="},
		"kustomizations":                 map[string]any{"all": map[string]any{"path": path}},
	}})
}

func TestPageFollowsAConfigurationWithoutAReload(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	a := pagedAzure(t, step)
	b.look(1600, "light")
	b.open(a.Page)
	b.run(onPage + watched)
	assert.Contains(t, b.run(`document.querySelector("main").innerText`), "There is no cluster yet")

	withFlux(a, "aks")
	b.wait(`document.querySelector("h3")?.textContent === "aks"`)
	b.run(`document.querySelector("details").open = true; document.querySelector("summary").focus()`)
	configure(a, "aks", "web", "https://deploy:"+pageToken+"@example.com/repo?token="+pageToken, "apps")
	b.wait(`badge("web") === "Compliant"`)

	assert.Equal(t, []string{"Pending", "Compliant"}, b.texts(`shown`))
	assert.Equal(t, "not reloaded", b.run(`globalThis.marker`))
	assert.Contains(t, b.run(`announced.join("\n")`), "web on aks: Pending")
	assert.Contains(t, b.run(`announced.at(-1)`), "web on aks: Compliant")
	assert.Equal(t, true, b.run(`document.querySelector("details").open`), "what was opened stays open")
	assert.Equal(t, "Settings", b.run(`document.activeElement.textContent`), "the focus stays")
	text := b.run(`part("web").innerText`)
	for _, want := range []string{"https://***@example.com/repo?***", "branch main", "GitRepository", "Kustomization", "web-all", "ReconciliationSucceeded", "Applied revision: main/"} {
		assert.Contains(t, text, want)
	}
	assert.Contains(t, b.run(`document.querySelector(".operations").innerText`), "Create configuration web on aks")
	assert.NotContains(t, b.run(`document.documentElement.outerHTML`), pageToken)
	assert.NotContains(t, b.run(`document.documentElement.outerHTML`), "Y2FuYXJ5LTc3YzE")

	before := b.run(`part("web").querySelector(".facts time").textContent`)
	b.wait(`part("web").querySelector(".facts time").textContent !== "` + before.(string) + `"`)
	assert.Equal(t, "not reloaded", b.run(`globalThis.marker`), "ages grow without a reload as well")
	assert.Empty(t, b.complaints())
}

func TestPageShowsWhyAConfigurationFails(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	a := pagedAzure(t, 10*time.Millisecond)
	withFlux(a, "aks")
	configure(a, "aks", "path", "https://example.com/repo", "clusters/missing")
	configure(a, "aks", "host", "https://user:"+pageToken+"@git.invalid/repo", "apps")
	b.look(400, "light")
	b.open(a.Page)
	b.run(onPage)
	for name, reason := range map[string]string{
		"path": "Kustomization default/path-all: kustomization path not found: clusters/missing",
		"host": "GitRepository default/host: failed to fetch https://***@git.invalid/repo: no such host",
	} {
		b.wait(`badge("` + name + `") === "Non-Compliant"`)
		assert.Equal(t, "Error: "+reason, b.run(`part("`+name+`").querySelector(".note.bad").innerText`))
	}
	assert.Contains(t, b.run(`part("path").querySelector("tbody").innerText`), "ArtifactFailed")
	assert.Equal(t, []string{"host on aks", "path on aks"}, b.texts(`[...document.querySelectorAll(".trouble a")].map((link) => link.textContent)`))
	assert.Equal(t, "(2) Local Azure", b.run(`document.title`))
	assert.NotContains(t, b.run(`document.documentElement.outerHTML`), pageToken)

	b.run(`document.documentElement.style.scrollBehavior = "auto"; scrollTo(0, 300)`)
	const top = `Math.round(part("path").getBoundingClientRect().top)`
	before := b.run(top)
	configure(a, "aks", "zz-later", "https://example.com/repo", "apps")
	b.wait(`badge("zz-later") === "Compliant"`)
	assert.Equal(t, before, b.run(top), "what is looked at stays where it is")
	assert.Empty(t, b.complaints())
}

func TestPageSaysThatItsConnectionIsLostAndComesBack(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	start := func(address string) *emulator.Server {
		server, err := emulator.Start(t.Context(), emulator.Options{PageAddress: address})
		if err != nil {
			t.Fatal(err)
		}
		return server
	}
	first := start("127.0.0.1:0")
	b.look(400, "dark")
	b.open(first.PageURL())
	b.run(`globalThis.marker = "not reloaded"`)
	assert.NoError(t, first.Close())
	b.wait(`document.getElementById("live").textContent.startsWith("Connection lost")`)
	assert.Contains(t, b.run(`document.getElementById("said").textContent`), "Connection lost")
	second := start(first.PageURL()[len("http://") : len(first.PageURL())-1])
	defer func() { _ = second.Close() }()
	b.wait(`document.getElementById("live").textContent === "Live"`)
	assert.Equal(t, "not reloaded", b.run(`globalThis.marker`))
}
