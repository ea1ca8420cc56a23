package main

import (
	"fmt"
	"sync/atomic"
	"time"

	"conformance/plane"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
)

// masters labels the pods of leaders of Redis as masters. Its operator asks each pod what it is, and here pods are played: neither
// the operator nor what it would make knows the answer.
type masters struct {
	plane    *plane.Plane
	pods     dynamic.NamespaceableResourceInterface
	operated bool // the operator runs: it asks once the cluster is ready
	labelled atomic.Int32
}

func playMasters(p *plane.Plane, operated bool) *masters {
	// What policies say of these pods would be taken for what they say of whatever is applied meanwhile.
	quiet := rest.CopyConfig(p.Config)
	quiet.WarningHandler = rest.NoWarnings{}
	client := dynamic.NewForConfigOrDie(quiet)
	m := &masters{plane: p, operated: operated, pods: client.Resource(schema.GroupVersionResource{Version: "v1", Resource: "pods"})}
	go func() {
		for ; ; time.Sleep(300 * time.Millisecond) {
			m.look()
		}
	}()
	return m
}

func (m *masters) look() {
	clusters, err := m.plane.List("redis.redis.opstreelabs.in", "v1beta2", "RedisCluster")
	if err != nil {
		return // the kind is not there yet
	}
	for i := range clusters {
		if m.operated && plane.Text(&clusters[i], "status", "state") != "Ready" {
			continue
		}
		namespace := clusters[i].GetNamespace()
		leaders, err := m.pods.Namespace(namespace).List(background, metav1.ListOptions{
			LabelSelector: "app=" + clusters[i].GetName() + "-leader,!redis-role"})
		if err != nil {
			continue
		}
		for _, one := range leaders.Items {
			if _, err := m.pods.Namespace(namespace).Patch(background, one.GetName(), types.MergePatchType,
				[]byte(`{"metadata":{"labels":{"redis-role":"master"}}}`), metav1.PatchOptions{FieldManager: "stand-in"}); err == nil {
				m.labelled.Add(1)
			}
		}
	}
}

func (m *masters) tell() {
	if number := m.labelled.Load(); number > 0 {
		fmt.Printf("stand-in: label redis-role of %d Pod as Redis operator 0.26.0, heal.go writes it: it asks the pods, which are played\n", number)
	}
}
