package registration

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// account is the Azure CLI's subscription and cloud.
type account struct {
	ID    string `json:"id"`
	Cloud string `json:"environmentName"`
}

// showAccount asks the Azure CLI for its current subscription.
func showAccount(ctx context.Context) (account, error) {
	var found account
	text, err := exec.CommandContext(ctx, "az", "account", "show", "--output", "json").Output()
	if err != nil {
		return found, fmt.Errorf("cannot ask the Azure CLI for its subscription: %s. %s", complaint(err), ways)
	}
	if err := json.Unmarshal(text, &found); err != nil {
		return found, fmt.Errorf("`az account show` did not print JSON: %w", err)
	}
	return found, nil
}

// complaint is what a command printed when it failed, else why it could not be run.
func complaint(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return strings.TrimRight(string(exit.Stderr), ".\n\r ")
	}
	return err.Error()
}
