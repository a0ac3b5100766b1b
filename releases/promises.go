package releases

import "fmt"

// Broken are the promises of earlier releases that the present sources break without saying so, each as a sentence.
func Broken(current Baseline, baselines []Baseline, changelog Changelog) []string {
	var broken []string
	for _, kept := range baselines {
		later := changelog.After(kept.Version)
		for _, change := range Breaks(kept.Schema, current.Schema) {
			if !later.Announces(change.Subject) {
				broken = append(broken, fmt.Sprintf(
					"since %s, %s: take it back, or announce it in CHANGELOG.md under [%s] with an item `- **Breaking**: ...` that names `%s`",
					kept.Version, change, Unreleased, change.Subject))
			}
		}
		for _, lost := range Lost(kept.Children, current.Children) {
			broken = append(broken, fmt.Sprintf(
				"since %s, %s: that would replace or delete what people have deployed; give the child an alias, or take the change back",
				kept.Version, lost))
		}
	}
	return broken
}
