package main

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestClock(t *testing.T) {
	t.Parallel()
	at := 1.0
	now := clock(func() (float64, error) { return at, nil })
	taken, err := now.on(func() error { at = 3.5; return nil })
	require.NoError(t, err)
	assert.InDelta(t, 2.5, taken, 1e-9)

	failed := errors.New("failed")
	_, err = now.on(func() error { return failed })
	require.ErrorIs(t, err, failed)
	_, err = clock(func() (float64, error) { return 0, failed }).on(func() error { return nil })
	require.ErrorIs(t, err, failed)
}

func TestProcessorTimeIsReadBehindTheCommandsName(t *testing.T) {
	t.Parallel()
	taken, err := processorIn("12 (a) b 99) S 1 2 3 4 5 6 7 8 9 10 100 20 3000 4 20 0 7")
	require.NoError(t, err)
	assert.InDelta(t, 31.24, taken, 1e-9)
	for _, stat := range []string{"", "12 (bench) S 1 2", "12 (bench) S 1 2 3 4 5 6 7 8 9 10 x 20 3000 4 20"} {
		_, err := processorIn(stat)
		require.Error(t, err, stat)
	}
}
