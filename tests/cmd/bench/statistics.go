package main

import "slices"

// spread is the middle of some values and their bounds.
type spread struct{ least, median, most float64 }

func spreadOf(values []float64) spread {
	if len(values) == 0 {
		return spread{}
	}
	return spread{least: slices.Min(values), median: median(values), most: slices.Max(values)}
}

// median is the middle of the values, or the mean of the two in the middle.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return 0
	}
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// pairwise makes a value of the two of each round.
func pairwise(a, b []float64, of func(a, b float64) float64) []float64 {
	values := make([]float64, min(len(a), len(b)))
	for i := range values {
		values[i] = of(a[i], b[i])
	}
	return values
}

func ratios(ours, base []float64) []float64 {
	return pairwise(ours, base, func(a, b float64) float64 { return a / b })
}

// growth is how many times as much one of many costs as one of few, whatever is done once included.
func growth(few, many []float64, fewCount, manyCount int) []float64 {
	return pairwise(few, many, func(few, many float64) float64 { return (many / float64(manyCount)) / (few / float64(fewCount)) })
}

// marginalGrowth is how many times as much a further one costs between middle and many as between few and middle. What is done
// once, which hides growth among few, is not in it.
func marginalGrowth(few, middle, many []float64, fewCount, middleCount, manyCount int) []float64 {
	further := func(from, to []float64, count int) []float64 {
		return pairwise(from, to, func(from, to float64) float64 { return (to - from) / float64(count) })
	}
	return ratios(further(middle, many, manyCount-middleCount), further(few, middle, middleCount-fewCount))
}
