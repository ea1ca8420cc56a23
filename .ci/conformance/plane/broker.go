package plane

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
)

// broker plays the management API of a RabbitMQ beside the operator, by plain HTTP: whatever is declared is taken, a queue that is asked
// for has a message, and of anything else there is nothing.
func broker(r *Process) error {
	listener, err := r.room.listen("127.0.0.1:15672")
	if err != nil {
		return err
	}
	answer := func(answer http.ResponseWriter, request *http.Request) {
		say := func(status int, content any) {
			answer.Header().Set("Content-Type", "application/json")
			answer.WriteHeader(status)
			_ = json.NewEncoder(answer).Encode(content)
		}
		path := strings.Split(strings.TrimPrefix(request.URL.EscapedPath(), "/api/"), "/")
		switch {
		case request.Method == http.MethodPut, request.Method == http.MethodPost:
			answer.WriteHeader(http.StatusCreated)
		case request.Method == http.MethodDelete:
			answer.WriteHeader(http.StatusNoContent)
		case path[0] == "queues" && len(path) == 3:
			say(http.StatusOK, map[string]any{"name": path[2], "vhost": path[1], "messages": 1, "messages_ready": 1, "messages_unacknowledged": 0})
		case path[0] == "bindings", path[0] == "user-limits", path[0] == "vhost-limits":
			say(http.StatusOK, []any{})
		default:
			say(http.StatusNotFound, map[string]any{"error": "Object Not Found"})
		}
	}
	go func() { _ = http.Serve(listener, http.HandlerFunc(answer)) }()
	go func() {
		for range time.Tick(500 * time.Millisecond) {
			clusters, err := r.plane.List("rabbitmq.com", "v1beta1", "RabbitmqCluster")
			for i := range clusters {
				if cluster := &clusters[i]; err == nil && Text(cluster, "status", "binding", "name") == "" {
					_ = r.plane.introduce(cluster) // or the next time
				}
			}
		}
	}()
	return nil
}

// introduce says of a RabbitmqCluster who its first user is, as the operator of clusters would.
func (p *Plane) introduce(cluster *unstructured.Unstructured) error {
	secret, client := cluster.GetName()+"-default-user", p.Dynamic.Resource(schema.GroupVersionResource{Group: "rabbitmq.com", Version: "v1beta1", Resource: "rabbitmqclusters"})
	patch, err := json.Marshal(map[string]any{"status": map[string]any{"binding": map[string]any{"name": secret}, "conditions": []any{}, "defaultUser": map[string]any{
		"secretReference":  map[string]any{"name": secret, "namespace": cluster.GetNamespace(), "keys": map[string]any{"username": "username", "password": "password"}},
		"serviceReference": map[string]any{"name": cluster.GetName(), "namespace": cluster.GetNamespace()}}}})
	if err == nil {
		_, err = client.Namespace(cluster.GetNamespace()).Patch(background, cluster.GetName(), types.MergePatchType, patch, metav1.PatchOptions{}, "status")
	}
	return err
}
