// Package resourceid takes ARM's paths apart: it knows where a resource sits,
// what type it has and what it is called, and compares without regard to case
// as ARM does.
package resourceid

import (
	"fmt"
	"slices"
	"strings"
)

// ID is a resource, or a collection of resources, in a subscription.
type ID struct {
	// Subscription and Group are the names as they were written.
	Subscription, Group string
	// Scope is the ID of the resource that an extension resource sits under, without a
	// leading slash missing; empty for a resource that sits directly in its group.
	Scope string
	// Namespace is the last provider of the path; empty for a subscription or a group.
	Namespace string
	// Types and Names alternate after the namespace. A collection has one type more.
	Types, Names []string
}

// Parse takes a path apart. It accepts what ARM would route: an even or odd
// number of segments after the provider.
func Parse(path string) (ID, error) {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	if len(segments) < 2 || !strings.EqualFold(segments[0], "subscriptions") {
		return ID{}, fmt.Errorf("the path %q does not start with /subscriptions/{id}", path)
	}
	id := ID{Subscription: segments[1]}
	rest := segments[2:]
	if len(rest) >= 2 && strings.EqualFold(rest[0], "resourceGroups") {
		id.Group, rest = rest[1], rest[2:]
	}
	provider := lastProvider(rest)
	if provider < 0 {
		id.Types, id.Names = alternate(rest)
		return id, nil
	}
	if provider+1 >= len(rest) {
		return ID{}, fmt.Errorf("the path %q ends after 'providers': the namespace is missing", path)
	}
	if provider > 0 {
		id.Scope = "/" + strings.Join(segments[:len(segments)-len(rest)+provider], "/")
	}
	id.Namespace = rest[provider+1]
	id.Types, id.Names = alternate(rest[provider+2:])
	return id, nil
}

func lastProvider(segments []string) int {
	for i, segment := range slices.Backward(segments) {
		if i%2 == 0 && strings.EqualFold(segment, "providers") {
			return i
		}
	}
	return -1
}

func alternate(segments []string) (types, names []string) {
	for i, s := range segments {
		if i%2 == 0 {
			types = append(types, s)
		} else {
			names = append(names, s)
		}
	}
	return types, names
}

// IsCollection says whether the path names a type and no resource of it.
func (id ID) IsCollection() bool { return len(id.Types) > len(id.Names) }

// Type is the full type, such as Microsoft.ContainerService/managedClusters.
func (id ID) Type() string {
	return strings.Join(append([]string{id.Namespace}, id.Types...), "/")
}

// Name is the last name, or "" for a collection.
func (id ID) Name() string {
	if id.IsCollection() || len(id.Names) == 0 {
		return ""
	}
	return id.Names[len(id.Names)-1]
}

// GroupID is the ID of the resource group.
func (id ID) GroupID() string {
	return "/subscriptions/" + id.Subscription + "/resourceGroups/" + id.Group
}

// Parent is the ID of what the resource sits in: the resource it extends, or its group.
func (id ID) Parent() string {
	if id.Scope != "" {
		return id.Scope
	}
	return id.GroupID()
}

// Key makes an ID comparable: ARM's names have no case.
func Key(id string) string { return strings.ToLower(strings.TrimRight(id, "/")) }
