package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"conformance/plane"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/sync/hook"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// found is what is in the cluster once everything has been applied.
type found struct {
	namespaces map[string]labels.Set
	pods       []corev1.Pod
	marked     []marked                          // the pods, and those that come and go
	owners     map[string]*metav1.OwnerReference // of ReplicaSets and Jobs
}

// marked are the labels of a pod.
type marked struct {
	namespace string
	labels    labels.Set
}

// settle waits until every pod that shall run does, and says what is off in the cluster then.
func (t *trial) settle() error {
	missing, err := plane.Await(time.Minute, func() ([]string, error) {
		pods, err := plane.Listed[corev1.Pod](t.plane, "", "v1", "Pod")
		var waits []string
		for _, pod := range pods {
			if pod.Status.Phase == corev1.PodPending {
				why := t.plane.WaitsFor(pod.Namespace, pod.Name)
				for _, one := range pod.Status.Conditions {
					if one.Status == corev1.ConditionFalse {
						why += " " + one.Message
					}
				}
				waits = append(waits, fmt.Sprintf("Pod %s/%s is pending: %s", pod.Namespace, pod.Name, strings.TrimSpace(why)))
			}
		}
		if err != nil {
			return nil, err
		}
		// A new one is looked at after 15 seconds.
		scalers, err := plane.Listed[autoscalingv2.HorizontalPodAutoscaler](t.plane, "autoscaling", "v2", "HorizontalPodAutoscaler")
		for _, one := range scalers {
			if one.Spec.MinReplicas != nil && one.Status.CurrentReplicas < *one.Spec.MinReplicas {
				waits = append(waits, fmt.Sprintf("HorizontalPodAutoscaler %s/%s has %d pods, and its least is %d", one.Namespace, one.Name, one.Status.CurrentReplicas, *one.Spec.MinReplicas))
			}
		}
		return waits, err
	})
	if err != nil {
		return err
	}
	t.say(missing...)
	now, err := t.find()
	if err != nil {
		return err
	}
	for _, look := range []func() error{
		t.lookAtWorkloads, t.lookAtServices, func() error { return t.lookAtPolicies(now) }, t.lookAtBudgets, t.lookAtAutoscalers, t.lookAtEvents,
	} {
		if err := look(); err != nil {
			return err
		}
	}
	t.compareWithCapacity(now)
	t.step("%d pods are looked at", len(now.pods))
	return nil
}

func (t *trial) find() (*found, error) {
	now := &found{namespaces: map[string]labels.Set{}, marked: t.templates(), owners: map[string]*metav1.OwnerReference{}}
	namespaces, err := plane.Listed[corev1.Namespace](t.plane, "", "v1", "Namespace")
	if err != nil {
		return nil, err
	}
	for _, one := range namespaces {
		now.namespaces[one.Name] = one.Labels
	}
	if now.pods, err = plane.Listed[corev1.Pod](t.plane, "", "v1", "Pod"); err != nil {
		return nil, err
	}
	for _, pod := range now.pods {
		now.marked = append(now.marked, marked{pod.Namespace, pod.Labels})
	}
	for kind, group := range map[string]string{"ReplicaSet": "apps", "Job": "batch"} {
		owners, err := t.plane.List(group, "v1", kind)
		if err != nil {
			return nil, err
		}
		for i := range owners {
			now.owners[plane.ID(&owners[i])] = metav1.GetControllerOf(&owners[i])
		}
	}
	return now, nil
}

// lookAtWorkloads says which workload has fewer pods than it should, as where a quota or an admission plugin refuses them.
func (t *trial) lookAtWorkloads() error {
	short := func(kind, namespace, name string, have, want int32, why string) {
		if have < want {
			t.say(fmt.Sprintf("%s %s/%s has %d of %d pods ready: %s", kind, namespace, name, have, want, why))
		}
	}
	deployments, err := plane.Listed[appsv1.Deployment](t.plane, "apps", "v1", "Deployment")
	if err != nil {
		return err
	}
	for _, one := range deployments {
		var why []string
		for _, c := range one.Status.Conditions {
			if c.Type == appsv1.DeploymentReplicaFailure {
				why = append(why, c.Message)
			}
		}
		short("Deployment", one.Namespace, one.Name, one.Status.ReadyReplicas, *one.Spec.Replicas, strings.Join(why, " "))
	}
	sets, err := plane.Listed[appsv1.StatefulSet](t.plane, "apps", "v1", "StatefulSet")
	if err != nil {
		return err
	}
	for _, one := range sets {
		short("StatefulSet", one.Namespace, one.Name, one.Status.ReadyReplicas, *one.Spec.Replicas, "")
	}
	daemons, err := plane.Listed[appsv1.DaemonSet](t.plane, "apps", "v1", "DaemonSet")
	if err != nil {
		return err
	}
	for _, one := range daemons {
		short("DaemonSet", one.Namespace, one.Name, one.Status.NumberReady, one.Status.DesiredNumberScheduled, "")
		if one.Status.DesiredNumberScheduled == 0 {
			t.say(fmt.Sprintf("DaemonSet %s/%s runs on no node", one.Namespace, one.Name))
		}
	}
	return nil
}

