package flux

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/controllers"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// controllerLimit is how long a controller may take until it is ready.
const controllerLimit = time.Minute

// controllerSet are Flux's controllers of one cluster.
type controllerSet struct {
	cluster *realCluster
	dir     string

	mu      sync.Mutex
	chosen  map[string][]int // ports by controller, the same for the life of the set
	running map[string]*running
	states  []cluster.Controller
	report  func([]cluster.Controller)
}

type running struct {
	program controllers.Program
	process *process.Process
}

func newControllerSet(c *realCluster) *controllerSet {
	return &controllerSet{cluster: c, dir: filepath.Join(c.dir, "flux"), running: map[string]*running{}}
}

// ports are what the controllers listen on.
func (s *controllerSet) ports() (map[string][]int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.chosen != nil {
		return s.chosen, nil
	}
	names := []string{controllers.Source, controllers.Kustomize, controllers.Helm}
	needed := 0
	for _, name := range names {
		needed += controllers.PortsOf(name)
	}
	free, err := process.FreePorts(needed)
	if err != nil {
		return nil, err
	}
	s.chosen = map[string][]int{}
	for _, name := range names {
		s.chosen[name], free = free[:controllers.PortsOf(name)], free[controllers.PortsOf(name):]
	}
	return s.chosen, nil
}

// run makes what runs what is wanted: what is not wanted any more ends, what has
// other settings starts anew. An error says which controllers do not run, and why.
func (s *controllerSet) run(wanted []controllers.Program, report func([]cluster.Controller)) error {
	s.begin(wanted, report)
	errs := make([]error, len(wanted))
	var starting sync.WaitGroup
	for i, program := range wanted {
		starting.Go(func() { errs[i] = s.bring(program) })
	}
	starting.Wait()
	return errors.Join(errs...)
}

// begin lists all controllers, those that go on running as they are.
func (s *controllerSet) begin(wanted []controllers.Program, report func([]cluster.Controller)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.states
	s.states, s.report = nil, report
	for _, program := range wanted {
		if !program.Enabled {
			continue
		}
		state := cluster.Controller{Name: program.Name, State: cluster.Starting, Since: time.Now()}
		if program.Unavailable != "" {
			state.State, state.Message = cluster.Unavailable, program.Unavailable
		}
		at := slices.IndexFunc(before, func(c cluster.Controller) bool { return c.Name == program.Name })
		if r := s.running[program.Name]; at >= 0 && r != nil && same(r.program, program) {
			state = before[at]
		}
		s.states = append(s.states, state)
	}
	report(slices.Clone(s.states))
}

func same(a, b controllers.Program) bool {
	return a.Path == b.Path && slices.Equal(a.Args, b.Args) && slices.Equal(a.Env, b.Env)
}

// bring starts, leaves or ends one controller.
func (s *controllerSet) bring(program controllers.Program) error {
	s.mu.Lock()
	now := s.running[program.Name]
	s.mu.Unlock()
	wanted := program.Enabled && program.Unavailable == ""
	if wanted && now != nil && same(now.program, program) {
		return nil
	}
	if now != nil {
		now.process.Stop(s.cluster.ctx)
		s.mu.Lock()
		delete(s.running, program.Name)
		s.mu.Unlock()
	}
	if !wanted {
		return nil
	}
	return s.start(program)
}

func (s *controllerSet) start(program controllers.Program) error {
	for _, folder := range program.Folders {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return fmt.Errorf("make a folder of the %s: %w", program.Name, err)
		}
	}
	started, err := process.Start(s.cluster.ctx, process.Spec{
		Name: program.Name, Path: program.Path, Args: program.Args, Env: program.Env, Dir: program.Folder,
		Log: filepath.Join(s.dir, program.Name+".log"), PID: filepath.Join(s.dir, program.Name+".pid"), Ready: answers(program.Ready), StartLimit: controllerLimit,
	}, func(state process.State, message string) { s.set(program.Name, states[state], message) })
	if err != nil {
		s.set(program.Name, cluster.Crashed, err.Error())
		return err
	}
	s.mu.Lock()
	s.running[program.Name] = &running{program: program, process: started}
	s.mu.Unlock()
	s.set(program.Name, cluster.Running, "")
	return nil
}

var states = map[process.State]cluster.ControllerState{
	process.Starting: cluster.Starting, process.Running: cluster.Running, process.Crashed: cluster.Crashed,
}

// set changes the state of one controller and reports all.
func (s *controllerSet) set(name string, state cluster.ControllerState, message string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.states {
		if c := &s.states[i]; c.Name == name && (c.State != state || c.Message != message) {
			s.states[i] = cluster.Controller{Name: name, State: state, Message: message, Since: time.Now()}
			s.report(slices.Clone(s.states))
		}
	}
}

// answers is ready when an address answers 200.
func answers(url string) func(context.Context) error {
	return func(ctx context.Context) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return fmt.Errorf("ask whether it is ready: %w", err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return fmt.Errorf("ask whether it is ready: %w", err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("it says that it is not ready: %s", response.Status)
		}
		return nil
	}
}

// installed says whether controllers run.
func (s *controllerSet) installed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.running) > 0
}

// restart starts all controllers anew: after an API server was away, they come back by
// themselves only when their retries are due.
func (s *controllerSet) restart() {
	var restarting sync.WaitGroup
	for _, r := range s.take(false) {
		restarting.Go(func() {
			if err := r.process.Restart(s.cluster.ctx); err != nil {
				s.set(r.program.Name, cluster.Crashed, err.Error())
			}
		})
	}
	restarting.Wait()
}

// stop ends all controllers.
func (s *controllerSet) stop() {
	var stopping sync.WaitGroup
	for _, r := range s.take(true) {
		stopping.Go(func() { r.process.Stop(context.Background()) })
	}
	stopping.Wait()
}

// take lists what runs, and forgets it if it is about to end.
func (s *controllerSet) take(forget bool) []*running {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*running
	for _, r := range s.running {
		out = append(out, r)
	}
	if forget {
		clear(s.running)
		s.states = nil
	}
	return out
}
