package plugin_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/structpb"

	standin "github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/plugin"
)

func create(t *testing.T, server *standin.Server, inputs map[string]any) (*pulumirpc.CreateResponse, *structpb.Struct) {
	t.Helper()
	sent := marshal(t, inputs)
	created, err := server.Create(t.Context(), &pulumirpc.CreateRequest{Urn: urn(fluxToken, "apps"), Properties: sent})
	require.NoError(t, err)
	return created, sent
}

func TestCreateReadDelete(t *testing.T) {
	t.Parallel()
	server, fake := azure(t, "2.92.3", new(shelf).script)
	created, inputs := create(t, server, flux(nil))
	assert.Equal(t, fluxID, created.GetId())
	state := unmarshal(t, created.GetProperties())
	assert.Equal(t, "Pending", state["complianceState"].StringValue())
	assert.Equal(t, "2023-05-01", state["azureApiVersion"].StringValue())
	assert.Equal(t, "<redacted>", state["configurationProtectedSettings"].ObjectValue()["httpsKey"].StringValue())
	assert.True(t, state["__inputs"].IsSecret(), "version 2 keeps the inputs in the state")
	assert.NotContains(t, state, resource.PropertyKey("ociRepository"))

	read, err := server.Read(t.Context(), &pulumirpc.ReadRequest{
		Id: fluxID, Urn: urn(fluxToken, "apps"), Properties: created.GetProperties(), Inputs: inputs,
	})
	require.NoError(t, err)
	assert.Equal(t, fluxID, read.GetId())
	assert.Equal(t, unmarshal(t, inputs), unmarshal(t, read.GetInputs()), "a refresh finds nothing")
	assert.Equal(t, state, unmarshal(t, read.GetProperties()))

	request := &pulumirpc.DeleteRequest{Id: fluxID, Urn: urn(fluxToken, "apps"), Properties: created.GetProperties()}
	for range 2 {
		_, err = server.Delete(t.Context(), request)
		require.NoError(t, err, "deleting what is gone is no failure")
	}
	gone, err := server.Read(t.Context(), &pulumirpc.ReadRequest{Id: fluxID, Urn: urn(fluxToken, "apps"), Inputs: inputs})
	require.NoError(t, err)
	assert.Empty(t, gone.GetId())
	assert.Equal(t, []string{
		"GET " + fluxID, "PUT " + fluxID, "GET " + fluxID, "GET " + fluxID,
		"DELETE " + fluxID, "DELETE " + fluxID, "GET " + fluxID,
	}, fake.Seen())
}

func TestCreateRefusesWhatExists(t *testing.T) {
	t.Parallel()
	server, _ := azure(t, "2.92.3", new(shelf).script)
	create(t, server, flux(nil))
	_, err := server.Create(t.Context(),
		&pulumirpc.CreateRequest{Urn: urn(fluxToken, "again"), Properties: marshal(t, flux(nil))})
	assert.EqualError(t, err, "cannot create already existing resource '"+fluxID+"'")
}

func TestUpdateSendsEverything(t *testing.T) {
	t.Parallel()
	azureHolds := new(shelf)
	server, _ := azure(t, "2.92.3", azureHolds.script)
	created, olds := create(t, server, flux(nil))
	news := marshal(t, flux(map[string]any{"suspend": true, "kustomizations": map[string]any{"apps": map[string]any{}}}))
	updated, err := server.Update(t.Context(), &pulumirpc.UpdateRequest{
		Id: fluxID, Urn: urn(fluxToken, "apps"), Olds: created.GetProperties(), OldInputs: olds, News: news,
	})
	require.NoError(t, err)
	state := unmarshal(t, updated.GetProperties())
	assert.True(t, state["suspend"].BoolValue())
	assert.Equal(t, []resource.PropertyKey{"apps"}, state["kustomizations"].ObjectValue().StableKeys())
	assert.Equal(t, "https://example.com/repo", state["gitRepository"].ObjectValue()["url"].StringValue())
}

