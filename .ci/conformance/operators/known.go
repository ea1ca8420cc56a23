package main

import (
	"time"

	"conformance/plane"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// operator is what is to be known of an operator that is not in its chart.
type operator struct {
	name, version string
	chart         string   // its file in the folder of charts
	groups        []string // of the CustomResourceDefinitions that it wants
	image         string   // the image of its container ends so; the tag is its version
	// Adapted, since cases bring namespaces of their own: the argument or variable that lists the namespaces it may watch.
	watched string
	// Files of its image that it reads, besides what its pod mounts: the path below its work folder, and what is there.
	files map[string]string
	// answers stands in for pods that it asks.
	answers func(*trial) error
	// quiet is how long nothing may have been made or changed for it to be done: longer than it waits between two looks.
	quiet time.Duration
	// settled tells of a custom resource, by kind, whether the operator says that it is done with it.
	settled map[string]func(*unstructured.Unstructured) bool
	// then tries out what else it is relied on for, and tells what does not hold.
	then func(*trial) []string
}

// itself is the operator's own binary, among its files.
const itself = "(itself)"

var operators = []operator{
	{
		name: "cloudnative-pg", version: "1.30.0",
		chart: "cloudnative-pg", groups: []string{"postgresql.cnpg.io", "monitoring.coreos.com"}, image: "/cloudnative-pg",
		files:   map[string]string{"operator/manager_amd64": itself},
		answers: instanceManagers, quiet: 12 * time.Second, then: drainPrimaries,
		settled: map[string]func(*unstructured.Unstructured) bool{
			"Cluster": func(o *unstructured.Unstructured) bool {
				return text(o, "status", "phase") == "Cluster in healthy state"
			},
			"Pooler": func(o *unstructured.Unstructured) bool {
				return number(o, "status", "instances") == number(o, "spec", "instances")
			},
		},
	},
	{
		name: "prometheus-operator", version: "0.93.1",
		chart: "prometheus-operator", groups: []string{"monitoring.coreos.com"}, image: "/prometheus-operator",
		quiet: 8 * time.Second,
		settled: map[string]func(*unstructured.Unstructured) bool{
			"Alertmanager": says("Available"),
			"Prometheus":   says("Available"),
		},
	},
	{
		name: "rabbitmq-cluster-operator", version: "2.22.3",
		chart: "rabbitmq-cluster-operator", groups: []string{"rabbitmq.com", "cert-manager.io"}, image: "/cluster-operator",
		quiet:   12 * time.Second,
		settled: map[string]func(*unstructured.Unstructured) bool{"RabbitmqCluster": says("ReconcileSuccess")},
	},
	{
		name: "redis-operator", version: "0.26.0",
		chart: "redis-operator", groups: []string{"redis.redis.opstreelabs.in"}, image: "/redis-operator",
		watched: "WATCH_NAMESPACE", quiet: 12 * time.Second,
		settled: map[string]func(*unstructured.Unstructured) bool{
			"RedisCluster": func(o *unstructured.Unstructured) bool {
				return number(o, "status", "readyLeaderReplicas") == number(o, "spec", "redisLeader", "replicas") &&
					number(o, "status", "readyFollowerReplicas") == number(o, "spec", "redisFollower", "replicas")
			},
		},
	},
	{
		name: "nginx-gateway-fabric", version: "2.6.7",
		chart: "nginx-gateway-fabric", groups: []string{"gateway.networking.k8s.io", "gateway.nginx.org"}, image: "/nginx-gateway-fabric",
		watched: "--watch-namespaces", quiet: 12 * time.Second,
		settled: map[string]func(*unstructured.Unstructured) bool{"Gateway": says("Programmed")},
	},
}

// says tells of a custom resource whether a condition of it holds.
func says(condition string) func(*unstructured.Unstructured) bool {
	return func(o *unstructured.Unstructured) bool { return plane.Condition(o, condition) }
}

// standIns are all things that are played here, so that operators get on, each for one of them or for all. What is played is printed.
var standIns = []struct{ operator, what string }{
	{"", "kubelets, volumes and load balancers (../cluster/nodes.go)"},
	{"", "commands in pods, which all succeed"},
	{"", "cert-manager, for the chart alone"},
	{"cloudnative-pg", "the instance managers of 1.30: /pg/status, and who is the primary (pkg/postgres/status.go)"},
}
