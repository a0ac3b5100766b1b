package sdk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

// format is how files of metadata are read and written.
type format struct {
	decode func(text []byte, into any) error
	encode func(value any) ([]byte, error)
}

var formats = map[string]format{
	".json": {json.Unmarshal, func(value any) ([]byte, error) {
		var out bytes.Buffer
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "    ")
		err := encoder.Encode(value)
		return out.Bytes(), err
	}},
	".toml": {toml.Unmarshal, toml.Marshal},
}

// lay lays the files of an overlay over generated ones. NAME.merge.json and NAME.merge.toml hold only what NAME.json and NAME.toml get
// besides what the generator says, or instead of it: the dependencies stay those that the generated code needs. An empty table takes out what
// is there.
func lay(files, over tree.Files) error {
	for name, content := range over {
		extension := path.Ext(name)
		stem, merges := strings.CutSuffix(strings.TrimSuffix(name, extension), ".merge")
		if !merges {
			files[name] = content
			continue
		}
		merged, err := merge(formats[extension], files[stem+extension], content)
		if err != nil {
			return fmt.Errorf("%s over %s: %w", name, stem+extension, err)
		}
		files[stem+extension] = merged
	}
	return nil
}

func merge(format format, base, over []byte) ([]byte, error) {
	var values, changes map[string]any
	if err := format.decode(base, &values); err != nil {
		return nil, fmt.Errorf("what the generator wrote: %w", err)
	}
	if err := format.decode(over, &changes); err != nil {
		return nil, err
	}
	change(values, changes)
	return format.encode(values)
}

func change(values, changes map[string]any) {
	for key, changed := range changes {
		inner, isMap := changed.(map[string]any)
		if isMap && len(inner) == 0 {
			delete(values, key)
			continue
		}
		if old, wasMap := values[key].(map[string]any); isMap && wasMap {
			change(old, inner)
			continue
		}
		values[key] = changed
	}
}