// lookAtServices says which Service leads nowhere.
func (t *trial) lookAtServices() error {
	services, err := plane.Listed[corev1.Service](t.plane, "", "v1", "Service")
	if err != nil {
		return err
	}
	endpoints, err := plane.Listed[discoveryv1.EndpointSlice](t.plane, "discovery.k8s.io", "v1", "EndpointSlice")
	if err != nil {
		return err
	}
	pods, err := plane.Listed[corev1.Pod](t.plane, "", "v1", "Pod")
	if err != nil {
		return err
	}
	for _, service := range services {
		if len(service.Spec.Selector) == 0 || isForReplicasOfOne(&service, pods) {
			continue
		}
		open := map[string]bool{}
		addresses := 0
		for _, slice := range endpoints {
			if slice.Namespace != service.Namespace || slice.Labels["kubernetes.io/service-name"] != service.Name {
				continue
			}
			addresses += len(slice.Endpoints)
			for _, port := range slice.Ports {
				if port.Name != nil && port.Port != nil {
					open[*port.Name] = true
				}
			}
		}
		if addresses == 0 {
			t.say(fmt.Sprintf("Service %s/%s has no endpoint: no pod has the labels %s", service.Namespace, service.Name, labels.Set(service.Spec.Selector)))
			continue
		}
		for _, port := range service.Spec.Ports {
			if !open[port.Name] {
				t.say(fmt.Sprintf("Service %s/%s leads to no port of its pods: %s (%s)", service.Namespace, service.Name, port.Name, port.TargetPort.String()))
			}
		}
	}
	return nil
}

// isForReplicasOfOne tells of the Service that CloudNativePG makes for replicas, of which a cluster of one instance has none.
func isForReplicasOfOne(service *corev1.Service, pods []corev1.Pod) bool {
	instances := 0
	for _, pod := range pods {
		if pod.Namespace == service.Namespace && pod.Labels["cnpg.io/podRole"] == "instance" &&
			pod.Labels["cnpg.io/cluster"] == service.Spec.Selector["cnpg.io/cluster"] {
			instances++
		}
	}
	return instances == 1 && service.Spec.Selector["cnpg.io/instanceRole"] == "replica"
}

// lookAtPolicies says which NetworkPolicy selects nothing, or opens something for nobody.
func (t *trial) lookAtPolicies(now *found) error {
	policies, err := plane.Listed[networkingv1.NetworkPolicy](t.plane, "networking.k8s.io", "v1", "NetworkPolicy")
	if err != nil {
		return err
	}
	for _, policy := range policies {
		name := "NetworkPolicy " + policy.Namespace + "/" + policy.Name
		if !now.selects([]string{policy.Namespace}, &policy.Spec.PodSelector) {
			t.say(fmt.Sprintf("%s selects no pod: %s", name, metav1.FormatLabelSelector(&policy.Spec.PodSelector)))
		}
		var peers []networkingv1.NetworkPolicyPeer
		for _, rule := range policy.Spec.Ingress {
			peers = append(peers, rule.From...)
		}
		for _, rule := range policy.Spec.Egress {
			peers = append(peers, rule.To...)
		}
		for _, peer := range peers {
			if peer.IPBlock != nil {
				continue
			}
			inside := []string{policy.Namespace}
			if peer.NamespaceSelector != nil {
				inside = nil
				selector, err := metav1.LabelSelectorAsSelector(peer.NamespaceSelector)
				if err != nil {
					return err
				}
				for namespace, marks := range now.namespaces {
					if selector.Matches(marks) {
						inside = append(inside, namespace)
					}
				}
			}
			pods := peer.PodSelector
			if pods == nil {
				pods = &metav1.LabelSelector{}
			}
			if !now.selects(inside, pods) {
				t.say(fmt.Sprintf("%s speaks of pods that are not there: namespaces %s, pods %s", name, metav1.FormatLabelSelector(peer.NamespaceSelector), metav1.FormatLabelSelector(pods)))
			}
		}
	}
	return nil
}

