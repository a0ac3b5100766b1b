package repository

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/yaml"
)

// kustomize has maps that it writes to in each build.
var kustomize sync.Mutex

// overlay is what a Flux Kustomization adds to the kustomization file at its path.
type overlay struct {
	TargetNamespace         string        `json:"targetNamespace"`
	NamePrefix              string        `json:"namePrefix"`
	NameSuffix              string        `json:"nameSuffix"`
	Patches                 []types.Patch `json:"patches"`
	Components              []string      `json:"components"`
	IgnoreMissingComponents bool          `json:"ignoreMissingComponents"`
}

// readOverlay reads it off the specification of a Flux Kustomization.
func readOverlay(spec map[string]any) (o overlay) {
	text, err := json.Marshal(spec)
	if err == nil {
		err = json.Unmarshal(text, &o)
	}
	if err != nil {
		return overlay{}
	}
	return o
}

// build renders a folder of the checkout to objects, as kustomize-controller does.
func (i *inspection) build(dir string, o overlay) (built resmap.ResMap, err error) {
	manifest, name, err := i.start(dir, o)
	if err != nil {
		return nil, err
	}
	kustomize.Lock()
	defer kustomize.Unlock()
	// Kustomize panics on some invalid objects; Flux makes errors of that too.
	defer func() {
		if recover() != nil {
			err = errors.New("kustomize breaks down over it")
		}
	}()
	options := &krusty.Options{LoadRestrictions: types.LoadRestrictionsNone, PluginConfig: types.DisabledPluginConfig()}
	options.PluginConfig.FnpLoadingOptions.EnableExec = false
	return krusty.MakeKustomizer(options).Run(view{inspection: i, root: name, manifest: manifest}, path.Join("/", dir))
}

// start makes the kustomization file from which a build starts: the folder's own or a generated one, with the overlay.
func (i *inspection) start(dir string, o overlay) (manifest []byte, name string, err error) {
	k := types.Kustomization{}
	if name = i.tree.kustomizationIn(dir); name == "" {
		name = path.Join(dir, kustomizationNames[0])
		k.Resources = i.generated(dir)
	} else {
		text, err := i.tree.read(name)
		if err != nil {
			return nil, "", err
		}
		if err := yaml.Unmarshal(i.kustomization(name, text), &k); err != nil {
			return nil, "", fmt.Errorf("invalid Kustomization: %w", err)
		}
	}
	i.add(&k, dir, o)
	manifest, err = yaml.Marshal(k)
	return manifest, name, err
}

// add adds what Flux adds, and a note at each object of the file that it comes from.
func (i *inspection) add(k *types.Kustomization, dir string, o overlay) {
	k.TypeMeta = types.TypeMeta{APIVersion: types.KustomizationVersion, Kind: types.KustomizationKind}
	k.BuildMetadata = []string{types.OriginAnnotations}
	if o.TargetNamespace != "" {
		k.Namespace = o.TargetNamespace
	}
	if o.NamePrefix != "" {
		k.NamePrefix = o.NamePrefix
	}
	if o.NameSuffix != "" {
		k.NameSuffix = o.NameSuffix
	}
	for _, patch := range o.Patches {
		if !endless([]byte(patch.Patch)) {
			k.Patches = append(k.Patches, types.Patch{Patch: patch.Patch, Target: patch.Target, Options: patch.Options})
		}
	}
	for _, component := range o.Components {
		if !remote.MatchString(component) && i.tree.kustomizationIn(path.Join(dir, component)) != "" {
			k.Components = append(k.Components, "./"+component)
		}
	}
}

// generated are the resources of the kustomization file that Flux makes for a folder without one: all YAML below, up to folders that
// have one of their own.
func (i *inspection) generated(dir string) []string {
	var found []string
	var walk func(at string)
	walk = func(at string) {
		for _, base := range i.tree.children[at] {
			name := path.Join(at, base)
			ext := path.Ext(base)
			switch e := i.tree.at(name); {
			case e == folder && i.tree.kustomizationIn(name) != "":
				found = append(found, "./"+relative(dir, name))
			case e == folder:
				walk(name)
			case e == file && (ext == ".yaml" || ext == ".yml") && i.manifest(name):
				found = append(found, "./"+relative(dir, name))
			}
		}
	}
	walk(dir)
	return found
}

// relative is a path below dir as seen from there.
func relative(dir, name string) string {
	if dir == "." {
		return name
	}
	return strings.TrimPrefix(name, dir+"/")
}
