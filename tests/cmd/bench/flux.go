package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// The goals of the scenario with a real cluster, absolute ones.
const (
	// runningGoal is the most seconds from `pulumi up` until all deployments run.
	runningGoal = 15
	// readyGoal is the most seconds until a cluster's API server is ready.
	readyGoal = 5
	// memoryGoal is the most bytes that all of a cluster's programs may have resident.
	memoryGoal = 1.3 * (1 << 30)
)

// scenarioDeployments are those of the scenario, with the replicas that its staging asks for.
var scenarioDeployments = map[string]int64{"web/frontend": 2, "web/web": 2}

// clusterPrograms is where `make cluster` puts what a real cluster runs.
func clusterPrograms(tools *toolchain.Toolchain) string {
	return filepath.Join(tools.Root, "bin", "cluster")
}

// lacksCluster says why there can be no real cluster, if there cannot.
func lacksCluster(tools *toolchain.Toolchain) error {
	clusters, err := startReal(tools)
	if err != nil {
		return err
	}
	return clusters.Close()
}

// backend is what plays the cluster of the scenario, and when it has arrived.
type backend struct {
	name string
	// programs says that it consists of programs, whose memory is measured where that can be.
	programs bool
	start    func(*toolchain.Toolchain) (cluster.Behaviour, error)
	arrived  func(cluster.Status) bool
}

// backends are the real cluster and the simulated one, with which it is compared.
var backends = [2]backend{
	{"real", runtime.GOOS == "linux", startReal, running},
	{"simulated", false, startSimulated, func(s cluster.Status) bool { return s.Compliance() == cluster.Compliant }},
}

func startReal(tools *toolchain.Toolchain) (cluster.Behaviour, error) {
	return flux.New(flux.Options{Programs: clusterPrograms(tools), Others: cluster.NewSimulated(0)})
}

func startSimulated(*toolchain.Toolchain) (cluster.Behaviour, error) {
	return cluster.NewSimulated(0), nil
}

// running says whether all of the scenario's deployments have all their replicas.
func running(s cluster.Status) bool {
	ready := 0
	for _, d := range s.Deployments {
		if wanted := scenarioDeployments[d.Namespace+"/"+d.Name]; wanted > 0 && d.Replicas == wanted && d.Ready == wanted {
			ready++
		}
	}
	return ready == len(scenarioDeployments)
}

// measureFlux takes the scenario of the demonstration from `pulumi up` to its end, with a real cluster and with a simulated one.
func measureFlux(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	repository, err := serveScenario(ctx, tools)
	if err != nil {
		return nil, fmt.Errorf("serve the scenario's repository: %w", err)
	}
	defer repository.stop()
	var taken [2]scenarioSamples
	end := time.Now().Add(p.limit)
	for round := 0; round <= p.rounds; round++ {
		start := time.Now()
		for turn := range backends {
			at := (turn + round) % len(backends) // the other one begins in each round
			one, err := backends[at].once(ctx, tools, repository.url)
			if err != nil {
				return nil, fmt.Errorf("%s cluster: %w", backends[at].name, err)
			}
			if round == 0 { // it reads the programs from disk
				continue
			}
			fmt.Fprintf(os.Stderr, "  %s cluster: %s\n", backends[at].name, one)
			taken[at] = append(taken[at], one)
		}
		if round > 0 && time.Now().Add(time.Since(start)).After(end) {
			break
		}
	}
	return fluxRows(taken[0], taken[1]), nil
}

func fluxRows(real, simulated scenarioSamples) []row {
	rows := []row{
		{
			what: "`pulumi up` until deployments run, real cluster / until Compliant, simulated",
			ours: real.pick(func(s scenarioSample) float64 { return s.up }), base: simulated.pick(func(s scenarioSample) float64 { return s.up }),
			show: seconds, limit: runningGoal,
		},
		{what: "real cluster until its API server is ready", ours: real.pick(func(s scenarioSample) float64 { return s.ready }), show: seconds, limit: readyGoal},
	}
	if runtime.GOOS == "linux" {
		rows = append(rows, row{
			what: "real cluster at its peak, memory resident / with what programs share counted once",
			ours: real.pick(func(s scenarioSample) float64 { return s.peak.resident }), base: real.pick(func(s scenarioSample) float64 { return s.peak.shared }),
			show: mebibytes, limit: memoryGoal,
		})
	}
	return rows
}
