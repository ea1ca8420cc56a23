package main

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"conformance/plane"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"
)

// seen is every object that was ever there in a namespace, as it was last.
type seen struct {
	mu      sync.Mutex
	objects map[string]*unstructured.Unstructured
	facts   map[string]string // what is recorded of it
	when    time.Time         // the last change of that
	last    string            // and of which object
}

// unrecorded are kinds that Kubernetes makes of others, or that come and go.
var unrecorded = map[string]bool{"Event": true, "Lease": true, "Endpoints": true, "EndpointSlice": true, "ControllerRevision": true, "PodMetrics": true,
	"CertificateRequest": true}

// passing are labels of Secrets that are there while something is made: a key that no certificate has yet.
var passing = []string{"cert-manager.io/next-private-key"}

// makers are kinds of Kubernetes whose controllers make further objects.
var makers = map[string]bool{"Deployment": true, "StatefulSet": true, "ReplicaSet": true, "DaemonSet": true, "Job": true, "CronJob": true, "Service": true}

// watch follows every kind that is served and lives in namespaces.
func watch(p *plane.Plane) (*seen, error) {
	s := &seen{objects: map[string]*unstructured.Unstructured{}, facts: map[string]string{}, when: time.Now()}
	client, err := discovery.NewDiscoveryClientForConfig(p.Config)
	if err != nil {
		return nil, err
	}
	lists, err := discovery.ServerPreferredNamespacedResources(client)
	if err != nil && len(lists) == 0 {
		return nil, err
	}
	factory := dynamicinformer.NewDynamicSharedInformerFactory(p.Dynamic, 0)
	for _, list := range lists {
		version, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			return nil, err
		}
		for _, kind := range list.APIResources {
			if unrecorded[kind.Kind] || !slices.Contains(kind.Verbs, "watch") || !slices.Contains(kind.Verbs, "list") {
				continue
			}
			_, err := factory.ForResource(version.WithResource(kind.Name)).Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
				AddFunc:    s.keep,
				UpdateFunc: func(_, now any) { s.keep(now) },
			})
			if err != nil {
				return nil, err
			}
		}
	}
	factory.Start(make(chan struct{}))
	for kind, ok := range factory.WaitForCacheSync(make(chan struct{})) {
		if !ok {
			return nil, fmt.Errorf("%s cannot be watched", kind)
		}
	}
	return s, nil
}

func (s *seen) keep(found any) {
	object := found.(*unstructured.Unstructured)
	// Those that are made again and again under another name are one.
	key := strings.Join([]string{object.GroupVersionKind().GroupKind().String(), object.GetNamespace(), named(object)}, "/")
	text := string(written(fact(object)))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.objects[key] = object
	if s.facts[key] != text {
		s.facts[key], s.when, s.last = text, time.Now(), plane.ID(object)
	}
}

func (s *seen) changed() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.when
}

func (s *seen) what() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

// of is what the operator made in the namespace of a case, sorted by kind and name.
func (s *seen) of(one *given) []*unstructured.Unstructured {
	s.mu.Lock()
	defer s.mu.Unlock()
	owners := map[types.UID]*unstructured.Unstructured{}
	for _, object := range s.objects {
		owners[object.GetUID()] = object
	}
	var byKubernetes func([]metav1.OwnerReference) bool
	byKubernetes = func(references []metav1.OwnerReference) bool {
		return slices.ContainsFunc(references, func(reference metav1.OwnerReference) bool {
			owner := owners[reference.UID]
			return makers[reference.Kind] || owner != nil && byKubernetes(owner.GetOwnerReferences())
		})
	}
	var made []*unstructured.Unstructured
	for _, object := range s.objects {
		switch {
		case object.GetNamespace() != one.name:
		case object.GetKind() == "ServiceAccount" && object.GetName() == "default":
		case object.GetKind() == "ConfigMap" && object.GetName() == "kube-root-ca.crt":
		case slices.ContainsFunc(passing, func(label string) bool { return object.GetLabels()[label] != "" }):
		case object.GetKind() != "PersistentVolumeClaim" && byKubernetes(object.GetOwnerReferences()):
		case slices.ContainsFunc(one.objects, func(input *unstructured.Unstructured) bool {
			return input.GroupVersionKind().GroupKind() == object.GroupVersionKind().GroupKind() && input.GetName() == object.GetName()
		}):
		default:
			made = append(made, object)
		}
	}
	sort.Slice(made, func(i, j int) bool {
		a, b := made[i], made[j]
		if a.GetKind() != b.GetKind() {
			return a.GetKind() < b.GetKind()
		}
		if a.GetName() != b.GetName() {
			return a.GetName() < b.GetName()
		}
		return a.GetAPIVersion() < b.GetAPIVersion()
	})
	return made
}
