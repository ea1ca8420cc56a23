package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

// measured is the API by which autoscalers ask what pods use.
const measured = "metrics.k8s.io"

// firstSample is how long a pod runs until it has been measured; the metrics server asks every 15 seconds, and wants two answers.
const firstSample = 30 * time.Second

// runMetrics plays the metrics server: every running pod uses half of what it asks for, so that no autoscaler adds any.
func runMetrics(ctx context.Context, config *rest.Config, certificates string) error {
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	port := freePort()
	server := &http.Server{Addr: fmt.Sprintf("127.0.0.1:%d", port), Handler: http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		answerMetrics(client, answer, request)
	})}
	go func() {
		_ = server.ListenAndServeTLS(filepath.Join(certificates, "apiserver.crt"), filepath.Join(certificates, "apiserver.key"))
	}()
	if _, err := client.CoreV1().Services("kube-system").Create(ctx, &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{Name: "metrics-server"},
		Spec:       corev1.ServiceSpec{Type: corev1.ServiceTypeExternalName, ExternalName: "localhost"},
	}, metav1.CreateOptions{}); err != nil {
		return err
	}
	objects, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	_, err = objects.Resource(schema.GroupVersionResource{Group: "apiregistration.k8s.io", Version: "v1", Resource: "apiservices"}).
		Create(ctx, &unstructured.Unstructured{Object: map[string]any{
			"apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService", "metadata": map[string]any{"name": "v1beta1." + measured},
			"spec": map[string]any{"group": measured, "version": "v1beta1", "groupPriorityMinimum": int64(100), "versionPriority": int64(100),
				"insecureSkipTLSVerify": true, "service": map[string]any{"namespace": "kube-system", "name": "metrics-server", "port": int64(port)}},
		}}, metav1.CreateOptions{})
	return err
}

func answerMetrics(client kubernetes.Interface, answer http.ResponseWriter, request *http.Request) {
	type list = map[string]any
	const root = "/apis/" + measured + "/v1beta1"
	var body list
	path, inside := strings.CutPrefix(request.URL.Path, root)
	part := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case inside && path == "":
		body = list{"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": measured + "/v1beta1", "resources": []any{
			list{"name": "pods", "singularName": "", "namespaced": true, "kind": "PodMetrics", "verbs": []string{"get", "list"}}}}
	case inside && len(part) == 3 && part[0] == "namespaces" && part[2] == "pods":
		selector, err := labels.Parse(request.URL.Query().Get("labelSelector"))
		if err != nil {
			http.Error(answer, err.Error(), http.StatusBadRequest)
			return
		}
		pods, err := client.CoreV1().Pods(part[1]).List(request.Context(), metav1.ListOptions{LabelSelector: selector.String()})
		if err != nil {
			http.Error(answer, err.Error(), http.StatusInternalServerError)
			return
		}
		items := []any{}
		for _, pod := range pods.Items {
			if pod.Status.Phase != corev1.PodRunning || time.Since(pod.Status.StartTime.Time) < firstSample {
				continue
			}
			containers := []any{}
			for _, container := range pod.Spec.Containers {
				containers = append(containers, list{"name": container.Name, "usage": list{
					"cpu": half(container, corev1.ResourceCPU), "memory": half(container, corev1.ResourceMemory)}})
			}
			items = append(items, list{"metadata": list{"name": pod.Name, "namespace": pod.Namespace, "labels": pod.Labels},
				"timestamp": metav1.NewTime(time.Now()), "window": "30s", "containers": containers})
		}
		body = list{"kind": "PodMetricsList", "apiVersion": measured + "/v1beta1", "metadata": list{}, "items": items}
	default:
		http.NotFound(answer, request)
		return
	}
	answer.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(answer).Encode(body)
}

func half(container corev1.Container, what corev1.ResourceName) string {
	asked := container.Resources.Requests[what]
	return resource.NewMilliQuantity(asked.MilliValue()/2, resource.DecimalSI).String()
}
