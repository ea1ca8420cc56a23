package plane

import (
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Operator is what is to be known of an operator that is not in its chart.
type Operator struct {
	Name, Version string
	Chart         string   // its file in the folder of charts
	Groups        []string // of the custom resources that it looks after
	More          []string // of other CustomResourceDefinitions that it wants
	Image         string   // the image of its container ends so; the tag is its version
	Tag           string   // that of the image in its chart, where the environment sets another one
	Alone         bool     // runs by itself only: in a whole sync its statuses are set
	// Watched is the argument or variable that lists the namespaces it may watch: adapted where others are brought than its chart names.
	Watched string
	// files of its image that it reads, besides what its pod mounts: the path below its work folder, and what is there.
	files map[string]string
	// answers stands in for pods that it asks.
	answers func(*Process) error
	// Quiet is how long nothing may have been made or changed for it to be done: longer than it waits between two looks.
	Quiet time.Duration
	// Settled tells of a custom resource, by kind, whether the operator says that it is done with it. Of these kinds it makes objects.
	Settled map[string]func(*unstructured.Unstructured) bool
}

// itself is the operator's own binary, among its files.
const itself = "(itself)"

// Operators are those that can be run.
var Operators = []Operator{
	{
		Name: "cloudnative-pg", Version: "1.30.0",
		Chart: "cloudnative-pg", Groups: []string{"postgresql.cnpg.io"}, More: []string{"monitoring.coreos.com"}, Image: "/cloudnative-pg",
		files:   map[string]string{"operator/manager_amd64": itself},
		answers: instanceManagers, Quiet: 12 * time.Second,
		Settled: map[string]func(*unstructured.Unstructured) bool{
			"Cluster": func(o *unstructured.Unstructured) bool {
				return Text(o, "status", "phase") == "Cluster in healthy state"
			},
			"Pooler": func(o *unstructured.Unstructured) bool {
				return Number(o, "status", "instances") == Number(o, "spec", "instances")
			},
		},
	},
	{
		Name: "prometheus-operator", Version: "0.93.1",
		Chart: "prometheus-operator", Groups: []string{"monitoring.coreos.com"}, Image: "/prometheus-operator",
		Quiet: 8 * time.Second,
		Settled: map[string]func(*unstructured.Unstructured) bool{
			"Alertmanager": says("Available"),
			"Prometheus":   says("Available"),
		},
	},
	{
		Name: "rabbitmq-cluster-operator", Version: "2.22.3",
		Chart: "rabbitmq-cluster-operator", Groups: []string{"rabbitmq.com"}, More: []string{"cert-manager.io"}, Image: "/cluster-operator",
		Quiet:   12 * time.Second,
		Settled: map[string]func(*unstructured.Unstructured) bool{"RabbitmqCluster": says("ReconcileSuccess")},
	},
	{
		Name: "redis-operator", Version: "0.26.0",
		Chart: "redis-operator", Groups: []string{"redis.redis.opstreelabs.in"}, Image: "/redis-operator",
		Watched: "WATCH_NAMESPACE", Quiet: 12 * time.Second,
		Settled: map[string]func(*unstructured.Unstructured) bool{
			"RedisCluster": func(o *unstructured.Unstructured) bool {
				wanted := func(role string) int64 {
					if replicas, found, _ := unstructured.NestedInt64(o.Object, "spec", role, "replicas"); found {
						return replicas
					}
					return Number(o, "spec", "clusterSize")
				}
				return Number(o, "status", "readyLeaderReplicas") == wanted("redisLeader") &&
					Number(o, "status", "readyFollowerReplicas") == wanted("redisFollower")
			},
		},
	},
	{
		Name: "nginx-gateway-fabric", Version: "2.6.7",
		Chart: "nginx-gateway-fabric", Groups: []string{"gateway.networking.k8s.io", "gateway.nginx.org"}, Image: "/nginx-gateway-fabric",
		Watched: "--watch-namespaces", Quiet: 12 * time.Second,
		Settled: map[string]func(*unstructured.Unstructured) bool{"Gateway": says("Programmed")},
	},
	{
		Name: "cert-manager", Version: "1.21.1", Alone: true,
		Chart: "cert-manager", Groups: []string{"cert-manager.io", "acme.cert-manager.io"}, Image: "/cert-manager-controller",
		Quiet:   8 * time.Second,
		Settled: map[string]func(*unstructured.Unstructured) bool{"Certificate": says("Ready")},
	},
	{
		Name: "external-secrets", Version: "2.9.0", Alone: true,
		Chart: "external-secrets", Groups: []string{"external-secrets.io", "generators.external-secrets.io"}, Image: "/external-secrets",
		Quiet:   8 * time.Second,
		Settled: map[string]func(*unstructured.Unstructured) bool{"ExternalSecret": says("Ready")},
	},
	{
		Name: "keda", Version: "2.20.2", Alone: true,
		Chart: "keda", Groups: []string{"keda.sh", "eventing.keda.sh"}, Image: "/keda",
		Watched: "WATCH_NAMESPACE", answers: broker, Quiet: 20 * time.Second, // a queue is looked at every 15 seconds
		Settled: map[string]func(*unstructured.Unstructured) bool{"ScaledJob": says("Ready"), "ScaledObject": says("Ready")},
	},
	{
		Name: "messaging-topology-operator", Version: "1.20.1", Tag: "latest", Alone: true,
		Chart: "messaging-topology-operator", Groups: []string{"rabbitmq.com"}, More: []string{"cert-manager.io"}, Image: "/messaging-topology-operator",
		answers: broker, Quiet: 8 * time.Second,
		Settled: map[string]func(*unstructured.Unstructured) bool{"Binding": says("Ready"), "Exchange": says("Ready"), "Permission": says("Ready"),
			"Policy": says("Ready"), "Queue": says("Ready"), "User": says("Ready"), "Vhost": says("Ready")},
	},
}

// says tells of a custom resource whether a condition of it holds.
func says(condition string) func(*unstructured.Unstructured) bool {
	return func(o *unstructured.Unstructured) bool { return Condition(o, condition) }
}

// Played are all things that are played, so that operators get on, each for one of them or for all. What is played is printed.
var Played = []struct{ Operator, What string }{
	{"", "kubelets, volumes and load balancers (../cluster/nodes.go)"},
	{"", "commands in pods, which all succeed (../cluster/exec.go)"},
	{"", "cert-manager, for the chart alone"},
	{"cloudnative-pg", "the instance managers of 1.30: /pg/status, and who is the primary (pkg/postgres/status.go)"},
	{"external-secrets", "the store: the provider \"fake\" has what Vault would have, and is the only one built in"},
	{"keda", "a broker: the management API at 127.0.0.1:15672, with a message in each queue (broker.go)"},
	{"messaging-topology-operator", "a broker: the management API at 127.0.0.1:15672 takes everything (broker.go)"},
}

// Text is a text of an object, nothing where it has none.
func Text(object *unstructured.Unstructured, path ...string) string {
	value, _, _ := unstructured.NestedString(object.Object, path...)
	return value
}

// Number is a number of an object, 0 where it has none.
func Number(object *unstructured.Unstructured, path ...string) int64 {
	value, _, _ := unstructured.NestedInt64(object.Object, path...)
	return value
}
