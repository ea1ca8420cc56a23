package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"conformance/plane"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const (
	// starting is how long an operator may take until its webhooks answer.
	starting = time.Minute
	// first is how long it may take until it has made anything of every case.
	first = 2 * time.Minute
	// whole is how long it may take until it is done.
	whole = 5 * time.Minute
)

// trial is the run of one operator.
type trial struct {
	facts, crds, charts, cluster, work string
	record                             bool
	operator                           plane.Operator
	binary                             string

	plane   *plane.Plane
	chart   []*unstructured.Unstructured
	cases   []*given
	process *plane.Process
	seen    *seen
}

// relied tries out what else operators are relied on for, and tells what does not hold.
var relied = map[string]func(*trial) []string{"cloudnative-pg": drainPrimaries}

// given is a case: the objects that are brought, in a namespace of the name of the case.
type given struct {
	name, folder string
	objects      []*unstructured.Unstructured
}

// run tells what was made otherwise than recorded. An error says that nothing can be told.
func (t *trial) run() (differences []string, err error) {
	since := time.Now()
	var played []string
	for _, one := range plane.Played {
		if one.Operator == "" || one.Operator == t.operator.Name {
			played = append(played, one.What)
		}
	}
	fmt.Printf("%s %s; played: %s\n", t.operator.Name, t.operator.Version, strings.Join(played, "; "))
	if err := t.read(); err != nil {
		return nil, err
	}
	if t.plane, err = plane.Start(t.cluster, t.work, nodes()); err != nil {
		return nil, err
	}
	defer t.plane.Stop()
	defer func() {
		if t.process != nil {
			t.process.Stop()
		}
	}()
	for _, step := range []func() error{t.prepare, t.start, t.bring, t.settle} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	made := 0
	for _, one := range t.cases {
		objects := t.seen.of(one)
		made += len(objects)
		found, err := t.compare(one, objects)
		if err != nil {
			return nil, err
		}
		differences = append(differences, found...)
	}
	if name := refusing[t.operator.Name]; name != "" {
		found, err := t.refused(name)
		if err != nil {
			return nil, err
		}
		differences = append(differences, found...)
	}
	if then := relied[t.operator.Name]; then != nil && !t.record {
		differences = append(differences, then(t)...)
	}
	fmt.Printf("%s %s: %d cases, %d objects made (%.0f s)\n", t.operator.Name, t.operator.Version, len(t.cases), made, time.Since(since).Seconds())
	return differences, nil
}

// read reads the chart and the cases, which must be of the version that runs.
func (t *trial) read() error {
	files, _ := filepath.Glob(filepath.Join(t.charts, "*", t.operator.Chart+".yaml"))
	if len(files) == 0 {
		return fmt.Errorf("%s: no chart %s was rendered there", t.charts, t.operator.Chart)
	}
	var err error
	if t.chart, err = plane.Objects(files[0]); err != nil { // with more than one any: they differ in sizes
		return err
	}
	if version, yes := t.operator.Is(t.deployment()); !yes || version != t.operator.Version && version != t.operator.Tag {
		return fmt.Errorf("%s: the image %s is not of version %s, which runs here", files[0], plane.Text(plane.Container(t.deployment()), "image"), t.operator.Version)
	}
	folder := filepath.Join(t.facts, t.operator.Name+"-"+t.operator.Version)
	inputs, _ := filepath.Glob(filepath.Join(folder, "*", "given.yaml"))
	if len(inputs) == 0 {
		others, _ := filepath.Glob(filepath.Join(t.facts, t.operator.Name+"-[0-9]*"))
		known := "no other version"
		for _, other := range others {
			known = filepath.Base(other)
		}
		return fmt.Errorf("%s: no case is there, and version %s runs here; facts are there of %s: move the folder, and record it anew",
			folder, t.operator.Version, known)
	}
	for _, file := range inputs {
		objects, err := plane.Objects(file)
		if err != nil {
			return err
		}
		one := &given{name: filepath.Base(filepath.Dir(file)), folder: filepath.Dir(file), objects: objects}
		if !t.record {
			if _, err := os.Stat(filepath.Join(one.folder, "made.yaml")); err != nil {
				return fmt.Errorf("%s: nothing was recorded of it", one.folder)
			}
		}
		t.cases = append(t.cases, one)
	}
	return nil
}

// deployment is the operator's own, as its chart has it.
func (t *trial) deployment() *unstructured.Unstructured {
	for _, object := range t.chart {
		if object.GetKind() == "Deployment" {
			return object
		}
	}
	return &unstructured.Unstructured{Object: map[string]any{}}
}

