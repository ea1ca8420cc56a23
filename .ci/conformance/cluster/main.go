// A control plane of Kubernetes in one binary: etcd, kube-apiserver, kube-controller-manager and kube-scheduler as their
// projects build them, each a process of its own, and nodes whose kubelets are played.
//
// usage: cluster up FOLDER NODES
//
// FOLDER keeps the state and the logs, and admin.kubeconfig; it is made, and must not be there yet. NODES is a JSON list of
// nodes. Prints "ready" when everything answers, and a line for each pod that cannot start and why. Runs until its input ends;
// nothing that it started outlives it. Listens on loopback only.
//
// Exit codes: 0 its input ended, 1 something did not start or died midway, 2 misuse.
package main

import (
	"fmt"
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

func main() {
	if len(os.Args) < 2 {
		misuse()
	}
	part := os.Args[1]
	arguments := os.Args
	os.Args = os.Args[1:]
	switch part {
	case "etcd":
		etcdmain.Main(os.Args)
	case "kube-apiserver":
		os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
	case "kube-controller-manager":
		os.Exit(cli.Run(controllers.NewControllerManagerCommand()))
	case "kube-scheduler":
		os.Exit(cli.Run(scheduler.NewSchedulerCommand()))
	case "up":
		if len(arguments) != 4 {
			misuse()
		}
		if err := up(arguments[2], arguments[3]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	default:
		misuse()
	}
}

func misuse() {
	fmt.Fprintln(os.Stderr, "usage: cluster up FOLDER NODES")
	os.Exit(2)
}
