package sdk

import (
	"strings"

	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// tool names this program in the header of every generated file.
const tool = "`make sdk`"

// language is one language's SDK: where it goes, what its README says, and who writes it.
type language struct {
	folder   string // below sdk
	title    string
	install  string // the command that adds the SDK to a project
	fence    string // how Markdown calls the language
	example  string // the program that its README shows
	generate func(pkg *schema.Package, overlay Overlay) (map[string][]byte, error)
}

var importers = map[string]schema.Language{
	"go": gogen.Importer, "nodejs": nodejs.Importer, "python": python.Importer, "csharp": dotnetImporter, "java": java.Importer,
}

var languages = []language{
	{
		folder: "go/aksgitops", title: "Go", fence: "go", example: "examples/go/main.go",
		install:  "go get github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops",
		generate: generateGo,
	},
	{
		folder: "nodejs", title: "TypeScript and JavaScript", fence: "typescript", example: "examples/nodejs/index.ts",
		install: "npm install pulumi-aks-gitops",
		generate: func(pkg *schema.Package, _ Overlay) (map[string][]byte, error) {
			return nodejs.GeneratePackage(tool, pkg, nil, nil, false, nil)
		},
	},
	{
		folder: "python", title: "Python", fence: "python", example: "examples/python/__main__.py",
		install: "pip install pulumi-aks-gitops",
		generate: func(pkg *schema.Package, _ Overlay) (map[string][]byte, error) {
			return python.GeneratePackage(tool, pkg, nil, nil)
		},
	},
	{
		folder: "java", title: "Java", fence: "java", example: "examples/java/src/main/java/gitops/App.java",
		install: "", // a dependency of the project, which the README shows
		generate: func(pkg *schema.Package, _ Overlay) (map[string][]byte, error) {
			return java.GeneratePackage(tool, pkg, nil, nil, false, false)
		},
	},
	{
		folder: "dotnet", title: "C#, F# and Visual Basic", fence: "csharp", example: "examples/dotnet/Program.cs",
		install:  "dotnet add package Pulumi.AksGitOps",
		generate: generateDotnet,
	},
}

// generateGo puts the files at the root of the module: the generator has them in a folder named like the package.
func generateGo(pkg *schema.Package, _ Overlay) (map[string][]byte, error) {
	all, err := gogen.GeneratePackage(tool, pkg, nil)
	files := map[string][]byte{}
	for name, content := range all {
		files[strings.TrimPrefix(name, "aksgitops/")] = content
	}
	return files, err
}
