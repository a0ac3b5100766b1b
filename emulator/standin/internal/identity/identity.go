// Package identity decides which azure-native the stand-in poses as, and words what it says about itself.
package identity

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/blang/semver"
)

// VersionVariable names the environment variable that sets the version to pose as, such as 3.23.0.
const VersionVariable = "AZURE_NATIVE_STANDIN_VERSION"

// DefaultVersion is the version posed as when nothing says otherwise: the one whose schema the repository carries.
const DefaultVersion = "2.92.3"

// Notice says what this program is.
const Notice = "This azure-native plugin is a stand-in for tests and demonstrations. It is neither Microsoft's nor " +
	"Pulumi's, knows a handful of resource types, and speaks only to a local Azure."

// Identity is what the stand-in poses as.
type Identity struct {
	Version semver.Version
}

// pluginFolder is how the Pulumi CLI names the folder of an installed plugin.
var pluginFolder = regexp.MustCompile(`^resource-azure-native-v(\d+\.\d+\.\d+.*)$`)

// Discover decides from the environment variable's value or, without one, from the paths under which the program was
// started: two copies in the folders of two versions can so serve one stack.
func Discover(variable string, executables ...string) (Identity, error) {
	if variable != "" {
		version, err := semver.ParseTolerant(variable)
		if err != nil {
			return Identity{}, fmt.Errorf("%s is %q: expected a version such as 3.23.0", VersionVariable, variable)
		}
		return Identity{Version: version}, nil
	}
	for _, executable := range executables {
		match := pluginFolder.FindStringSubmatch(filepath.Base(filepath.Dir(executable)))
		if match == nil {
			continue
		}
		if version, err := semver.Parse(match[1]); err == nil && version.Major >= 3 {
			return Identity{Version: version}, nil
		}
	}
	return Identity{Version: semver.MustParse(DefaultVersion)}, nil
}

// Mine is the identity of the running program. A plugin folder may hold a link to the program, so that the path it
// was called by counts before the one it really has.
func Mine() (Identity, error) {
	real, err := os.Executable()
	if err != nil {
		real = ""
	}
	return Discover(os.Getenv(VersionVariable), os.Args[0], real)
}

// Dated reports whether the version offers types of one API version, as azure-native did until 2.
func (id Identity) Dated() bool { return id.Version.Major < 3 }

// KeepsInputsInState reports whether the version writes a resource's inputs into its outputs, as 2 did.
func (id Identity) KeepsInputsInState() bool { return id.Version.Major < 3 }

// String is the version with a mark that this is not the real plugin.
func (id Identity) String() string {
	version := id.Version
	version.Build = append(append([]string{}, version.Build...), "standin")
	return version.String()
}

// Title is the program's name and version in one line.
func (id Identity) Title() string {
	return strings.TrimSpace("pulumi-resource-azure-native " + id.String() + " (stand-in)")
}