func TestReadTakesUpWhatChangedInAzure(t *testing.T) {
	t.Parallel()
	azureHolds := new(shelf)
	server, _ := azure(t, "3.23.0", azureHolds.script)
	created, inputs := create(t, server, flux(nil))
	assert.NotContains(t, unmarshal(t, created.GetProperties()), resource.PropertyKey("__inputs"))
	azureHolds.change("suspend", true)
	azureHolds.change("complianceState", "Compliant")
	read, err := server.Read(t.Context(), &pulumirpc.ReadRequest{
		Id: fluxID, Urn: urn(fluxToken, "apps"), Properties: created.GetProperties(), Inputs: inputs,
	})
	require.NoError(t, err)
	assert.Equal(t, "Compliant", unmarshal(t, read.GetProperties())["complianceState"].StringValue())
	want := unmarshal(t, inputs)
	want["suspend"] = resource.NewBoolProperty(true)
	assert.Equal(t, want, unmarshal(t, read.GetInputs()))
}

func TestImport(t *testing.T) {
	t.Parallel()
	server, _ := azure(t, "2.92.3", new(shelf).script)
	create(t, server, flux(nil))
	read, err := server.Read(t.Context(), &pulumirpc.ReadRequest{Id: fluxID, Urn: urn(fluxToken, "apps")})
	require.NoError(t, err)
	imported := unmarshal(t, read.GetInputs())
	want := resource.NewPropertyMapFromMap(flux(nil))
	want["configurationProtectedSettings"] = resource.NewObjectProperty(
		resource.PropertyMap{"httpsKey": resource.NewStringProperty("<redacted>")})
	assert.Equal(t, want, imported)

	checked, err := server.Check(t.Context(),
		&pulumirpc.CheckRequest{Urn: urn(fluxToken, "apps"), News: read.GetInputs()})
	require.NoError(t, err)
	assert.Empty(t, checked.GetFailures(), "what was imported can be used as a program")
}

func TestPreviewAsksNobody(t *testing.T) {
	t.Parallel()
	server := newServer(t, "2.92.3", standin.Options{})
	configure(t, server, unreachable)
	inputs := marshal(t, flux(nil))
	created, err := server.Create(t.Context(),
		&pulumirpc.CreateRequest{Urn: urn(fluxToken, "apps"), Properties: inputs, Preview: true})
	require.NoError(t, err)
	assert.Empty(t, created.GetId())
	outputs := unmarshal(t, created.GetProperties())
	assert.True(t, outputs["complianceState"].IsComputed())
	assert.True(t, outputs["name"].IsComputed())
	assert.Equal(t, "cluster", outputs["scope"].StringValue())

	updated, err := server.Update(t.Context(), &pulumirpc.UpdateRequest{
		Id: fluxID, Urn: urn(fluxToken, "apps"), News: inputs, Preview: true,
		Olds: marshal(t, map[string]any{"name": "apps", "complianceState": "Compliant"}),
	})
	require.NoError(t, err)
	outputs = unmarshal(t, updated.GetProperties())
	assert.Equal(t, "apps", outputs["name"].StringValue(), "an update does not change the name")
	assert.True(t, outputs["complianceState"].IsComputed())
}

func TestMissingCredentialsShowWhenAzureIsNeeded(t *testing.T) {
	t.Parallel()
	server := newServer(t, "2.92.3", standin.Options{})
	configure(t, server, map[string]string{"subscriptionId": "sub", "metadataHost": "localhost:1", "clientId": "", "tenantId": "", "clientSecret": ""})
	_, err := server.Create(t.Context(),
		&pulumirpc.CreateRequest{Urn: urn(fluxToken, "apps"), Properties: marshal(t, flux(nil))})
	assert.ErrorContains(t, err, "no credential for Azure: set azure-native:tenantId or ARM_TENANT_ID")
	assert.NotContains(t, err.Error(), "c2VjcmV0")
}
