// Package pipelines reads what the CI files of examples/ci run.
package pipelines

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Pipeline is one CI's file.
type Pipeline struct {
	// Commands are the command lines of each job that call something of examples/ci.
	Commands map[string][]string
	// Text is the file.
	Text string
}

// Read reads a file of examples/ci.
func Read(root, name string) (Pipeline, error) {
	text, err := os.ReadFile(filepath.Join(root, "examples", "ci", name))
	if err != nil {
		return Pipeline{}, err
	}
	read, ok := readers[name]
	if !ok {
		return Pipeline{}, fmt.Errorf("examples/ci/%s is of a CI that is not known", name)
	}
	jobs, err := read(text)
	if err != nil {
		return Pipeline{}, fmt.Errorf("read examples/ci/%s: %w", name, err)
	}
	p := Pipeline{Commands: map[string][]string{}, Text: string(text)}
	for job, lines := range jobs {
		for _, line := range lines {
			if strings.Contains(line, "examples/ci/") {
				p.Commands[job] = append(p.Commands[job], line)
			}
		}
	}
	return p, nil
}

// readers give the command lines of each job.
var readers = map[string]func([]byte) (map[string][]string, error){
	"github-actions.yml": github, "azure-pipelines.yml": azure, "gitlab-ci.yml": gitlab,
}

func github(text []byte) (map[string][]string, error) {
	var file struct {
		Jobs map[string]struct{ Steps []struct{ Run string } }
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	jobs := map[string][]string{}
	for name, job := range file.Jobs {
		for _, step := range job.Steps {
			jobs[name] = append(jobs[name], step.Run)
		}
	}
	return jobs, nil
}

// azure writes the task's inputs as the command line that they are.
func azure(text []byte) (map[string][]string, error) {
	var file struct {
		Stages []struct {
			Jobs []struct {
				Job   string
				Steps []struct{ Inputs map[string]string }
			}
		}
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	jobs := map[string][]string{}
	for _, stage := range file.Stages {
		for _, job := range stage.Jobs {
			for _, step := range job.Steps {
				jobs[job.Job] = append(jobs[job.Job], strings.TrimSpace("bash "+step.Inputs["scriptPath"]+" "+step.Inputs["arguments"]))
			}
		}
	}
	return jobs, nil
}

// gitlab has its jobs among its keywords: what has a script is one.
func gitlab(text []byte) (map[string][]string, error) {
	var file map[string]yaml.Node
	if err := yaml.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	jobs := map[string][]string{}
	for name, node := range file {
		var job struct{ Script []string }
		if node.Kind != yaml.MappingNode {
			continue
		}
		if err := node.Decode(&job); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if len(job.Script) > 0 {
			jobs[name] = job.Script
		}
	}
	return jobs, nil
}
