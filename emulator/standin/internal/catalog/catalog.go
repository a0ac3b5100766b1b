package catalog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Catalog is the set of resource types that one version of the plugin offers.
type Catalog struct {
	resources map[string]*Resource
}

// Lookup finds a resource type by its token.
func (c *Catalog) Lookup(token string) (*Resource, bool) {
	res, ok := c.resources[token]
	return res, ok
}

// Tokens lists the resource types in alphabetical order.
func (c *Catalog) Tokens() []string {
	tokens := make([]string, 0, len(c.resources))
	for token := range c.resources {
		tokens = append(tokens, token)
	}
	slices.Sort(tokens)
	return tokens
}

// IsDated reports whether a token names one API version, as in `azure-native:group/v20241101:Type`.
// From version 3 on azure-native has no such tokens.
func IsDated(token string) bool {
	_, module, ok := strings.Cut(token, "/v2")
	return ok && strings.Contains(module, ":")
}

type metadataResource struct {
	APIVersion    string            `json:"apiVersion"`
	Path          string            `json:"path"`
	NameParameter string            `json:"nameParameter"`
	Inputs        map[string]Place  `json:"inputs"`
	Outputs       map[string]Place  `json:"outputs"`
	CreateOnly    []string          `json:"createOnly"`
	StringSets    []string          `json:"stringSets"`
	WireNames     map[string]string `json:"wireNames"`
}

// Load reads the schema and the metadata. Dated types are left out unless asked for.
func Load(schema, metadata []byte, dated bool) (*Catalog, error) {
	var spec schemaSpec
	if err := json.Unmarshal(schema, &spec); err != nil {
		return nil, fmt.Errorf("the schema is not valid JSON: %w", err)
	}
	var meta struct {
		Resources map[string]metadataResource `json:"resources"`
	}
	if err := json.Unmarshal(metadata, &meta); err != nil {
		return nil, fmt.Errorf("the metadata is not valid JSON: %w", err)
	}
	b := newBuilder(spec)
	c := &Catalog{resources: make(map[string]*Resource, len(spec.Resources))}
	for token, res := range spec.Resources {
		if IsDated(token) && !dated {
			continue
		}
		m, ok := meta.Resources[token]
		if !ok {
			return nil, fmt.Errorf("the metadata lacks %s, which the schema has", token)
		}
		built, err := b.resource(token, res, m)
		if err != nil {
			return nil, err
		}
		c.resources[token] = built
	}
	return c, nil
}
