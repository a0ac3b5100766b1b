package aksgitops

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pgregory.net/rapid"
)

// words are texts that come near what the checks look for, so that arbitrary arguments get past the first of them.
var words = rapid.OneOf(rapid.SampledFrom([]string{
	"", " ", "prod", "flux", "a.b", "1.33", "1.33.2", "10.0.0.0/16", "10.0.0.10", "https://example.com/fleet", "git@example.com:fleet", "ssh://x:y@z",
	"oci://registry/fleet", "main", "600", "PT10M", "system", "none", someGUID, someSubnet, someIdentity, someZone, "key=value:NoSchedule",
	FluxExceptionName, fluxNamespace, "cosign", "notation", "azure", "Azure", "System", "User", "Windows", "kubenet", "overlay", "cilium",
	"managedClusters", "connectedClusters", "cluster",
}), rapid.String())

// leaf makes an input of each kind that arguments have: left out in both of Go's ways, static, by pointer, and as an Output.
func leaf(t *rapid.T, kind reflect.Type) reflect.Value {
	var choices []any
	number := rapid.OneOf(rapid.IntRange(-2, 3), rapid.Int())
	switch kind {
	case reflect.TypeFor[pulumi.StringInput]():
		text := words.Draw(t, "text")
		choices = []any{nil, pulumi.String(text), pulumi.ID(text), pulumi.String(text).ToStringOutput()}
	case reflect.TypeFor[pulumi.StringPtrInput]():
		text := words.Draw(t, "text")
		choices = []any{nil, pulumi.StringPtrFromPtr(nil), pulumi.String(text), pulumi.StringPtr(text), pulumi.String(text).ToStringPtrOutput()}
	case reflect.TypeFor[pulumi.BoolPtrInput]():
		truth := rapid.Bool().Draw(t, "bool")
		choices = []any{nil, pulumi.BoolPtrFromPtr(nil), pulumi.Bool(truth), pulumi.BoolPtr(truth), pulumi.Bool(truth).ToBoolOutput()}
	case reflect.TypeFor[pulumi.IntPtrInput]():
		value := number.Draw(t, "int")
		choices = []any{nil, pulumi.IntPtrFromPtr(nil), pulumi.Int(value), pulumi.IntPtr(value), pulumi.Int(value).ToIntOutput()}
	case reflect.TypeFor[pulumi.StringMapInput]():
		entries := pulumi.StringMap{}
		for range rapid.IntRange(0, 2).Draw(t, "entries") {
			entries[words.Draw(t, "key")] = input[pulumi.StringInput](t)
		}
		choices = []any{nil, pulumi.StringMap(nil), entries, pulumi.StringMap{"k": pulumi.String("v")}.ToStringMapOutput()}
	case reflect.TypeFor[pulumi.StringArrayInput]():
		elements := pulumi.StringArray{}
		for range rapid.IntRange(0, 2).Draw(t, "elements") {
			elements = append(elements, input[pulumi.StringInput](t))
		}
		choices = []any{nil, pulumi.StringArray(nil), elements, texts("x").ToStringArrayOutput()}
	default:
		panic("arguments of type " + kind.String() + " are not provided for")
	}
	value := reflect.New(kind).Elem()
	if choice := choices[rapid.IntRange(0, len(choices)-1).Draw(t, "form")]; choice != nil {
		value.Set(reflect.ValueOf(choice))
	}
	return value
}

func input[T pulumi.Input](t *rapid.T) T {
	value, _ := reflect.TypeAssert[T](leaf(t, reflect.TypeFor[T]()))
	return value
}

// arbitrary fills arguments or a part of them.
func arbitrary(t *rapid.T, dest reflect.Value) {
	kind := dest.Type()
	if kind.Kind() == reflect.Interface {
		dest.Set(leaf(t, kind))
		return
	}
	switch kind.Kind() {
	case reflect.Pointer:
		if rapid.IntRange(0, 2).Draw(t, "given") > 0 {
			dest.Set(reflect.New(kind.Elem()))
			arbitrary(t, dest.Elem())
		}
	case reflect.Struct:
		for i := range kind.NumField() {
			arbitrary(t, dest.Field(i))
		}
	case reflect.Map:
		dest.Set(reflect.MakeMap(kind))
		for range rapid.IntRange(0, 2).Draw(t, "entries") {
			entry := reflect.New(kind.Elem()).Elem()
			arbitrary(t, entry)
			dest.SetMapIndex(reflect.ValueOf(words.Draw(t, "key")), entry)
		}
	case reflect.Slice:
		dest.Set(reflect.MakeSlice(kind, rapid.IntRange(0, 2).Draw(t, "elements"), 2))
		for i := range dest.Len() {
			arbitrary(t, dest.Index(i))
		}
	case reflect.Bool:
		dest.SetBool(rapid.Bool().Draw(t, "bool"))
	default:
		dest.SetString(words.Draw(t, "enum"))
	}
}

var arbitraryArgs = rapid.Custom(func(t *rapid.T) *AksGitOpsArgs {
	args := &AksGitOpsArgs{}
	arbitrary(t, reflect.ValueOf(args).Elem())
	return args
})

// Whatever a program gives, the search for faults comes to an end, twice to the same, and every fault has a place and a problem.
func TestFaultsOfArbitraryArguments(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		args := arbitraryArgs.Draw(t, "args")
		faults := Faults(args, nil)
		if diff := cmp.Diff(faults, Faults(args, nil)); diff != "" {
			t.Fatal(diff)
		}
		for _, fault := range faults {
			if fault.Path == "" || strings.TrimSpace(fault.Problem) == "" {
				t.Fatalf("%q says nothing", fault)
			}
			if _, err := segments(fault.Path); err != nil {
				t.Fatalf("%s leads nowhere: %v", fault.Path, err)
			}
		}
	})
}

// Defaults are filled in once, and into a copy.
func TestDefaultsOfArbitraryArguments(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		args := arbitraryArgs.Draw(t, "args")
		withoutHoles(args)
		before := deepCopy(reflect.ValueOf(args)).Interface()
		resolved := withDefaults(*args)
		if !reflect.DeepEqual(before, args) {
			t.Fatal("the inputs were changed")
		}
		if again := withDefaults(resolved); !reflect.DeepEqual(resolved, again) {
			t.Fatal("the second time makes a difference")
		}
	})
}

// withoutHoles fills in what withDefaults relies on, because its absence is a fault.
func withoutHoles(args *AksGitOpsArgs) {
	for name, config := range args.Configurations {
		if config == nil {
			args.Configurations[name] = &FluxConfiguration{}
		}
	}
	if args.Cluster != nil && args.Cluster.Name == nil {
		args.Cluster.Name = pulumi.String("prod")
	}
}

// deepCopy copies everything but Outputs, which nobody can change.
func deepCopy(v reflect.Value) reflect.Value {
	if v.Type().Implements(reflect.TypeFor[pulumi.Output]()) || v.IsZero() {
		return v
	}
	result := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		result.Set(reflect.New(v.Type().Elem()))
		result.Elem().Set(deepCopy(v.Elem()))
	case reflect.Interface:
		result.Set(deepCopy(v.Elem()))
	case reflect.Struct:
		for i := range v.NumField() {
			result.Field(i).Set(deepCopy(v.Field(i)))
		}
	case reflect.Map:
		result.Set(reflect.MakeMap(v.Type()))
		for _, key := range v.MapKeys() {
			result.SetMapIndex(key, deepCopy(v.MapIndex(key)))
		}
	case reflect.Slice:
		result.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			result.Index(i).Set(deepCopy(v.Index(i)))
		}
	default:
		return v
	}
	return result
}
