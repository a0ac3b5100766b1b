// Package systemdata writes the systemData member that ARM adds to answers.
package systemdata

import (
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// Of is the systemData of a resource. Everything here is written by one
// application, the client whose secret the local Azure hands out.
func Of(r *state.Resource) map[string]any {
	return map[string]any{
		"createdBy": "local-azure-client", "createdByType": "Application", "createdAt": Time(r.Created),
		"lastModifiedBy": "local-azure-client", "lastModifiedByType": "Application", "lastModifiedAt": Time(r.Modified),
	}
}

// Time is a time as ARM writes it.
func Time(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
