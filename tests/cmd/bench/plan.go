package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// plan is what the flags say.
type plan struct {
	parts []part
	// rounds is how often each deployment is measured, if there is time.
	rounds int
	// starts is how often each plugin is started.
	starts int
	// limit is how long each part may take.
	limit time.Duration
	// sizes are the numbers of clusters of which the component is compared with other ways.
	sizes []int
	// growth are the numbers of clusters between which the cost of one is compared: few, more and many.
	growth []int
	// configurations are the numbers of configurations of one cluster; each is compared with the first.
	configurations []int
	// latency is how long an operation of Azure takes where that is to matter.
	latency time.Duration
	// checkpoints writes the state after each step.
	checkpoints bool
}

func parse(args []string, out io.Writer) (plan, error) {
	var p plan
	var names, sizes, growth, configurations string
	set := flag.NewFlagSet("bench", flag.ContinueOnError)
	set.SetOutput(out)
	set.StringVar(&names, "part", "", "the `parts` to measure, with commas between them; none means all of them")
	set.IntVar(&p.rounds, "rounds", 5, "how often everything is deployed, if there is time")
	set.DurationVar(&p.limit, "limit", 5*time.Minute, "how long each part may take; it has one round at least")
	set.IntVar(&p.starts, "starts", 15, "how often each plugin is started")
	set.StringVar(&sizes, "sizes", "10,100", "how many clusters are deployed to compare the component with other ways, one `number` after the other")
	set.StringVar(&growth, "growth", "10,100,1000", "three `numbers` of clusters between which the cost of one is compared")
	set.StringVar(&configurations, "configurations", "1,20,200", "the `numbers` of configurations of one cluster")
	set.DurationVar(&p.latency, "latency", 5*time.Second, "how long an operation of Azure takes where configurations are deployed side by side")
	set.BoolVar(&p.checkpoints, "checkpoints", false,
		"write the state after each step, as Pulumi does by itself: in a folder that takes most of the time, and the longer the more resources there are")
	if err := set.Parse(args); err != nil {
		return p, err
	}
	var errs [4]error
	p.parts, errs[0] = choose(names)
	p.sizes, errs[1] = numbers("sizes", sizes, 1, 0)
	p.growth, errs[2] = numbers("growth", growth, 3, 3)
	p.configurations, errs[3] = numbers("configurations", configurations, 2, 0)
	if p.rounds < 1 || p.starts < 1 || p.latency < 0 {
		return p, errors.New("-rounds and -starts must be at least 1, and -latency must not be negative")
	}
	return p, errors.Join(errs[:]...)
}

// numbers reads a list of numbers that ascend: no fewer than least, and, unless it is zero, no more than most.
func numbers(name, list string, least, most int) ([]int, error) {
	var values []int
	for text := range strings.SplitSeq(list, ",") {
		value, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || value < 1 {
			return nil, fmt.Errorf("-%s holds %q, which is not a number from 1 upwards", name, text)
		}
		if len(values) > 0 && value <= values[len(values)-1] {
			return nil, fmt.Errorf("-%s is %q; each number must be larger than the one before", name, list)
		}
		values = append(values, value)
	}
	if len(values) < least {
		return nil, fmt.Errorf("-%s is %q; it takes no fewer than %s", name, list, count(least, "number"))
	}
	if most > 0 && len(values) > most {
		return nil, fmt.Errorf("-%s is %q; it takes no more than %s", name, list, count(most, "number"))
	}
	return values, nil
}