// selects tells whether a selector finds a pod that is there, or that a template would make.
func (f *found) selects(namespaces []string, selector *metav1.LabelSelector) bool {
	matcher, err := metav1.LabelSelectorAsSelector(selector)
	return err == nil && slices.ContainsFunc(f.marked, func(pod marked) bool {
		return slices.Contains(namespaces, pod.namespace) && matcher.Matches(pod.labels)
	})
}

// templates are the labels of pods that come and go: those of hooks and of what scales to nothing.
func (t *trial) templates() []marked {
	var all []marked
	add := func(object *unstructured.Unstructured, path ...string) {
		if set := labelsAt(object.Object, append(path, "metadata", "labels")...); len(set) > 0 {
			all = append(all, marked{object.GetNamespace(), set})
		}
	}
	for _, one := range t.delivered.applications {
		for _, object := range one.objects() {
			switch object.GetKind() {
			case "Job":
				add(object, "spec", "template")
			case "CronJob":
				add(object, "spec", "jobTemplate", "spec", "template")
			case "ScaledJob":
				add(object, "spec", "jobTargetRef", "template")
			}
		}
	}
	for _, made := range t.plan.Made {
		if object := (&unstructured.Unstructured{Object: made.Object}); object.GetKind() == "Job" {
			add(object, "spec", "template")
		}
	}
	return all
}

// lookAtBudgets says which PodDisruptionBudget keeps nothing, or lets nothing go.
func (t *trial) lookAtBudgets() error {
	budgets, err := plane.Listed[policyv1.PodDisruptionBudget](t.plane, "policy", "v1", "PodDisruptionBudget")
	if err != nil {
		return err
	}
	for _, one := range budgets {
		if one.Status.ExpectedPods == 0 {
			t.say(fmt.Sprintf("PodDisruptionBudget %s/%s keeps no pod: %s", one.Namespace, one.Name, metav1.FormatLabelSelector(one.Spec.Selector)))
		} else if one.Status.DisruptionsAllowed == 0 && !ofPrimary(&one) {
			t.say(fmt.Sprintf("PodDisruptionBudget %s/%s lets none of its %d pods go", one.Namespace, one.Name, one.Status.ExpectedPods))
		}
	}
	return nil
}

// ofPrimary tells whether a budget keeps the primary of PostgreSQL until its operator has moved it: it lets go of no other.
func ofPrimary(budget *policyv1.PodDisruptionBudget) bool {
	owner := metav1.GetControllerOf(budget)
	return owner != nil && owner.Kind == "Cluster" && budget.Spec.Selector.MatchLabels["cnpg.io/instanceRole"] == "primary"
}

// lookAtAutoscalers says which autoscaler scales nothing.
func (t *trial) lookAtAutoscalers() error {
	scalers, err := plane.Listed[autoscalingv2.HorizontalPodAutoscaler](t.plane, "autoscaling", "v2", "HorizontalPodAutoscaler")
	if err != nil {
		return err
	}
	for _, one := range scalers {
		target := &unstructured.Unstructured{}
		target.SetGroupVersionKind(schema.FromAPIVersionAndKind(one.Spec.ScaleTargetRef.APIVersion, one.Spec.ScaleTargetRef.Kind))
		target.SetNamespace(one.Namespace)
		target.SetName(one.Spec.ScaleTargetRef.Name)
		if live, err := t.plane.Live(target); err != nil || live == nil {
			t.say(fmt.Sprintf("HorizontalPodAutoscaler %s/%s scales %s, which is not there", one.Namespace, one.Name, plane.ID(target)))
		}
	}
	return nil
}

// expected are warnings until something has been measured for the first time.
var expected = []string{"FailedGetResourceMetric", "FailedComputeMetricsReplicas"}

// lookAtEvents tells what the controllers complained of on the way. What is still so has been said by the others.
func (t *trial) lookAtEvents() error {
	events, err := plane.Listed[corev1.Event](t.plane, "", "v1", "Event")
	if err != nil {
		return err
	}
	told := map[string]bool{}
	for _, event := range events {
		if event.Type != corev1.EventTypeWarning || slices.Contains(expected, event.Reason) {
			continue
		}
		what := fmt.Sprintf("%s %s/%s: %s: %s", event.InvolvedObject.Kind, event.InvolvedObject.Namespace, event.InvolvedObject.Name, event.Reason, event.Message)
		if !told[what] {
			told[what] = true
			fmt.Println("event: " + what)
		}
	}
	return nil
}

