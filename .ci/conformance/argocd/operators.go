package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"conformance/plane"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/health"
	"github.com/argoproj/argo-cd/v3/util/lua"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
)

var background = context.Background()

// runner is an operator that the environment brings and that is built: it starts as soon as its Deployment is there.
type runner struct {
	operator   plane.Operator
	binary     string
	by         *application
	deployment *unstructured.Unstructured
	mu         sync.Mutex
	process    *plane.Process
}

// engage finds the operators among what the environment brings, lets in their webhooks, and starts each once it is delivered.
func (t *trial) engage() error {
	for _, one := range plane.Operators {
		if one.Alone {
			continue
		}
		binary := t.operators[one.Name]
		for _, by := range t.delivered.applications {
			for _, object := range by.brought {
				version, is := one.Is(object)
				switch {
				case !is:
				case binary == "":
					fmt.Printf("not run: %s, which is not built here: what it makes is applied as the plan has it, and its resources count as healthy\n", one.Name)
					t.absent = append(t.absent, one.Groups...)
				case version != one.Version:
					return fmt.Errorf("%s brings %s %s, and %s is built here", by.name(), one.Name, version, one.Version)
				default:
					t.runners = append(t.runners, &runner{operator: one, binary: binary, by: by, deployment: object})
					by.brought = append(by.brought, by.webhooks...)
					by.webhooks = nil
				}
			}
		}
	}
	if err := t.plane.Webhooks(); err != nil {
		return err
	}
	for _, one := range t.runners {
		go one.live(t)
	}
	return nil
}

// without tells the health of everything but what operators look after that are not built.
type without struct {
	lua.ResourceHealthOverrides
	groups []string
}

func (w without) GetResourceHealth(object *unstructured.Unstructured) (*health.HealthStatus, error) {
	if slices.Contains(w.groups, object.GroupVersionKind().Group) {
		return nil, nil
	}
	return w.ResourceHealthOverrides.GetResourceHealth(object)
}

// live starts the operator, and ends the trial if it ends.
func (r *runner) live(t *trial) {
	for {
		if live, err := t.plane.Live(r.deployment); err == nil && live != nil {
			break
		}
		time.Sleep(300 * time.Millisecond)
	}
	work := filepath.Join(t.work, r.operator.Name)
	if err := os.MkdirAll(work, 0o700); err != nil {
		t.die(err)
	}
	process, err := t.plane.Run(r.operator, r.deployment, r.binary, work, nil)
	if err != nil {
		t.die(fmt.Errorf("%s cannot be started: %w", r.operator.Name, err))
	}
	r.mu.Lock()
	r.process = process
	r.mu.Unlock()
	for range time.Tick(300 * time.Millisecond) {
		if err := process.Died(); err != nil {
			t.die(err)
		}
	}
}

// die ends the trial, since whoever waits for an operator that is gone would wait for long. What was started ends with it.
func (t *trial) die(err error) {
	fmt.Printf("WRONG %s: %s\n", t.delivered.name, strings.ReplaceAll(err.Error(), "\n", " "))
	os.Exit(1)
}

// unready says which operators that a wave has delivered do not answer yet.
func (t *trial) unready(wave int) []string {
	var waits []string
	for _, one := range t.runners {
		if one.by.wave != wave {
			continue
		}
		one.mu.Lock()
		process := one.process
		one.mu.Unlock()
		if process == nil {
			waits = append(waits, one.operator.Name+" has not started")
		} else if err := process.Ready(); err != nil {
			waits = append(waits, fmt.Sprintf("%s is not ready (%v); %s", process.Name(), err, process.Last()))
		}
	}
	return waits
}

// looksAfter tells whether an operator runs that makes what is made of an object.
func (t *trial) looksAfter(object *unstructured.Unstructured) bool {
	return slices.ContainsFunc(t.runners, func(one *runner) bool {
		return one.operator.Settled[object.GetKind()] != nil && slices.Contains(one.operator.Groups, object.GroupVersionKind().Group)
	})
}

// alsoMade are kinds of which operators may make some, beside those that the plan has.
var alsoMade = []schema.GroupVersionKind{
	{Version: "v1", Kind: "Pod"}, {Version: "v1", Kind: "Service"}, {Version: "v1", Kind: "Secret"}, {Version: "v1", Kind: "ConfigMap"},
	{Version: "v1", Kind: "ServiceAccount"}, {Version: "v1", Kind: "PersistentVolumeClaim"},
	{Group: "apps", Version: "v1", Kind: "Deployment"}, {Group: "apps", Version: "v1", Kind: "StatefulSet"}, {Group: "apps", Version: "v1", Kind: "DaemonSet"},
	{Group: "batch", Version: "v1", Kind: "Job"}, {Group: "batch", Version: "v1", Kind: "CronJob"},
	{Group: "rbac.authorization.k8s.io", Version: "v1", Kind: "Role"}, {Group: "rbac.authorization.k8s.io", Version: "v1", Kind: "RoleBinding"},
	{Group: "networking.k8s.io", Version: "v1", Kind: "NetworkPolicy"}, {Group: "networking.k8s.io", Version: "v1", Kind: "Ingress"},
}

