package main

import "fmt"

// fleet is the size of a program: how many clusters, with how many configurations each.
type fleet struct{ clusters, configurations int }

func (f fleet) String() string {
	return fmt.Sprintf("%s with %s", count(f.clusters, "cluster"), count(f.configurations, "configuration"))
}

// resources is what Azure holds of it: each cluster, its extension and its configurations.
func (f fleet) resources() int { return f.clusters * (2 + f.configurations) }

func count(number int, what string) string {
	if number == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", number, what)
}
