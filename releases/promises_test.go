package releases

import (
	"testing"

	"github.com/blang/semver"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
)

const root = ".."

// TestPromisesAreKept is the check itself, on the present sources.
func TestPromisesAreKept(t *testing.T) {
	t.Parallel()
	current, err := Current(root, semver.MustParse(provider.Version))
	require.NoError(t, err)
	baselines, err := Baselines(root)
	require.NoError(t, err)
	if len(baselines) == 0 {
		t.Skip("releases/ keeps no version: there is nothing to compare with until `make baseline` has run")
	}
	changelog, err := ReadChangelog(root)
	require.NoError(t, err)
	for _, broken := range Broken(current, baselines, changelog) {
		t.Errorf("%s. If that version is not released yet, `make baseline` makes its promises anew", broken)
	}
}

func TestVersionIsOne(t *testing.T) {
	t.Parallel()
	others, err := OtherVersions(root, provider.Version)
	require.NoError(t, err)
	assert.Empty(t, others)
}

func TestBreakHasToBeAnnouncedAfterTheVersionThatHadIt(t *testing.T) {
	t.Parallel()
	kept := Baseline{Version: semver.MustParse("0.1.0"), Schema: edit(t, nil)}
	current := Baseline{Schema: edit(t, map[string]any{"resources/p:index:Garden": nil})}
	for changelog, want := range map[string]int{
		"## [Unreleased]\n- **Breaking**: `Garden` is gone.\n":                     0,
		"## [Unreleased]\n\n## [0.2.0]\n- **Breaking**: `Garden` is gone.\n":       0,
		"## [Unreleased]\n\n## [0.1.0]\n- **Breaking**: `Garden` is gone.\n":       1,
		"## [Unreleased]\n- **Breaking**: `House` is gone.\n- `Garden` is gone.\n": 1,
	} {
		sections, err := ParseChangelog(changelog)
		require.NoError(t, err)
		assert.Len(t, Broken(current, []Baseline{kept}, sections), want, changelog)
	}
}

func TestLostChildCannotBeAnnounced(t *testing.T) {
	t.Parallel()
	sections, err := ParseChangelog("## [Unreleased]\n- **Breaking**: `a-apps` is gone.\n")
	require.NoError(t, err)
	kept := Baseline{Version: semver.MustParse("0.1.0"), Children: Children{"one": {{Type: "azure:Flux", Name: "a-apps"}}}}
	assert.Len(t, Broken(Baseline{Children: Children{"one": nil}}, []Baseline{kept}, sections), 1)
}
