package strict

import (
	_ "embed" // for the table of enums
	"encoding/json"
)

//go:generate go run ./enumgen -o enums.json

// enums are the allowed values of each string type, by its package path and
// name. Azure Service Operator's Go types carry them in comments only, so the
// table is generated from its source.
var enums = mustRead(enumTable)

//go:embed enums.json
var enumTable []byte

func mustRead(table []byte) map[string][]string {
	out := map[string][]string{}
	if err := json.Unmarshal(table, &out); err != nil {
		panic("the generated table of enums is not JSON: " + err.Error())
	}
	return out
}
