package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"conformance/plane"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
)

// drainPrimaries drains the node of the primary of each cluster of several instances, twice, so that one that is not the first by number
// is drained too: CloudNativePG is to move it, and its budget to let the pod go then, and not before.
func drainPrimaries(t *trial) []string {
	client, err := kubernetes.NewForConfig(t.plane.Config)
	if err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	drained := 0
	for _, one := range t.cases {
		for _, cluster := range one.objects {
			if cluster.GetKind() != "Cluster" || plane.Number(cluster, "spec", "instances") < 2 {
				continue
			}
			for range 2 {
				said, err := t.drain(client, cluster)
				if err != nil {
					return append(wrong, fmt.Sprintf("%s %s: %v", t.operator.Name, one.name, err))
				}
				if said != "" {
					wrong = append(wrong, fmt.Sprintf("%s %s: %s", t.operator.Name, one.name, said))
				}
				drained++
			}
		}
	}
	fmt.Printf("%s %s: the node of a primary is drained %d times\n", t.operator.Name, t.operator.Version, drained)
	return wrong
}

// drain does so once, and tells what did not come of it.
func (t *trial) drain(client kubernetes.Interface, cluster *unstructured.Unstructured) (string, error) {
	namespace := cluster.GetNamespace()
	before, err := t.plane.Live(cluster)
	if err != nil || before == nil {
		return "", fmt.Errorf("%s is gone (%v)", cluster.GetName(), err)
	}
	primary := plane.Text(before, "status", "currentPrimary")
	pods, err := client.CoreV1().Pods(namespace).List(context.Background(), metav1.ListOptions{LabelSelector: "cnpg.io/podRole=instance,cnpg.io/cluster=" + cluster.GetName()})
	if err != nil {
		return "", err
	}
	nodes := map[string]bool{}
	var pod *corev1.Pod
	for i := range pods.Items {
		nodes[pods.Items[i].Spec.NodeName] = true
		if pods.Items[i].Name == primary {
			pod = &pods.Items[i]
		}
	}
	if pod == nil || len(nodes) < 2 {
		return "", nil // nowhere to go
	}
	if err := cordon(client, pod.Spec.NodeName, true); err != nil {
		return "", err
	}
	defer func() { _ = cordon(client, pod.Spec.NodeName, false) }()
	refused, gone := 0, false
	var now *unstructured.Unstructured
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(300 * time.Millisecond) {
		if now, err = t.plane.Live(cluster); err != nil {
			return "", err
		}
		moved := plane.Text(now, "status", "currentPrimary") != primary
		if !gone {
			// In this order: what lets the pod go before the primary has moved is not what is wanted.
			err := client.PolicyV1().Evictions(namespace).Evict(context.Background(), &policyv1.Eviction{ObjectMeta: metav1.ObjectMeta{Name: primary, Namespace: namespace}})
			gone = err == nil
			if !gone {
				refused++
			} else if refused == 0 && !moved && budgeted(cluster) {
				return fmt.Sprintf("the primary %s may be evicted at once", primary), nil
			}
			continue
		}
		if moved && t.operator.Settled["Cluster"](now) && plane.Number(now, "status", "readyInstances") == plane.Number(now, "spec", "instances") {
			return "", nil
		}
	}
	return fmt.Sprintf("a minute after the node of the primary %s was cordoned the primary is %s, and the pod is evicted: %v; %s",
		primary, plane.Text(now, "status", "currentPrimary"), gone, plane.Text(now, "status", "phase")), nil
}

// budgeted tells whether a cluster asks for budgets, as it does unless it says otherwise.
func budgeted(cluster *unstructured.Unstructured) bool {
	asked, found, _ := unstructured.NestedBool(cluster.Object, "spec", "enablePDB")
	return asked || !found
}

func cordon(client kubernetes.Interface, node string, cordoned bool) error {
	patch, err := json.Marshal(map[string]any{"spec": map[string]any{"unschedulable": cordoned}})
	if err != nil {
		return err
	}
	_, err = client.CoreV1().Nodes().Patch(context.Background(), node, types.StrategicMergePatchType, patch, metav1.PatchOptions{})
	return err
}
