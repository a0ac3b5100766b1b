package flux

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// nowhere is the port of a host where nothing answers.
const nowhere = "127.0.0.1:1"

// TestCredentialsAreInTheClusterAlone shows that Flux finds the credentials as they were given, and nobody else finds them at all.
func TestCredentialsAreInTheClusterAlone(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	ssh := servers.NewSSHKey(t).Private
	const token, bucketKey, signature = "token-Ahr4ooTh", "bucket-Eiy7saiv", "sv=2024-11-04&sig=signature-oe2Sheec"
	accountKey := encoded("account-Xoo9Eing")
	s.Stack.Program(s.program(strings.Join([]string{
		s.configuration(s.Name+"-ssh", git("ssh://git@"+nowhere+"/fleet", "branch: main", "ssh: {privateKey: "+quoted(t, ssh)+"}"), kustomization("app", "app")),
		s.configuration(s.Name+"-https", git("https://"+nowhere+"/fleet", "branch: main", "https: {user: fleet, key: "+token+"}"), kustomization("app", "app")),
		s.configuration(s.Name+"-bucket", source("bucket", "url: https://"+nowhere, "bucketName: fleet", "accessKey: reader", "secretKey: "+bucketKey), kustomization("app", "app")),
		s.configuration(s.Name+"-key", source("azureBlob", "url: https://"+nowhere, "containerName: fleet", "accountKey: "+accountKey), kustomization("app", "app")),
		s.configuration(s.Name+"-token", source("azureBlob", "url: https://"+nowhere, "containerName: fleet", "sasToken: "+quoted(t, signature)), kustomization("app", "app")),
	}, "\n")))
	told := s.Stack.Up("--diff").Output()
	want := map[string]map[string]string{
		"ssh":    {"identity": ssh},
		"https":  {"username": "fleet", "password": token},
		"bucket": {"accesskey": "reader", "secretkey": bucketKey},
		"key":    {"accountKey": accountKey},
		"token":  {"sasKey": signature},
	}
	elsewhere := map[string]string{"what Pulumi says": told}
	for name, data := range want {
		assert.Equal(t, data, s.secret(s.Name+"-"+name+"-protected-parameters"))
		answer := s.Azure.Get(s.Azure.ID(stack.Managed(sharedCluster), stack.Configuration(s.Name+"-"+name)), stack.FluxVersion)
		elsewhere["what Azure answers of "+name] = document(t, answer)
	}
	elsewhere["what a refresh says"] = s.Stack.Refresh("--diff").Output()
	elsewhere["the outputs"] = document(t, s.Stack.Outputs())
	elsewhere["the request log"] = document(t, s.Azure.Log())
	elsewhere["the state"] = s.Stack.StateFile()
	for where, text := range elsewhere {
		for _, canary := range []string{lineOf(ssh), encoded(ssh), token, encoded(token), bucketKey, encoded(bucketKey), accountKey, "signature-oe2Sheec"} {
			assert.NotContains(t, text, canary, where)
		}
	}
}

// lineOf is a line of a private key that no other has.
func lineOf(key string) string { return strings.Split(key, "\n")[2] }

func encoded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// secret is what a secret of the scene's namespace holds, once it is there.
func (s *scene) secret(name string) map[string]string {
	s.t.Helper()
	var object *unstructured.Unstructured
	kube.Eventually(s.t, "secret "+name, func() bool {
		object = s.Kube.Get("v1", "Secret", s.Name, name)
		return object != nil
	})
	data, _, err := unstructured.NestedStringMap(object.Object, "data")
	require.NoError(s.t, err)
	out := map[string]string{}
	for key, value := range data {
		decoded, err := base64.StdEncoding.DecodeString(value)
		require.NoError(s.t, err)
		out[key] = string(decoded)
	}
	return out
}

func document(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}
