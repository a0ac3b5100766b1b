package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"go.yaml.in/yaml/v3"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// measureChecks tells what share of a preview the checks of inputs take: before each preview of a program, its inputs are
// checked here as the preview checks them.
func measureChecks(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	most := p.sizes[len(p.sizes)-1]
	sizes := []fleet{{1, 1}, {1, p.configurations[len(p.configurations)-1]}, {most, 1}}
	schema, err := firstCheck()
	if err != nil {
		return nil, err
	}
	var rows []row
	end := time.Now().Add(p.limit)
	for i, size := range sizes {
		in, err := newInputs(size)
		if err != nil {
			return rows, err
		}
		more, err := in.measure(ctx, tools, p.rounds, schema, share(end, len(sizes)-i))
		if err != nil {
			return rows, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// firstCheck is how many seconds a process's first check takes, which reads the schema.
func firstCheck() (float64, error) {
	inputs, err := rawInputs(componentYAML(fleet{1, 1}))
	if err != nil {
		return 0, err
	}
	return timed(func() error { return none(provider.Faults(inputs[0])) })
}

// inputs are the inputs of a program's components: as the plugin gets them, and as a program in Go gives them.
type inputs struct {
	size  fleet
	raw   []property.Map
	typed []*aksgitops.AksGitOpsArgs
}

func newInputs(size fleet) (inputs, error) {
	raw, err := rawInputs(componentYAML(size))
	in := inputs{size: size, raw: raw}
	for i := range size.clusters {
		in.typed = append(in.typed, componentArgs(i, size.configurations))
	}
	return in, err
}

// measure checks the inputs and previews the program in turn. In the plugin the component checks once more what the plugin found
// to be without a fault.
func (in inputs) measure(ctx context.Context, tools *toolchain.Toolchain, number int, schema float64, until time.Time) ([]row, error) {
	plugin := row{what: in.what(contests[0].ours), show: seconds, goal: checksGoal}
	process := row{what: in.what(contests[1].ours), show: seconds, goal: checksGoal}
	previews := []deployment{
		{side: contests[0].ours, size: in.size, previewOnly: true},
		{side: contests[1].ours, size: in.size, previewOnly: true},
	}
	for round := 0; round < number && (round == 0 || time.Now().Before(until)); round++ {
		typed, err := timed(in.checkTyped)
		if err != nil {
			return nil, err
		}
		raw, err := timed(in.checkRaw)
		if err != nil {
			return nil, err
		}
		taken, err := rounds(ctx, tools, previews, 1, until)
		if err != nil {
			return nil, err
		}
		plugin.ours, plugin.base = append(plugin.ours, schema+raw+typed), append(plugin.base, taken[0][0].preview)
		process.ours, process.base = append(process.ours, typed), append(process.base, taken[1][0].preview)
	}
	return []row{plugin, process}, nil
}

func (in inputs) what(s side) string {
	return fmt.Sprintf("checks of inputs / preview: %s, %s", s.name, in.size)
}

func (in inputs) checkRaw() error {
	for _, one := range in.raw {
		if err := none(provider.Faults(one)); err != nil {
			return err
		}
	}
	return nil
}

func (in inputs) checkTyped() error {
	for _, one := range in.typed {
		if err := none(aksgitops.Faults(one, nil)); err != nil {
			return err
		}
	}
	return nil
}

// none is an error if there are faults: a program with faults is not deployed.
func none(faults []aksgitops.Fault) error {
	var errs []error
	for _, fault := range faults {
		errs = append(errs, fmt.Errorf("fault in the benchmark's own program: %s", fault))
	}
	return errors.Join(errs...)
}

// rawInputs are the inputs of the resources of a program in YAML.
func rawInputs(program string) ([]property.Map, error) {
	var parsed struct {
		Resources map[string]struct {
			Properties map[string]any `yaml:"properties"`
		} `yaml:"resources"`
	}
	if err := yaml.Unmarshal([]byte(program), &parsed); err != nil {
		return nil, fmt.Errorf("read the program: %w", err)
	}
	var all []property.Map
	for _, one := range parsed.Resources {
		all = append(all, resource.FromResourcePropertyMap(resource.NewPropertyMapFromMap(one.Properties)))
	}
	return all, nil
}
