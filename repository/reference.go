package repository

import (
	"slices"
	"strconv"
)

// reference is a place in an object that names another one by kind, name and namespace.
type reference struct {
	owner *object
	// field is the path of keys to it.
	field []string
	group string
	// reads tells that Flux reads the named object, which must exist then.
	reads bool
	kind  string
	name  string
	// namespace is as it was written, or "".
	namespace string
}

// managedSource is Azure's annotation by which a HelmRelease takes its chart from the source of the configuration.
const managedSource = "clusterconfig.azure.com/use-managed-source"

// referencesOf are the references of a Flux object that may lead into another namespace.
func referencesOf(o *object) []reference {
	var found []reference
	add := func(group string, field ...string) {
		if mapping, ok := at(o.content, field...).(map[string]any); ok {
			found = append(found, newReference(o, group, true, mapping, field))
		}
	}
	switch o.group + "/" + o.kind {
	case groupKustomize + "/Kustomization":
		add(groupSource, "spec", "sourceRef")
	case groupHelm + "/HelmRelease":
		if textAt(o.content, "metadata", "annotations", managedSource) != "true" {
			add(groupSource, "spec", "chart", "spec", "sourceRef")
		}
		add(groupSource, "spec", "chartRef")
	case groupSource + "/HelmChart", groupImage + "/ImageUpdateAutomation":
		add(groupSource, "spec", "sourceRef")
	case groupImage + "/ImagePolicy":
		add(groupImage, "spec", "imageRepositoryRef")
	case groupNotification + "/Alert":
		found = watched(o, "eventSources")
	case groupNotification + "/Receiver":
		found = watched(o, "resources")
	}
	return found
}

// watched are the objects of which notification-controller tells, or which it wakes. They may come later, and a name may be `*`.
func watched(o *object, list string) []reference {
	var found []reference
	for i, mapping := range mappingsAt(o.content, "spec", list) {
		found = append(found, newReference(o, "", false, mapping, []string{"spec", list, strconv.Itoa(i)}))
	}
	return found
}

func newReference(o *object, group string, reads bool, mapping map[string]any, field []string) reference {
	kind := textAt(mapping, "kind")
	if kind == "" && group == groupImage {
		kind = "ImageRepository"
	}
	return reference{
		owner: o, field: field, group: group, reads: reads,
		kind: kind, name: textAt(mapping, "name"), namespace: textAt(mapping, "namespace"),
	}
}

// source is the object that a reference names.
func (r reference) source() id {
	namespace := r.namespace
	if namespace == "" {
		namespace = r.owner.namespace
	}
	return id{r.group, r.kind, namespace, r.name}
}

// at is the path of keys to a field of the reference.
func (r reference) at(key string) []string { return append(slices.Clip(r.field), key) }