// prepare brings the kinds, what every cluster has, the namespaces of the cases, and the chart.
func (t *trial) prepare() error {
	for _, group := range slices.Concat(t.operator.Groups, t.operator.More) {
		files, _ := filepath.Glob(filepath.Join(t.crds, group, "*.yaml"))
		if more, _ := filepath.Glob(filepath.Join(t.crds, "all", "*."+group+".yaml")); len(files) == 0 {
			files = more
		}
		if len(files) == 0 {
			return fmt.Errorf("%s: no CustomResourceDefinition of %s is there", t.crds, group)
		}
		for _, file := range files {
			objects, err := plane.Objects(file)
			if err != nil {
				return err
			}
			for _, object := range objects {
				if err := t.plane.Put(object, "kinds"); err != nil {
					return fmt.Errorf("%s: %w", plane.ID(object), err)
				}
			}
		}
	}
	waits, err := t.plane.Unserved()
	if err != nil || len(waits) > 0 {
		return fmt.Errorf("not served after a minute: %s (%w)", strings.Join(waits, ", "), err)
	}
	objects := []*unstructured.Unstructured{
		tree(map[string]any{"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "provisioner": "csi.example", "metadata": map[string]any{
			"name": "standard", "annotations": map[string]any{"storageclass.kubernetes.io/is-default-class": "true"}}}),
		tree(map[string]any{"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "provisioner": "csi.example", "metadata": map[string]any{"name": "block"}}),
		tree(map[string]any{"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "value": int64(1000), "metadata": map[string]any{"name": "important"}}),
	}
	namespaces := map[string]bool{}
	for _, object := range t.chart {
		namespaces[object.GetNamespace()] = true
	}
	for _, one := range t.cases {
		namespaces[one.name] = true
		for _, object := range one.objects {
			namespaces[object.GetNamespace()] = true
		}
	}
	delete(namespaces, "")
	for name := range namespaces {
		objects = append(objects, tree(map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": name}}))
	}
	for _, object := range append(append(objects, t.chart...), t.certificates()...) {
		if !t.answers(object) {
			continue
		}
		if err := t.putSoon(object, "chart", time.Minute); err != nil {
			return fmt.Errorf("%s: %w", plane.ID(object), err)
		}
	}
	// What it may do in the namespaces that its chart names, it may do in those of the cases.
	for _, object := range t.chart {
		if kind := object.GetKind(); kind != "Role" && kind != "RoleBinding" || object.GetNamespace() == t.deployment().GetNamespace() {
			continue
		}
		for _, one := range t.cases {
			copied := object.DeepCopy()
			copied.SetNamespace(one.name)
			if err := t.plane.Put(copied, "chart"); err != nil {
				return fmt.Errorf("%s: %w", plane.ID(copied), err)
			}
			one.objects = append(one.objects, copied) // not made by the operator
		}
	}
	return nil
}

// answers tells of webhooks whether the pod that runs answers them; those of other pods of the chart are not asked.
func (t *trial) answers(webhooks *unstructured.Unstructured) bool {
	list, _, _ := unstructured.NestedSlice(webhooks.Object, "webhooks")
	labels, _, _ := unstructured.NestedStringMap(t.deployment().Object, "spec", "template", "metadata", "labels")
	for _, one := range list {
		asked := plane.Text(tree(one.(map[string]any)), "clientConfig", "service", "name")
		for _, service := range t.chart {
			selector, _, _ := unstructured.NestedStringMap(service.Object, "spec", "selector")
			if service.GetKind() != "Service" || service.GetName() != asked {
				continue
			}
			for key, value := range selector {
				if labels[key] != value {
					return false
				}
			}
		}
	}
	return true
}

// putSoon applies an object once webhooks that are asked about it answer.
func (t *trial) putSoon(object *unstructured.Unstructured, manager string, patience time.Duration) error {
	for end := time.Now().Add(patience); ; time.Sleep(500 * time.Millisecond) {
		if t.process != nil {
			if err := t.process.Died(); err != nil {
				return err
			}
		}
		err := t.plane.Put(object, manager)
		if err == nil || time.Now().After(end) || !strings.Contains(err.Error(), "failed calling webhook") && !apierrors.IsForbidden(err) {
			return err
		}
	}
}

// start starts the operator, which watches the namespaces of the cases.
func (t *trial) start() error {
	var names []string
	for _, one := range t.cases {
		names = append(names, one.name)
	}
	err := t.plane.Webhooks()
	if err == nil {
		t.process, err = t.plane.Run(t.operator, t.deployment(), t.binary, t.work, names)
	}
	return err
}

// bring applies the cases, each in its namespace.
func (t *trial) bring() error {
	var err error
	if t.seen, err = watch(t.plane); err != nil {
		return err
	}
	// What custom resources refer to comes first: an operator that does not find it looks again after half a minute.
	custom := func(object *unstructured.Unstructured) int {
		if strings.Contains(object.GroupVersionKind().Group, ".") {
			return 1
		}
		return 0
	}
	for _, one := range t.cases {
		slices.SortStableFunc(one.objects, func(a, b *unstructured.Unstructured) int { return custom(a) - custom(b) })
		for _, object := range one.objects {
			if _, err := t.plane.Mapping(object.GroupVersionKind().GroupKind(), object.GroupVersionKind().Version); err != nil {
				return fmt.Errorf("%s %s: %s %s is of %s, which the kinds of %s %s do not serve", t.operator.Name, one.name,
					object.GetKind(), object.GetName(), object.GetAPIVersion(), t.operator.Name, t.operator.Version)
			}
			// What has a namespace is what the operator reads in its own.
			if namespaced, err := t.plane.IsNamespaced(object.GroupVersionKind().GroupKind()); err != nil {
				return err
			} else if namespaced && object.GetNamespace() == "" {
				object.SetNamespace(one.name)
			}
			fill(object)
			if err := t.putSoon(object, "people", starting); err != nil {
				if died := t.process.Died(); died != nil {
					return died
				}
				return fmt.Errorf("%s %s: %s cannot be applied: %w; %s", t.operator.Name, one.name, plane.ID(object), err, t.process.Last())
			}
		}
	}
	return nil
}

// settle waits until the operator is done with every case.
func (t *trial) settle() error {
	began := time.Now()
	for ; ; time.Sleep(500 * time.Millisecond) {
		if err := t.process.Died(); err != nil {
			return err
		}
		var nothing, waits []string
		for _, one := range t.cases {
			made, told := t.seen.of(one), false
			for _, object := range made {
				// Kubernetes looks at a new autoscaler after 15 seconds, and brings up its pods.
				if object.GetKind() == "HorizontalPodAutoscaler" && plane.Number(object, "status", "currentReplicas") < plane.Number(object, "spec", "minReplicas") {
					waits = append(waits, one.name+" "+object.GetKind()+"/"+object.GetName())
				}
			}
			for _, object := range one.objects {
				settled := t.operator.Settled[object.GetKind()]
				if settled == nil {
					continue
				}
				told = true
				if live, err := t.plane.Live(object); err != nil || live == nil || !settled(live) {
					waits = append(waits, one.name+" "+object.GetKind()+"/"+object.GetName())
				}
			}
			// That nothing is made is an answer where the operator says that it is done.
			if len(made) == 0 && !told {
				nothing = append(nothing, one.name)
			}
		}
		still := time.Since(t.seen.changed())
		switch {
		case len(nothing) > 0 && time.Since(began) > first:
			return fmt.Errorf("%s %s made nothing of %s in %s; %s", t.operator.Name, t.operator.Version, strings.Join(nothing, ", "), first, t.process.Last())
		case len(nothing) == 0 && len(waits) == 0 && still > t.operator.Quiet:
			return nil
		case time.Since(began) > whole && len(waits) > 0:
			return fmt.Errorf("%s %s is not done with %s after %s; %s", t.operator.Name, t.operator.Version, strings.Join(waits, ", "), whole, t.process.Last())
		case time.Since(began) > whole:
			return fmt.Errorf("%s %s still changes %s after %s; %s", t.operator.Name, t.operator.Version, t.seen.what(), whole, t.process.Last())
		}
	}
}

// nodes are large enough for everything.
func nodes() json.RawMessage {
	var all []map[string]any
	for i := 1; i <= 5; i++ {
		name := fmt.Sprintf("node-%d", i)
		size := map[string]any{"cpu": "64", "memory": "256Gi", "pods": "500", "ephemeral-storage": "500Gi"}
		all = append(all, map[string]any{"metadata": map[string]any{"name": name, "labels": map[string]any{
			"kubernetes.io/hostname": name, "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux"}},
			"status": map[string]any{"capacity": size, "allocatable": size}})
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return text
}

func tree(fields map[string]any) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: fields}
}

func sorted[V any](set map[string]V) []string {
	var keys []string
	for key := range set {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
