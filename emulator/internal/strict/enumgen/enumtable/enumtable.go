// Package enumtable reads enum values out of Azure Service Operator's source.
package enumtable

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// Packages are those whose types package strict is used with.
var Packages = []string{
	"github.com/Azure/azure-service-operator/v2/api/containerservice/v1api20240901/arm",
	"github.com/Azure/azure-service-operator/v2/api/kubernetesconfiguration/v1api20230501/arm",
	"github.com/Azure/azure-service-operator/v2/api/kubernetesconfiguration/v1api20241101/arm",
}

var marker = regexp.MustCompile(`\+kubebuilder:validation:Enum=\{(.*)\}`)

// Generate makes the table: package path and type name to allowed values, as JSON.
func Generate() ([]byte, error) {
	table := map[string][]string{}
	for _, pkg := range Packages {
		// The source that the build uses is the only one that can be trusted to match.
		dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", pkg).Output() //nolint:gosec // one of Packages
		if err != nil {
			return nil, fmt.Errorf("find the source of %s: %w", pkg, err)
		}
		files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "*_types_gen.go"))
		if err != nil {
			return nil, fmt.Errorf("list the source of %s: %w", pkg, err)
		}
		for _, file := range files {
			if err := read(pkg, file, table); err != nil {
				return nil, err
			}
		}
	}
	text, err := json.MarshalIndent(table, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the table: %w", err)
	}
	return append(text, '\n'), nil
}

func read(pkg, file string, table map[string][]string) error {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	if err != nil {
		return fmt.Errorf("parse %s: %w", file, err)
	}
	for _, declaration := range parsed.Decls {
		types, ok := declaration.(*ast.GenDecl)
		if !ok || types.Tok != token.TYPE || types.Doc == nil {
			continue
		}
		for _, comment := range types.Doc.List {
			found := marker.FindStringSubmatch(comment.Text)
			if found == nil {
				continue
			}
			var values []string
			if err := json.Unmarshal([]byte("["+found[1]+"]"), &values); err != nil {
				return fmt.Errorf("read the enum %q in %s: %w", found[1], file, err)
			}
			for _, spec := range types.Specs {
				table[pkg+"."+spec.(*ast.TypeSpec).Name.Name] = values
			}
		}
	}
	return nil
}
