package plugin

import (
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/check"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/diff"
)

// createBeforeDelete marks inputs whose name was made up here: the replacement gets another one, so that both can
// exist side by side.
const createBeforeDelete = "__createBeforeDelete"

// Check fills in defaults and lists what is wrong with the inputs.
func (s *Server) Check(_ context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	res, err := s.lookup(req.GetUrn())
	if err != nil {
		return nil, err
	}
	olds, err := decode(req.GetOlds())
	if err != nil {
		return nil, err
	}
	news, err := decode(req.GetNews())
	if err != nil {
		return nil, err
	}
	if err := s.defaults(res, req, olds, news); err != nil {
		return nil, err
	}
	inputs, err := encode(news)
	if err != nil {
		return nil, err
	}
	var failures []*pulumirpc.CheckFailure
	for _, fault := range check.Inputs(res, news) {
		failures = append(failures, &pulumirpc.CheckFailure{Reason: fault})
	}
	return &pulumirpc.CheckResponse{Inputs: inputs, Failures: failures}, nil
}

func (s *Server) defaults(
	res *catalog.Resource, req *pulumirpc.CheckRequest, olds, news resource.PropertyMap,
) error {
	if name := resource.PropertyKey(res.NameParameter); name != "" && !news.HasValue(name) {
		if err := autoName(name, req, olds, news); err != nil {
			return err
		}
	}
	if _, located := res.Inputs.Properties["location"]; located && !news.HasValue("location") {
		if location, ok := s.defaultLocation(olds, news); ok {
			news["location"] = location
		}
	}
	if !s.identity.Dated() && !news.HasValue("azureApiVersion") {
		news["azureApiVersion"] = resource.NewStringProperty(res.APIVersion)
	}
	return nil
}

// autoName keeps the name that a resource has, takes the one that the engine was told to give, or makes one up from
// the resource's name in the program.
func autoName(
	key resource.PropertyKey, req *pulumirpc.CheckRequest, olds, news resource.PropertyMap,
) error {
	if old, ok := olds[key]; ok {
		news[key] = old
		if mark, ok := olds[createBeforeDelete]; ok {
			news[createBeforeDelete] = mark
		}
		return nil
	}
	naming := req.GetAutonaming()
	if naming.GetMode() == pulumirpc.CheckRequest_AutonamingOptions_DISABLE {
		return nil
	}
	name := naming.GetProposedName()
	if name == "" {
		var err error
		name, err = resource.NewUniqueName(req.GetRandomSeed(), resource.URN(req.GetUrn()).Name(), 8, 0, nil)
		if err != nil {
			return err
		}
	}
	news[key] = resource.NewStringProperty(name)
	news[createBeforeDelete] = resource.NewBoolProperty(true)
	return nil
}

// resourceGroupsVersion is the API version in which a resource group is asked for its location.
const resourceGroupsVersion = "2020-10-01"

// defaultLocation is the location that the resource has, that is configured, or that its resource group has.
func (s *Server) defaultLocation(olds, news resource.PropertyMap) (resource.PropertyValue, bool) {
	if old, ok := olds["location"]; ok {
		return old, true
	}
	if location, ok := s.configured("location"); ok {
		return resource.NewStringProperty(location), true
	}
	group, ok := news["resourceGroupName"]
	switch {
	case !ok:
		return resource.PropertyValue{}, false
	case group.ContainsUnknowns():
		return resource.MakeComputed(resource.NewStringProperty("")), true
	case !group.IsString():
		return resource.PropertyValue{}, false
	}
	location, ok := s.groupLocation(group.StringValue())
	return resource.NewStringProperty(location), ok
}

func (s *Server) groupLocation(group string) (string, bool) {
	if known, ok := s.locations.Load(group); ok {
		return known.(string), true
	}
	client, err := s.azure()
	if err != nil {
		return "", false
	}
	id := "/subscriptions/" + client.SubscriptionID + "/resourceGroups/" + group
	answer, err := client.Get(s.life, id, resourceGroupsVersion)
	if err != nil {
		return "", false
	}
	location, ok := answer["location"].(string)
	if ok {
		s.locations.Store(group, location)
	}
	return location, ok
}

// Diff compares the inputs in the state with the new ones.
func (s *Server) Diff(_ context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	res, err := s.lookup(req.GetUrn())
	if err != nil {
		return nil, err
	}
	state, err := decode(req.GetOlds())
	if err != nil {
		return nil, err
	}
	olds, err := previousInputs(req.GetOldInputs(), state)
	if err != nil {
		return nil, err
	}
	news, err := decode(req.GetNews())
	if err != nil {
		return nil, err
	}
	kinds := diff.Inputs(res, olds, news)
	if len(kinds) == 0 {
		return &pulumirpc.DiffResponse{Changes: pulumirpc.DiffResponse_DIFF_NONE}, nil
	}
	replaces := kinds.Replaces()
	mark, marked := olds[createBeforeDelete]
	return &pulumirpc.DiffResponse{
		Changes:             pulumirpc.DiffResponse_DIFF_SOME,
		Replaces:            replaces,
		DeleteBeforeReplace: len(replaces) > 0 && (!marked || !mark.IsBool() || !mark.BoolValue()),
		Diffs:               kinds.Changes(),
		DetailedDiff:        kinds,
		HasDetailedDiff:     true,
	}, nil
}
