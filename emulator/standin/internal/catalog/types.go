package catalog

// Kind is what a property holds.
type Kind int

// The kinds of values. Any comes first: what the schema does not describe is passed on as it is.
const (
	Any Kind = iota
	String
	Bool
	Integer
	Number
	List
	Map
	Object
)

var kindNames = map[Kind]string{
	Any: "any", String: "string", Bool: "boolean", Integer: "integer", Number: "number",
	List: "array", Map: "object", Object: "object",
}

// String is the kind's name as the schema writes it, for messages.
func (k Kind) String() string { return kindNames[k] }

// Property describes one value of an object.
type Property struct {
	Kind Kind
	// Elem describes the members of a List or a Map.
	Elem *Property
	// Type describes the members of an Object.
	Type *Type
	// Const is the only value the property may have, or nil.
	Const any
	// CreateOnly means that a change replaces the resource.
	CreateOnly bool
	// StringSet marks a list of strings in the program that is an object with empty members on the wire.
	StringSet bool
	// Wire is the name that ARM uses, if it is another one.
	Wire string
}

// WireName is what ARM calls a property that has the name in a program.
func (p *Property) WireName(name string) string {
	if p.Wire != "" {
		return p.Wire
	}
	return name
}

// Type is an object type.
type Type struct {
	Token      string
	Properties map[string]*Property
	Required   []string
}

// Place says where an input goes in the request.
type Place string

// The places of a resource's inputs and outputs.
const (
	InPath       Place = "path"
	InBody       Place = "body"
	InProperties Place = "properties"
)

// Resource is one resource type.
type Resource struct {
	Token      string
	Path       string
	APIVersion string
	// NameParameter is the input that is named automatically when the program leaves it out.
	NameParameter string
	Inputs        *Type
	Outputs       *Type
	// Places and OutputPlaces say where each input and each output goes on the wire.
	Places       map[string]Place
	OutputPlaces map[string]Place
	createOnly   map[string]bool
}

// CreateOnly reports whether a change of the property at the path replaces the resource; the path is dotted, with
// `[]` for the elements of a list.
func (r *Resource) CreateOnly(path string) bool { return r.createOnly[path] }
