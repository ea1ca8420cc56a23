// Holds dist/ against the code of Argo CD itself: its types and projects, its engine that syncs, its comparison and its health.
//
// usage: argocd admits DIST/ENV…
//
//	argocd health KINDS STATUSES ARGOCD-CM
//	argocd operators
//	argocd trial -folder FOLDER -crds FOLDER [-charts FOLDER] -cluster BINARY -work FOLDER [-sweep] [-operators NAME=BINARY,… [-no-stand-ins]]
//
// "admits" needs no cluster: every Application and project is as Argo CD stores it, and every project lets in what its
// Applications bring. "health" needs none either: the list of kinds is true of Argo CD, and the checks in the rendered settings say
// of recorded statuses what they should. "operators" lists those that
// can be run. "trial" starts a control plane and brings an environment into it as Argo CD would.
//
// Exit codes: 0 all is well, 1 something is not, 2 misuse, or what is needed is not there.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"conformance/plane"
	"github.com/go-logr/logr"
	"github.com/sirupsen/logrus"
	"k8s.io/klog/v2"
)

func main() {
	logrus.SetOutput(io.Discard)
	klog.SetLogger(logr.Discard())
	if len(os.Args) < 2 {
		misuse()
	}
	switch os.Args[1] {
	case "admits":
		if len(os.Args) < 3 {
			misuse()
		}
		exit(admits(os.Args[2:]))
	case "health":
		if len(os.Args) != 5 {
			misuse()
		}
		exit(checks(os.Args[2], os.Args[3], os.Args[4]))
	case "operators":
		for _, one := range plane.Operators {
			if !one.Alone {
				fmt.Println(one.Name, one.Version)
			}
		}
	case "trial":
		var t trial
		flags := flag.NewFlagSet("trial", flag.ExitOnError)
		flags.StringVar(&t.folder, "folder", "", "what ClusterPlan of the tests wrote: dist/ENV and plan.json")
		flags.StringVar(&t.crds, "crds", "", "a folder of CustomResourceDefinitions")
		flags.StringVar(&t.charts, "charts", "", "a folder of rendered charts, ENV/COMPONENT.yaml or all/COMPONENT.yaml")
		flags.StringVar(&t.cluster, "cluster", "", "the control plane's binary")
		flags.StringVar(&t.work, "work", "", "a folder for its state, which is made")
		operators := flags.String("operators", "", "operators that run, NAME=BINARY,…")
		flags.BoolVar(&t.noStandIns, "no-stand-ins", false, "set no status until the sync has stopped for want of it, and say where it stops")
		flags.BoolVar(&t.sweep, "sweep", false, "remove everything again, in the end")
		_ = flags.Parse(os.Args[2:])
		t.operators = map[string]string{}
		for _, one := range strings.FieldsFunc(*operators, func(r rune) bool { return r == ',' }) {
			name, binary, _ := strings.Cut(one, "=")
			t.operators[name] = binary
		}
		for _, need := range []string{t.folder, t.crds, t.cluster, t.work} {
			if need == "" {
				misuse()
			}
		}
		exit(t.run())
	default:
		misuse()
	}
}

func misuse() {
	fmt.Fprintln(os.Stderr, "usage: argocd admits DIST/ENV…\n       argocd health KINDS STATUSES ARGOCD-CM\n       argocd operators\n       argocd trial -folder FOLDER -crds FOLDER [-charts FOLDER] -cluster BINARY -work FOLDER [-sweep] [-operators NAME=BINARY,… [-no-stand-ins]]")
	os.Exit(2)
}

// exit prints what is wrong and ends with the code that says so.
func exit(wrong []string, err error) {
	for _, one := range wrong {
		fmt.Println("WRONG " + one)
	}
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, strings.TrimSpace(err.Error()))
		os.Exit(2)
	case len(wrong) > 0:
		os.Exit(1)
	}
	os.Exit(0)
}