// keepMade writes down what the operators made and what the plan says that they make, for MadeByOperators of the tests to compare.
func (t *trial) keepMade() error {
	planned, made, namespaces := []any{}, []any{}, map[string]bool{}
	kinds := map[schema.GroupVersionKind]bool{}
	for _, kind := range alsoMade {
		kinds[kind] = true
	}
	for _, one := range t.plan.Made {
		if one.AddOn || !t.looksAfter(&unstructured.Unstructured{Object: one.By}) {
			continue
		}
		object := &unstructured.Unstructured{Object: one.Object}
		planned = append(planned, one.Object)
		kinds[object.GroupVersionKind()] = true
		namespaces[object.GetNamespace()] = true
	}
	for kind := range kinds {
		found, err := t.plane.List(kind.Group, kind.Version, kind.Kind)
		if err != nil {
			return err
		}
		for i := range found {
			if namespaces[found[i].GetNamespace()] && t.madeByOperator(&found[i]) {
				made = append(made, found[i].Object)
			}
		}
	}
	text, err := json.Marshal(map[string]any{"planned": planned, "made": made})
	if err != nil {
		return err
	}
	t.step("operators made %d objects, and the plan has %d", len(made), len(planned))
	return os.WriteFile(filepath.Join(t.work, "made.json"), text, 0o600)
}

// madeByOperator tells whether an object is neither delivered nor made by Kubernetes or a stand-in.
func (t *trial) madeByOperator(object *unstructured.Unstructured) bool {
	switch {
	case object.GetAnnotations()["argocd.argoproj.io/tracking-id"] != "" && !slices.ContainsFunc(object.GetOwnerReferences(), t.isCustom):
		return false
	case object.GetKind() == "ServiceAccount" && object.GetName() == "default":
		return false
	case object.GetKind() == "ConfigMap" && object.GetName() == "kube-root-ca.crt":
		return false
	case object.GetKind() == "PersistentVolumeClaim" && t.ofOurs(object):
		return false
	}
	for _, field := range object.GetManagedFields() {
		if secretMakers[field.Manager] || field.Manager == "operator" || field.Manager == "people" {
			return false
		}
	}
	owner := metav1.GetControllerOf(object)
	return owner == nil || t.isCustom(*owner)
}

// secretMakers are those whose Secrets are made here.
var secretMakers = map[string]bool{"external-secrets": true, "cert-manager": true}

func (t *trial) isCustom(owner metav1.OwnerReference) bool {
	object := object(owner.APIVersion, owner.Kind, owner.Name)
	return t.looksAfter(object)
}

// ofOurs tells whether a claim comes of the template of a StatefulSet that is delivered.
func (t *trial) ofOurs(claim *unstructured.Unstructured) bool {
	for _, one := range t.delivered.applications {
		for _, set := range one.objects() {
			templates, _ := at(set.Object, "spec", "volumeClaimTemplates").([]any)
			for _, template := range templates {
				if set.GetKind() == "StatefulSet" && strings.HasPrefix(claim.GetName(), text(template, "metadata", "name")+"-"+set.GetName()+"-") {
					return true
				}
			}
		}
	}
	return false
}

// tellRoot writes into each Application what Argo CD's controller would, by the code of Argo CD, and asks the checks what the root is.
func (t *trial) tellRoot() error {
	now := time.Now().UTC().Format(time.RFC3339)
	for _, one := range t.delivered.applications {
		waiting, err := t.argo.unhealthy(one, one.objects())
		if err != nil {
			return err
		}
		healthy, synced := "Healthy", "Synced"
		if len(waiting) > 0 {
			healthy = "Progressing"
			for _, each := range waiting {
				t.say("in the end " + each.what)
			}
		}
		if t.unsynced[one.name()] {
			synced = "OutOfSync"
		}
		client, err := t.plane.Of(one.tree)
		if err != nil {
			return err
		}
		patch := fmt.Sprintf(`{"status":{"sync":{"status":%q,"comparedTo":{"source":{"repoURL":""},"destination":{}}},"health":{"status":%q},"reconciledAt":%q}}`, synced, healthy, now)
		if _, err := client.Patch(background, one.name(), types.MergePatchType, []byte(patch), metav1.PatchOptions{FieldManager: "argocd-controller"}); err != nil {
			return fmt.Errorf("%s: %w", one.name(), err)
		}
	}
	waiting, err := t.argo.unhealthy(t.delivered.root, t.delivered.hub)
	if err != nil {
		return err
	}
	for _, one := range waiting {
		t.say("in the end " + one.what)
	}
	if len(waiting) == 0 && len(t.unsynced) == 0 {
		fmt.Printf("%s: the root and %d Applications are Synced and Healthy\n", t.delivered.name, len(t.delivered.applications))
	}
	return nil
}

// objectsOfAll are all that is delivered, in order.
func (t *trial) objectsOfAll() []*unstructured.Unstructured {
	var all []*unstructured.Unstructured
	for _, one := range t.delivered.applications {
		tracked, err := t.argo.tracked(one, one.objects())
		if err == nil {
			all = append(all, tracked...)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return plane.ID(all[i]) < plane.ID(all[j]) })
	return all
}
