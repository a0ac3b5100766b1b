package flux

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPlaceGivesWhoWasThereTheirPlaceBack(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "clusters")
	p, err := openPlace(dir)
	require.NoError(t, err)
	assert.True(t, p.admits("/c/one", 1))
	assert.False(t, p.admits("/c/two", 1), "the limit")
	require.NoError(t, os.MkdirAll(p.of("/c/one"), 0o700))
	require.NoError(t, p.close())

	p, err = openPlace(dir)
	require.NoError(t, err)
	assert.False(t, p.admits("/c/two", 1), "comes first, and yet the place is taken")
	assert.True(t, p.admits("/C/One", 1), "ARM's names have no case")
	require.NoError(t, p.empty("/c/one"))
	p.forget("/c/one")
	assert.NoDirExists(t, p.of("/c/one"))
	assert.True(t, p.admits("/c/two", 1))
}

func TestPlaceThatKeepsNothingLeavesNothing(t *testing.T) {
	t.Parallel()
	p, err := openPlace("")
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(p.of("/c/one"), 0o700))
	require.NoError(t, p.close())
	assert.NoDirExists(t, p.dir)
}
