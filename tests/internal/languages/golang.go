package languages

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	module    = "github.com/aks-gitops/pulumi-aks-gitops"
	sdkModule = module + "/sdk/go/aksgitops"
	// fluxTypes is the module of azure-native that the component needs, and that cannot be downloaded everywhere.
	fluxTypes = "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2"
)

// prepareGo lets the program require the module as it was packed.
func prepareGo(root, dir string) (map[string]string, error) {
	return requirePacked(root, dir, sdkModule)
}

// prepareGoInProcess does so for the component itself.
func prepareGoInProcess(root, dir string) (map[string]string, error) {
	bindings := filepath.Join(root, "third_party", "azure-native", "kubernetesconfiguration")
	return requirePacked(root, dir, module, "-replace="+fluxTypes+"="+bindings)
}

func requirePacked(root, dir, name string, edits ...string) (map[string]string, error) {
	version, err := packed(root, name)
	if err != nil {
		return nil, err
	}
	proxy, err := exec.Command("go", "env", "GOPROXY").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	environment := map[string]string{
		"GOPROXY":   "file://" + filepath.ToSlash(filepath.Join(root, "bin", "packages", "goproxy")) + "," + strings.TrimSpace(string(proxy)),
		"GONOSUMDB": module + "," + module + "/*",
		"GOFLAGS":   "-mod=mod",
	}
	edits = append([]string{"mod", "edit", "-require=" + name + "@" + version}, edits...)
	if err := run(dir, environment, "go", edits...); err != nil {
		return nil, err
	}
	return environment, run(dir, environment, "go", "mod", "tidy")
}

// packed is the version as which a module was packed. It changes with the content, because Go never reads a version twice.
func packed(root, name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, "bin", "packages", "goproxy", "versions"))
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 2 && fields[0] == name {
			return fields[1], nil
		}
	}
	return "", fmt.Errorf("%s was not packed", name)
}
