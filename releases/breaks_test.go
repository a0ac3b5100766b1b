package releases

import (
	"encoding/json"
	"testing"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// before is a schema with a little of everything.
const before = `{
	"resources": {"p:index:House": {
		"isComponent": true,
		"inputProperties": {
			"name": {"type": "string"}, "key": {"type": "string", "secret": true}, "size": {"type": "integer", "default": 3},
			"door": {"$ref": "#/types/p:index:Door", "plain": true}, "tags": {"type": "object", "additionalProperties": {"type": "string"}},
			"rooms": {"type": "array", "items": {"$ref": "#/types/p:index:Room"}}
		},
		"requiredInputs": ["name"],
		"properties": {"id": {"type": "string"}, "state": {"$ref": "#/types/p:index:State"}},
		"required": ["id", "state"]
	}, "p:index:Garden": {}},
	"types": {
		"p:index:Door": {"type": "object", "properties": {"colour": {"$ref": "#/types/p:index:Colour"}, "lock": {"type": "string"}}, "required": ["lock"]},
		"p:index:Room": {"type": "object", "properties": {"width": {"type": "number"}}},
		"p:index:State": {"type": "object", "properties": {"since": {"type": "string"}}, "required": ["since"]},
		"p:index:Colour": {"type": "string", "enum": [{"name": "Red", "value": "red"}, {"name": "Green", "value": "green"}]}
	},
	"functions": {"p:index:getHouse": {
		"inputs": {"properties": {"name": {"type": "string"}}, "type": "object"},
		"outputs": {"properties": {"door": {"$ref": "#/types/p:index:Door"}}, "required": ["door"], "type": "object"}
	}, "p:index:getGarden": {}}
}`

// edit changes a document: each path leads to what is set, or removed if the value is nil.
func edit(t *testing.T, changes map[string]any) schema.PackageSpec {
	t.Helper()
	var document map[string]any
	require.NoError(t, json.Unmarshal([]byte(before), &document))
	for path, value := range changes {
		set(t, document, path, value)
	}
	text, err := json.Marshal(document)
	require.NoError(t, err)
	var spec schema.PackageSpec
	require.NoError(t, json.Unmarshal(text, &spec))
	return spec
}

func TestBreaks(t *testing.T) {
	t.Parallel()
	const (
		house, door, colour = "resources/p:index:House", "types/p:index:Door", "types/p:index:Colour"
		getHouse            = "functions/p:index:getHouse"
	)
	text := map[string]any{"type": "string"}
	for name, test := range map[string]struct {
		changes map[string]any
		want    []string
	}{
		"nothing": {},
		"additions": {changes: map[string]any{
			"resources/p:index:Tower": map[string]any{}, "functions/p:index:getTower": map[string]any{},
			"types/p:index:Roof": map[string]any{"type": "object"}, house + "/inputProperties/roof": text, house + "/properties/roof": text,
			door + "/properties/bell": text,
			colour + "/enum": []any{
				map[string]any{"name": "Red", "value": "red"}, map[string]any{"name": "Green", "value": "green"}, map[string]any{"name": "Blue", "value": "blue"},
			},
		}},
		"a description": {changes: map[string]any{house + "/inputProperties/name/description": "what it is called"}},
		"an input may be left out": {changes: map[string]any{
			house + "/requiredInputs": []any{},
		}},
		"an output always has a value": {changes: map[string]any{
			"types/p:index:State/properties/until": text, "types/p:index:State/required": []any{"since", "until"},
		}},
		"a resource is gone":      {map[string]any{"resources/p:index:Garden": nil}, []string{"Garden is gone"}},
		"a function is gone":      {map[string]any{"functions/p:index:getGarden": nil}, []string{"getGarden is gone"}},
		"a component becomes one": {map[string]any{house + "/isComponent": false}, []string{"House is a resource of its own, and was a component"}},
		"a type is gone": {map[string]any{"types/p:index:Room": nil, house + "/inputProperties/rooms": nil}, []string{
			"House.rooms is gone", "Room is gone",
		}},
		"an input is gone":       {map[string]any{house + "/inputProperties/tags": nil}, []string{"House.tags is gone"}},
		"an input is renamed":    {map[string]any{house + "/inputProperties/tags": nil, house + "/inputProperties/labels": text}, []string{"House.tags is gone"}},
		"an input of a function": {map[string]any{getHouse + "/inputs/properties/name": nil}, []string{"getHouse.name is gone"}},
		"an output is gone":      {map[string]any{house + "/properties/id": nil}, []string{"House.id is gone"}},
		"an output of a function": {
			map[string]any{getHouse + "/outputs/properties/door": nil}, []string{"getHouse.door is gone"},
		},
		"a new required input": {map[string]any{
			house + "/inputProperties/roof": text, house + "/requiredInputs": []any{"name", "roof"},
		}, []string{"House.roof must be given, and could be left out"}},
		"a new required input of a function": {map[string]any{getHouse + "/inputs/required": []any{"name"}}, []string{
			"getHouse.name must be given, and could be left out",
		}},
		"a new required property of a type that is given": {map[string]any{
			door + "/properties/bell": text, door + "/required": []any{"bell", "lock"},
		}, []string{"Door.bell must be given, and could be left out"}},
		"a property of a type that is got loses its value": {map[string]any{"types/p:index:State/required": []any{}}, []string{
			"State.since may have no value, and always had one",
		}},
		"a property of a type that is given and got": {map[string]any{door + "/required": []any{}}, []string{
			"Door.lock may have no value, and always had one",
		}},
		"an output loses its value": {map[string]any{house + "/required": []any{"id"}}, []string{
			"House.state may have no value, and always had one",
		}},
		"another type": {map[string]any{house + "/inputProperties/size/type": "string"}, []string{"House.size is string, and was integer"}},
		"another element": {map[string]any{house + "/inputProperties/tags/additionalProperties/type": "integer"}, []string{
			"House.tags is map of integer, and was map of string",
		}},
		"no longer plain": {map[string]any{house + "/inputProperties/door/plain": nil}, []string{"House.door is Door, and was plain Door"}},
		"plain inside": {map[string]any{house + "/inputProperties/rooms/items/plain": true}, []string{
			"House.rooms is list of plain Room, and was list of Room",
		}},
		"no longer secret": {map[string]any{house + "/inputProperties/key/secret": nil}, []string{"House.key is no longer secret"}},
		"now secret":       {map[string]any{house + "/properties/id/secret": true}, []string{"House.id is now secret"}},
		"replaced": {map[string]any{house + "/inputProperties/name/willReplaceOnChanges": true}, []string{
			"House.name is now replaced when it changes",
		}},
		"another default": {map[string]any{house + "/inputProperties/size/default": 4}, []string{"House.size has the default 4, and had the default 3"}},
		"a constant": {map[string]any{house + "/inputProperties/name/const": "home"}, []string{
			"House.name has the only value home, and had no default",
		}},
		"an enum value is gone": {
			map[string]any{colour + "/enum": []any{map[string]any{"name": "Red", "value": "red"}}}, []string{"Colour.green is gone"},
		},
		"an enum value has another name": {map[string]any{colour + "/enum": []any{
			map[string]any{"name": "Red", "value": "red"}, map[string]any{"name": "Lime", "value": "green"},
		}}, []string{`Colour.green is named "Lime", and was named "Green"`}},
		"an enum becomes text": {map[string]any{colour + "/enum": nil}, []string{"Colour is of type string, and was an enum of type string"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var found []string
			for _, b := range Breaks(edit(t, nil), edit(t, test.changes)) {
				found = append(found, b.String())
			}
			assert.Equal(t, test.want, found)
		})
	}
}
