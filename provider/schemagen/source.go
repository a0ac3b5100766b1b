package schemagen

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// source is what the generator knows of the component's Go package.
type source struct {
	structs map[string]*structType
	enums   map[string]*enumType
}

type structType struct {
	doc    string
	fields []field
}

type field struct {
	name     string
	doc      string
	optional bool
	expr     ast.Expr
}

type enumType struct {
	doc    string
	values []enumValue
}

type enumValue struct{ name, value, doc string }

// readSource parses the Go files of a folder, its tests left out.
func readSource(dir string) (*source, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	src := &source{structs: map[string]*structType{}, enums: map[string]*enumType{}}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		if err := src.readFile(file); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return src, nil
}

func (s *source) readFile(file *ast.File) error {
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range group.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if err := s.readType(spec, text(spec.Doc, group.Doc)); err != nil {
					return err
				}
			case *ast.ValueSpec:
				if err := s.readConst(group.Tok, spec); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *source) readType(spec *ast.TypeSpec, doc string) error {
	if !spec.Name.IsExported() {
		return nil
	}
	switch t := spec.Type.(type) {
	case *ast.StructType:
		parsed := &structType{doc: doc}
		for _, f := range t.Fields.List {
			if err := parsed.add(f); err != nil {
				return fmt.Errorf("%s: %w", spec.Name.Name, err)
			}
		}
		s.structs[spec.Name.Name] = parsed
	case *ast.Ident:
		if t.Name == "string" {
			s.enum(spec.Name.Name).doc = doc
		}
	}
	return nil
}

// add reads one field; fields without a pulumi tag are no properties.
func (t *structType) add(f *ast.Field) error {
	if f.Tag == nil || len(f.Names) != 1 {
		return nil
	}
	raw, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		return err
	}
	tag, ok := reflect.StructTag(raw).Lookup("pulumi")
	if !ok {
		return nil
	}
	name, suffix, _ := strings.Cut(tag, ",")
	t.fields = append(t.fields, field{name: name, doc: text(f.Doc), optional: suffix == "optional", expr: f.Type})
	return nil
}

// readConst reads a value of an enum: a constant with a type of its own.
func (s *source) readConst(tok token.Token, spec *ast.ValueSpec) error {
	ident, ok := spec.Type.(*ast.Ident)
	if tok != token.CONST || !ok || len(spec.Values) != 1 {
		return nil
	}
	literal, ok := spec.Values[0].(*ast.BasicLit)
	if !ok {
		return nil
	}
	value, err := strconv.Unquote(literal.Value)
	if err != nil {
		return err
	}
	name := strings.TrimPrefix(spec.Names[0].Name, ident.Name)
	enum := s.enum(ident.Name)
	enum.values = append(enum.values, enumValue{name: name, value: value, doc: text(spec.Doc)})
	return nil
}

func (s *source) enum(name string) *enumType {
	if s.enums[name] == nil {
		s.enums[name] = &enumType{}
	}
	return s.enums[name]
}

// text joins a comment's lines to paragraphs.
func text(groups ...*ast.CommentGroup) string {
	for _, group := range groups {
		if group == nil {
			continue
		}
		paragraphs := strings.Split(strings.TrimSpace(group.Text()), "\n\n")
		for i, paragraph := range paragraphs {
			paragraphs[i] = strings.ReplaceAll(paragraph, "\n", " ")
		}
		return strings.Join(paragraphs, "\n\n")
	}
	return ""
}
