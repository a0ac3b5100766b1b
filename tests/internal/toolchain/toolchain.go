// Package toolchain finds what `make build` made: the Pulumi CLI, its YAML host, the plugin under test and the stand-in
// for azure-native, and the environment in which they find each other and nothing else.
package toolchain

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Passphrase encrypts the secrets of the stacks that are made here.
const Passphrase = "local"

// The versions of azure-native as which the stand-in poses.
const (
	AzureNative2 = "2.92.3"
	AzureNative3 = "3.23.0"
)

// otherCLI names the environment variable with a folder whose Pulumi CLI is used instead.
const otherCLI = "TEST_CLI"

// fingerprint names the environment variable in which tools/test says what everything outside this module is like that its tests use: the
// plugin, the examples, the pages. Go keeps the results of tests, sees changes inside the module only, and runs them again if a variable that
// they read has changed.
const fingerprint = "TESTED_FINGERPRINT"

// Toolchain is what was built.
type Toolchain struct {
	// Root is the folder of the repository.
	Root string
	// Pulumi is the CLI's file.
	Pulumi string
	// Plugin is the file of the plugin under test.
	Plugin string

	path string
}

// Find finds the toolchain of the repository around the working directory. Its error names everything that is missing.
func Find() (*Toolchain, error) {
	root, err := FindRoot()
	if err != nil {
		return nil, err
	}
	t := &Toolchain{Root: root, path: filepath.Join(root, "bin", "cli") + string(os.PathListSeparator) + os.Getenv("PATH")}
	if other := os.Getenv(otherCLI); other != "" {
		t.path = other + string(os.PathListSeparator) + t.path
	}
	var missing []error
	for _, program := range []string{"pulumi", "pulumi-language-yaml"} {
		file, err := t.lookPath(program)
		if err != nil {
			missing = append(missing, err)
		}
		if program == "pulumi" {
			t.Pulumi = file
		}
	}
	for _, plugin := range []string{"aks-gitops-v*", "azure-native-v" + AzureNative2, "azure-native-v" + AzureNative3} {
		file, err := t.plugin(plugin)
		if err != nil {
			missing = append(missing, err)
		}
		if strings.HasPrefix(plugin, "aks-gitops") {
			t.Plugin = file
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("run `make build` in %s first:\n%w", root, errors.Join(missing...))
	}
	return t, nil
}

// FindRoot walks up to the folder of the repository, which holds the package's schema.
func FindRoot() (string, error) {
	os.Getenv(fingerprint)
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the repository: %w", err)
	}
	for start := dir; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "schema.json")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("%s is not in the repository of pulumi-aks-gitops: no folder above it holds schema.json", start)
		}
	}
}

// lookPath finds a program on the toolchain's PATH, which is not this process's.
func (t *Toolchain) lookPath(program string) (string, error) {
	for _, dir := range filepath.SplitList(t.path) {
		if file, err := exec.LookPath(filepath.Join(dir, program)); err == nil {
			return file, nil
		}
	}
	return "", fmt.Errorf("there is no %s in bin/cli or on PATH", program)
}

func (t *Toolchain) plugin(name string) (string, error) {
	program, _, _ := strings.Cut(name, "-v")
	pattern := filepath.Join(t.home(), "plugins", "resource-"+name, "pulumi-resource-"+program)
	found, err := filepath.Glob(pattern)
	if err != nil {
		return "", fmt.Errorf("look for %s: %w", pattern, err)
	}
	if len(found) != 1 {
		return "", fmt.Errorf("there should be one %s, and there are %d", pattern, len(found))
	}
	return found[0], nil
}

// home is the Pulumi home that holds the plugins. It is shared by all stacks.
func (t *Toolchain) home() string { return filepath.Join(t.Root, "bin", "pulumi") }

// Environment is the environment of a Pulumi CLI that keeps its stacks in the folder backend. What this process knows of
// some other Pulumi or Azure is left out.
func (t *Toolchain) Environment(backend string) map[string]string {
	environment := map[string]string{}
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		if !foreign(name) {
			environment[name] = value
		}
	}
	environment["PATH"] = t.path
	environment["PULUMI_HOME"] = t.home()
	environment["PULUMI_BACKEND_URL"] = "file://" + filepath.ToSlash(backend)
	environment["PULUMI_CONFIG_PASSPHRASE"] = Passphrase
	environment["PULUMI_SKIP_UPDATE_CHECK"] = "true"
	environment["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true"
	return environment
}

func foreign(name string) bool {
	for _, prefix := range []string{"PULUMI_", "ARM_", "AZURE_", "SSL_CERT_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// List writes an environment as processes take it.
func List(environment map[string]string) []string {
	list := make([]string, 0, len(environment))
	for name, value := range environment {
		list = append(list, name+"="+value)
	}
	return list
}
