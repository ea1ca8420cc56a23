// Asks the parser of Prometheus itself, with its default options, what the one here was asked.
//
// usage: promql ANSWERS          compares: one JSON object a line, which PromqlAnswers of the tests writes
//
//	promql -time ANSWERS    milliseconds for parsing all expressions, which are accepted, the median of rounds
//
// An expression of dist/ must be accepted. Of the mutations at least the share below must be, so that they say something
// about more than errors.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/prometheus/prometheus/promql/parser"
)

const (
	leastAccepted = 0.30
	shown         = 20
	warmUp        = 5
	rounds        = 7
)

type answer struct {
	Source string // dist, corpus or mutation
	Expr   string
	// Normal is the normal form, absent if the expression was refused.
	Normal *string
	// Problem is why it was refused.
	Problem string
}

func main() {
	timing := flag.Bool("time", false, "measure")
	flag.Parse()
	if flag.NArg() != 1 {
		fail("usage: promql [-time] ANSWERS")
	}
	answers := read(flag.Arg(0))
	if *timing {
		measure(answers)
		return
	}
	if !compare(answers) {
		os.Exit(1)
	}
}

func read(file string) []answer {
	opened, err := os.Open(file)
	check(err)
	defer opened.Close()
	lines := bufio.NewScanner(opened)
	lines.Buffer(nil, 16<<20)
	var answers []answer
	for lines.Scan() {
		var one answer
		check(json.Unmarshal(lines.Bytes(), &one))
		answers = append(answers, one)
	}
	check(lines.Err())
	return answers
}

func compare(answers []answer) bool {
	promql := parser.NewParser(parser.Options{})
	asked, accepted := map[string]int{}, map[string]int{}
	wrong := 0
	for _, one := range answers {
		asked[one.Source]++
		expr, err := promql.ParseExpr(one.Expr)
		ours, theirs := "refused: "+one.Problem, ""
		if one.Normal != nil {
			ours = "accepted: " + *one.Normal
		}
		if err != nil {
			theirs = "refused: " + err.Error()
		} else {
			theirs = "accepted: " + expr.String()
			accepted[one.Source]++
		}
		same := (err == nil) == (one.Normal != nil) && (err != nil || ours == theirs)
		undelivered := one.Source == "dist" && err != nil
		if same && !undelivered {
			continue
		}
		wrong++
		if wrong <= shown {
			fmt.Printf("%s: %q\n  here       %s\n  Prometheus %s\n", one.Source, one.Expr, ours, theirs)
		}
	}
	for _, source := range []string{"dist", "corpus", "mutation"} {
		fmt.Printf("%s: %d expressions, of which Prometheus accepts %d\n", source, asked[source], accepted[source])
		if asked[source] == 0 {
			fmt.Println("there are none, so nothing was compared")
			wrong++
		}
	}
	share := float64(accepted["mutation"]) / float64(max(1, asked["mutation"]))
	fmt.Printf("mutations that are accepted: %.1f %%, at least %.0f %% wanted\n", 100*share, 100*leastAccepted)
	fmt.Printf("different answers: %d\n", wrong)
	return wrong == 0 && share >= leastAccepted
}

func measure(answers []answer) {
	promql := parser.NewParser(parser.Options{})
	var millis []float64
	for round := -warmUp; round < rounds; round++ {
		start := time.Now()
		for _, one := range answers {
			_, err := promql.ParseExpr(one.Expr)
			check(err)
		}
		if round >= 0 {
			millis = append(millis, float64(time.Since(start).Microseconds())/1000)
		}
	}
	slices.Sort(millis)
	fmt.Printf("%.1f\n", millis[rounds/2])
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(2)
}
