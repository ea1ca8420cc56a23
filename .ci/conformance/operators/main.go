// Runs the operators themselves against a control plane, and holds what they make of custom resources against what was recorded.
//
// usage: operators list
//
//	operators run -facts FOLDER -crds FOLDER -charts FOLDER -cluster BINARY -work FOLDER [-record] OPERATOR BINARY
//
// "list" prints the operators that are known here, each with its version. "run" starts a control plane, brings it the chart of the
// operator, starts the operator with the rights of its own account, and brings each case of FACTS/OPERATOR-VERSION, which is a folder
// with given.yaml: custom resources, without namespace. What was made of them is compared with made.yaml, or kept there: -record.
// Wants a network of its own: ../operators.sh makes it.
//
// Exit codes: 0 all is as recorded, 1 something is not, 2 misuse, or what is needed is not there.
package main

import (
	"flag"
	"fmt"
	"os"

	"conformance/plane"
	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
)

func main() {
	klog.SetLogger(logr.Discard())
	if len(os.Args) == 2 && os.Args[1] == "list" {
		for _, one := range plane.Operators {
			fmt.Println(one.Name, one.Version)
		}
		return
	}
	if len(os.Args) < 2 || os.Args[1] != "run" {
		misuse()
	}
	var t trial
	flags := flag.NewFlagSet("run", flag.ExitOnError)
	flags.StringVar(&t.facts, "facts", "", "what was recorded, OPERATOR-VERSION/CASE/given.yaml and made.yaml")
	flags.StringVar(&t.crds, "crds", "", "a folder of CustomResourceDefinitions")
	flags.StringVar(&t.charts, "charts", "", "a folder of rendered charts, ENV/COMPONENT.yaml or all/COMPONENT.yaml")
	flags.StringVar(&t.cluster, "cluster", "", "the control plane's binary")
	flags.StringVar(&t.work, "work", "", "a folder for its state, which is made")
	flags.BoolVar(&t.record, "record", false, "keep what is made")
	_ = flags.Parse(os.Args[2:])
	for _, need := range []string{t.facts, t.crds, t.charts, t.cluster, t.work} {
		if need == "" {
			misuse()
		}
	}
	if flags.NArg() != 2 {
		misuse()
	}
	for _, one := range plane.Operators {
		if one.Name == flags.Arg(0) {
			t.operator, t.binary = one, flags.Arg(1)
			differences, err := t.run()
			for _, one := range differences {
				fmt.Println("WRONG " + one)
			}
			if err != nil {
				fmt.Println("WRONG " + err.Error())
			}
			if err != nil || len(differences) > 0 {
				os.Exit(1)
			}
			return
		}
	}
	fmt.Fprintf(os.Stderr, "no operator %s is known here\n", flags.Arg(0))
	os.Exit(2)
}

func misuse() {
	fmt.Fprintln(os.Stderr, "usage: operators list\n       operators run -facts FOLDER -crds FOLDER -charts FOLDER -cluster BINARY -work FOLDER [-record] OPERATOR BINARY")
	os.Exit(2)
}
