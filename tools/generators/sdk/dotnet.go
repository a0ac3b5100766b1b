package sdk

import (
	"errors"
	"net/http"
	"testing/fstest"

	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet" //nolint:staticcheck // the module that it moved to cannot be downloaded everywhere
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// logoScheme is what the logo's address begins with while the .NET generator runs.
const logoScheme = "repository"

var dotnetImporter schema.Language = dotnet.Importer

// generateDotnet gives the generator the logo of the repository. It fetches the package's logo by HTTP, which would make the SDK depend on
// the network and on what is on the main branch; and NuGet wants a PNG, where the schema names an SVG.
func generateDotnet(pkg *schema.Package, overlay Overlay) (map[string][]byte, error) {
	transport, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return nil, errors.New("the default HTTP transport has been replaced: the logo cannot be handed to the generator")
	}
	own := transport.Clone()
	own.RegisterProtocol(logoScheme, http.NewFileTransportFS(fstest.MapFS{"logo.png": {Data: overlay.Logo}}))
	http.DefaultTransport = own
	defer func() { http.DefaultTransport = transport }()

	pkg.LogoURL = logoScheme + ":///logo.png"
	files, err := dotnet.GeneratePackage(tool, pkg, nil, nil)
	return files, err
}
