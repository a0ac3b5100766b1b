package childgraph

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// The names that the integration server of the plugin framework uses; graphs recorded both ways can be compared.
const (
	project = "project"
	stack   = "stack"
)

// Recorder is a mock of the engine that keeps every registration. Its zero value records an update.
type Recorder struct {
	// Preview leaves unknown what only Azure can answer.
	Preview bool

	mu       sync.Mutex
	requests []*pulumirpc.RegisterResourceRequest
	shown    any
}

var _ pulumi.MockResourceMonitor = (*Recorder)(nil)

// Run runs a Go program.
func (r *Recorder) Run(program pulumi.RunFunc) error {
	return pulumi.RunErr(program, pulumi.WithMocks(project, stack, r), func(info *pulumi.RunInfo) { info.DryRun = r.Preview })
}

// NewResource records a registration, and answers as azure-native would.
func (r *Recorder) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	inputs, err := unmarshal(args.RegisterRPC.GetObject())
	if err != nil {
		return "", nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if args.TypeToken == shownType {
		r.shown = object(inputs)
		return "", nil, nil
	}
	r.requests = append(r.requests, args.RegisterRPC)
	id, outputs := answer(args, inputs, r.Preview)
	return id, outputs, nil
}

// Call answers an invoke with nothing: the component makes none.
func (r *Recorder) Call(pulumi.MockCallArgs) (resource.PropertyMap, error) {
	return resource.PropertyMap{}, nil
}

// shownType is the type of the resource that carries values from a program to the recorder.
const shownType = "childgraph:index:Shown"

// Show records values of a program as the graph's outputs, once they are known.
func Show(ctx *pulumi.Context, values pulumi.Map) error {
	return ctx.RegisterResource(shownType, "shown", values, &pulumi.CustomResourceState{})
}

// Graph is what was registered.
type Graph struct {
	// Resources are the registrations, sorted by URN: the order in which they arrive is not the same in every run.
	Resources []Node `json:"resources"`
	// Outputs are the values that the program showed.
	Outputs any `json:"outputs,omitempty"`
}

// Graph returns what was registered so far.
func (r *Recorder) Graph() Graph {
	r.mu.Lock()
	defer r.mu.Unlock()
	requests := slices.SortedFunc(slices.Values(r.requests), func(a, b *pulumirpc.RegisterResourceRequest) int {
		return strings.Compare(urn(a), urn(b))
	})
	graph := Graph{Resources: []Node{}, Outputs: r.shown}
	for _, request := range requests {
		graph.Resources = append(graph.Resources, node(request))
	}
	return graph
}

// Named returns the registration of a name; it is the zero Node if there is none.
func (g Graph) Named(name string) Node {
	for _, n := range g.Resources {
		if n.Name == name {
			return n
		}
	}
	return Node{}
}

// JSON writes the graph as a person reads it.
func (g Graph) JSON() []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(g); err != nil {
		panic(err) // maps, lists and scalars always encode
	}
	return text.Bytes()
}

// urn is a request's URN as the engine makes it.
func urn(request *pulumirpc.RegisterResourceRequest) string {
	parentType := tokens.Type("")
	if parent := resource.URN(request.GetParent()); parent != "" && parent.QualifiedType() != resource.RootStackType {
		parentType = parent.QualifiedType()
	}
	return string(resource.NewURN(stack, project, parentType, tokens.Type(request.GetType()), request.GetName()))
}
