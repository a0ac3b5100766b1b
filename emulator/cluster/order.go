package cluster

import (
	"slices"
	"strings"
)

// levels say how many steps after the source each kustomization is applied. The
// list is in an order in which dependencies come first.
func levels(kustomizations []Kustomization) map[string]int {
	out := make(map[string]int, len(kustomizations))
	for _, k := range kustomizations {
		level := 1
		for _, name := range k.DependsOn {
			level = max(level, out[name]+1)
		}
		out[k.Name] = level
	}
	return out
}

func depth(kustomizations []Kustomization) int {
	deepest := 0
	for _, level := range levels(kustomizations) {
		deepest = max(deepest, level)
	}
	return deepest
}

// broken names, for each kustomization that cannot be applied, the one at fault:
// itself or the one it waits for.
func broken(kustomizations []Kustomization) map[string]string {
	out := map[string]string{}
	for _, k := range kustomizations {
		if slices.Contains(strings.Split(k.Path, "/"), "missing") {
			out[k.Name] = k.Name
			continue
		}
		for _, name := range k.DependsOn {
			if out[name] != "" {
				out[k.Name] = name
				break
			}
		}
	}
	return out
}

// Order sorts kustomizations so that each comes after those it depends on, and by
// name where that leaves a choice. circle names one when there is one.
func Order(kustomizations []Kustomization) (ordered []Kustomization, circle []string) {
	byName := map[string]Kustomization{}
	for _, k := range kustomizations {
		byName[k.Name] = k
	}
	v := visit{byName: byName, state: map[string]int{}}
	names := make([]string, 0, len(byName))
	for name := range byName {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if v.from(name); v.circle != nil {
			return nil, v.circle
		}
	}
	return v.ordered, nil
}

type visit struct {
	byName  map[string]Kustomization
	state   map[string]int // 1 on the way, 2 done
	path    []string
	ordered []Kustomization
	circle  []string
}

func (v *visit) from(name string) {
	switch v.state[name] {
	case 1:
		start := slices.Index(v.path, name)
		v.circle = append(slices.Clone(v.path[start:]), name)
		return
	case 2:
		return
	}
	v.state[name], v.path = 1, append(v.path, name)
	dependencies := slices.Sorted(slices.Values(v.byName[name].DependsOn))
	for _, dependency := range dependencies {
		if _, known := v.byName[dependency]; !known {
			continue
		}
		if v.from(dependency); v.circle != nil {
			return
		}
	}
	v.state[name], v.path = 2, v.path[:len(v.path)-1]
	v.ordered = append(v.ordered, v.byName[name])
}
