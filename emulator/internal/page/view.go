package page

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
)

const (
	// clustersAtOnce is how many clusters are shown on one page.
	clustersAtOnce = 20
	// operationsAtOnce is how many operations are shown.
	operationsAtOnce = 25
)

// View is all that the page shows.
type View struct {
	// Counts say how many configurations are how compliant.
	Counts []Count
	// Total is how many configurations there are.
	Total int
	// Trouble is what failed, wherever it is.
	Trouble  []Trouble
	Clusters []Cluster
	Paging   Paging
	// Operations are the newest; Earlier is how many more there are.
	Operations []Operation
	Earlier    int
	// Running is how many operations have not ended.
	Running int
}

// Count is how many things are in a state.
type Count struct {
	Badge
	Number int
}

// Trouble is one thing that failed, and where it is shown.
type Trouble struct{ Name, Cluster, Link string }

// Paging says which clusters are shown, of how many.
type Paging struct {
	First, Last, Total int
	// Before and After are the numbers at which the neighbouring pages start, or -1.
	Before, After int
}

// Split says that not all clusters are shown.
func (p Paging) Split() bool { return p.Before >= 0 || p.After >= 0 }

// Pair is a name and a value.
type Pair struct{ Name, Value string }

// view makes of a snapshot what is shown of it, from a cluster on that is named by its number.
func view(s snapshot, from int) View {
	hide := newRedactor(s.clusters)
	paging := pages(len(s.clusters), from)
	v := View{Paging: paging}
	v.Counts, v.Total = counts(s.clusters)
	for i, h := range s.clusters {
		v.Trouble = append(v.Trouble, troubles(h, i/clustersAtOnce*clustersAtOnce)...)
	}
	if paging.Total > 0 {
		for _, h := range s.clusters[paging.First-1 : paging.Last] {
			v.Clusters = append(v.Clusters, viewCluster(h, s, hide))
		}
	}
	for _, o := range s.operations {
		if o.Running() {
			v.Running++
		}
		if len(v.Operations) < operationsAtOnce {
			v.Operations = append(v.Operations, viewOperation(o, s.now, hide))
		}
	}
	v.Earlier = len(s.operations) - len(v.Operations)
	return v
}

func pages(total, from int) Paging {
	if from < 0 || from >= total {
		from = 0
	}
	p := Paging{First: min(from+1, total), Last: min(from+clustersAtOnce, total), Total: total, Before: -1, After: -1}
	if from > 0 {
		p.Before = max(from-clustersAtOnce, 0)
	}
	if p.Last < total {
		p.After = p.Last
	}
	return p
}

// counts are in an order in which what needs a look comes first.
func counts(clusters []held) ([]Count, int) {
	numbers, total := map[cluster.Compliance]int{}, 0
	for _, h := range clusters {
		for _, r := range h.configurations {
			numbers[flux.Compliance(r)]++
			total++
		}
	}
	var out []Count
	for _, c := range []cluster.Compliance{cluster.NonCompliant, cluster.Unknown, cluster.Pending, cluster.Compliant, cluster.Suspended} {
		if numbers[c] > 0 {
			out = append(out, Count{Badge: compliance(c), Number: numbers[c]})
		}
	}
	return out, total
}

// troubles are what failed on a cluster that the page from shows.
func troubles(h held, from int) []Trouble {
	var out []Trouble
	add := func(name, id string) {
		query := ""
		if from > 0 {
			query = fmt.Sprintf("?from=%d", from)
		}
		out = append(out, Trouble{Name: name, Cluster: h.cluster.Name, Link: "/" + query + "#" + anchor(id)})
	}
	if provisioning(h.cluster.State).Tone == bad {
		add("the cluster", h.cluster.ID)
	}
	for _, r := range h.extensions {
		if provisioning(r.State).Tone == bad {
			add("the extension", r.ID)
		}
	}
	for _, r := range h.configurations {
		tones := []string{complianceTones[flux.Compliance(r)], provisioning(r.State).Tone}
		if slices.Contains(tones, bad) || slices.Contains(tones, warn) {
			add(r.Name, r.ID)
		}
	}
	return out
}

// anchor is what something is called within the page: short, and the same each time.
func anchor(parts ...string) string {
	h := fnv.New64a()
	for _, part := range parts {
		_, _ = h.Write([]byte(resourceid.Key(part) + "\n"))
	}
	return fmt.Sprintf("x%012x", h.Sum64()&0xffffffffffff)
}

// said is a state in the words in which a change to it is announced.
func said(what, on string, b Badge) string {
	return cmp.Or(what, "?") + " on " + on + ": " + b.Text
}
