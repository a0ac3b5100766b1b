// Package incluster asks a cluster itself, of which Azure says only how far it
// follows: it reaches it as `az aks get-credentials` does, through Azure.
package incluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerservice/armcontainerservice/v6"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/connect"
)

// version is the API version in which Azure is asked.
const version = "2024-09-01"

// Kubeconfig fetches the credentials of an AKS cluster. Without a name it is the only one of the subscription.
func Kubeconfig(ctx context.Context, connection *connect.Connection, name string) ([]byte, error) {
	options := *connection.Options
	options.DisableRPRegistration = true // looking must not change anything
	options.APIVersion = version
	client, err := armcontainerservice.NewManagedClustersClient(connection.SubscriptionID, connection.Credential, &options)
	if err != nil {
		return nil, fmt.Errorf("make a client of Azure: %w", err)
	}
	group, name, err := find(ctx, client, name)
	if err != nil {
		return nil, err
	}
	answer, err := client.ListClusterAdminCredentials(ctx, group, name, nil)
	if err != nil {
		return nil, fmt.Errorf("ask Azure for the credentials of the cluster %s: %w", name, err)
	}
	if len(answer.Kubeconfigs) == 0 {
		return nil, fmt.Errorf("azure has no credentials for the cluster %s", name)
	}
	return answer.Kubeconfigs[0].Value, nil
}

// find is the group and the name of the cluster that is meant.
func find(ctx context.Context, client *armcontainerservice.ManagedClustersClient, name string) (group, found string, err error) {
	var ids, names []string
	for pages := client.NewListPager(nil); pages.More(); {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return "", "", fmt.Errorf("list the clusters: %w", err)
		}
		for _, c := range page.Value {
			if name == "" || strings.EqualFold(*c.Name, name) {
				ids, names = append(ids, *c.ID), append(names, *c.Name)
			}
		}
	}
	switch {
	case len(ids) == 1:
		return strings.Split(ids[0], "/")[4], names[0], nil
	case name != "":
		return "", "", fmt.Errorf("there is no AKS cluster %q, or more than one", name)
	case len(ids) == 0:
		return "", "", errors.New("there is no AKS cluster")
	default:
		slices.Sort(names)
		return "", "", fmt.Errorf("there is more than one AKS cluster, say which: %s", strings.Join(names, ", "))
	}
}
