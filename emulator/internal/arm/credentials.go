package arm

import (
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/containerservice"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
)

// credentialLists are the actions that give out a kubeconfig, with what AKS calls it.
// Here there is one credential for all.
var credentialLists = map[string]string{
	"listclusteradmincredential": "clusterAdmin",
	"listclusterusercredential":  "clusterUser",
}

func isCredentialList(k *kind, action string) bool {
	return k.namespace == containerservice.Namespace && credentialLists[strings.ToLower(action)] != ""
}

// credentials answers with the kubeconfig of a managed cluster.
func (s *Service) credentials(c *call, id resourceid.ID) *armerror.Error {
	if c.r.Method != http.MethodPost {
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
	cluster := c.r.URL.Path[:strings.LastIndex(strings.TrimSuffix(c.r.URL.Path, "/"), "/")]
	r, ok := s.Store.Get(cluster)
	if !ok {
		return armerror.NotFound(id.Namespace+"/"+id.Types[0], id.Names[0], id.Group)
	}
	kubeconfig, err := s.Clusters.Kubeconfig(r.ID)
	if err != nil {
		return armerror.New(http.StatusConflict, "OperationNotAllowed", "There are no credentials for the cluster '%s': %s.", r.Name, err)
	}
	c.answer(http.StatusOK, map[string]any{"kubeconfigs": []any{map[string]any{
		"name": credentialLists[strings.ToLower(id.Types[1])], "value": base64.StdEncoding.EncodeToString(kubeconfig),
	}}})
	return nil
}