// compareWithCapacity holds where every pod landed against where the simulated scheduler puts it.
func (t *trial) compareWithCapacity(now *found) {
	here, there := map[string]map[string]int{}, map[string]map[string]int{}
	add := func(side map[string]map[string]int, set, node string) {
		if side[set] == nil {
			side[set] = map[string]int{}
		}
		side[set][node]++
	}
	for _, pod := range now.pods {
		if pod.Status.Phase == corev1.PodSucceeded {
			continue
		}
		add(here, t.set(now, &pod), pod.Spec.NodeName)
	}
	for _, pod := range t.plan.Pods {
		name, _, _ := strings.Cut(pod.Name, " ")
		add(there, name, pod.Node)
	}
	same, total := 0, 0
	for set := range union(here, there) {
		count, planned := sum(here[set]), sum(there[set])
		if count != planned {
			t.say(fmt.Sprintf("%s has %d pods, %d by capacity", set, count, planned))
		}
		for node, number := range here[set] {
			total += number
			same += min(number, there[set][node])
		}
	}
	fmt.Printf("%s: %d of %d pods are on the node that capacity names\n", t.delivered.name, same, total)
}

// set is what capacity calls the pods that a pod is one of: those of charts as their add-on declares them.
func (t *trial) set(f *found, pod *corev1.Pod) string {
	owner := metav1.GetControllerOf(pod)
	for _, made := range t.plan.Made {
		declared := &unstructured.Unstructured{Object: made.Object}
		if made.AddOn && declared.GetNamespace() == pod.Namespace && carries(pod.Labels, templateLabels(declared)) {
			return fmt.Sprintf("%s/%s[%s]", pod.Namespace, declared.GetName(), declared.GetKind())
		}
	}
	if pod.Namespace == "kube-system" || pod.Namespace == "reserved" {
		return pod.Namespace + "/" + pod.Spec.Containers[0].Name
	}
	if owner == nil || !strings.HasPrefix(owner.APIVersion, "apps/") && !strings.HasPrefix(owner.APIVersion, "batch/") {
		return pod.Namespace + "/" + pod.Name + "[Pod]"
	}
	if above := f.owners[owner.Kind+" "+pod.Namespace+"/"+owner.Name]; above != nil {
		owner = above
	}
	return fmt.Sprintf("%s/%s[%s]", pod.Namespace, owner.Name, owner.Kind)
}

func templateLabels(object *unstructured.Unstructured) labels.Set {
	return labelsAt(object.Object, "spec", "template", "metadata", "labels")
}

// carries tells whether all of the wanted labels, of which there must be some, are among others.
func carries(have, wanted labels.Set) bool {
	return len(wanted) > 0 && wanted.AsSelector().Matches(have)
}

func union(a, b map[string]map[string]int) map[string]bool {
	all := map[string]bool{}
	for key := range a {
		all[key] = true
	}
	for key := range b {
		all[key] = true
	}
	return all
}

func sum(counts map[string]int) int {
	total := 0
	for _, count := range counts {
		total += count
	}
	return total
}

func hooked(object *unstructured.Unstructured) bool { return hook.IsHook(object) }

func unhooked(objects []*unstructured.Unstructured) []*unstructured.Unstructured {
	return slices.DeleteFunc(slices.Clone(objects), hooked)
}

// rootProject is the project in which the root Application is, as Argo CD makes it.
func rootProject() *v1alpha1.AppProject {
	return &v1alpha1.AppProject{ObjectMeta: metav1.ObjectMeta{Name: "default"}, Spec: v1alpha1.AppProjectSpec{SourceRepos: []string{"*"},
		Destinations:             []v1alpha1.ApplicationDestination{{Namespace: "*", Server: "*", Name: "*"}},
		ClusterResourceWhitelist: []v1alpha1.ClusterResourceRestrictionItem{{Group: "*", Kind: "*"}}}}
}

// between says at which paths two states of an object differ.
func between(live, predicted []byte) string {
	var a, b map[string]any
	if json.Unmarshal(live, &a) != nil || json.Unmarshal(predicted, &b) != nil {
		return "somewhere"
	}
	paths := differences("", a, b)
	sort.Strings(paths)
	return strings.Join(paths, ", ")
}
