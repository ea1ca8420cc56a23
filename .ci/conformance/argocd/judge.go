package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/sync/hook"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes"
)

// found is what is in the cluster once everything has been applied.
type found struct {
	namespaces  map[string]labels.Set
	pods        []corev1.Pod
	deployments []appsv1.Deployment
	sets        []appsv1.StatefulSet
	daemons     []appsv1.DaemonSet
	owners      map[string]*metav1.OwnerReference // of ReplicaSets and Jobs
}

// settle waits until every pod that shall run does, and says what is off in the cluster then.
func (t *trial) settle() error {
	client, err := kubernetes.NewForConfig(t.plane.config)
	if err != nil {
		return err
	}
	ctx, all := context.Background(), metav1.ListOptions{}
	missing, err := await(30*time.Second, func() ([]string, error) {
		pods, err := client.CoreV1().Pods("").List(ctx, all)
		if err != nil {
			return nil, err
		}
		var waits []string
		for _, pod := range pods.Items {
			if pod.Status.Phase == corev1.PodPending {
				t.plane.mu.Lock()
				why := t.plane.waits[pod.Namespace+"/"+pod.Name]
				t.plane.mu.Unlock()
				for _, one := range pod.Status.Conditions {
					if one.Status == corev1.ConditionFalse {
						why += " " + one.Message
					}
				}
				waits = append(waits, fmt.Sprintf("Pod %s/%s is pending: %s", pod.Namespace, pod.Name, strings.TrimSpace(why)))
			}
		}
		return waits, nil
	})
	if err != nil {
		return err
	}
	t.say(missing...)
	now, err := t.find(client)
	if err != nil {
		return err
	}
	for _, look := range []func(context.Context, kubernetes.Interface, *found) error{
		t.lookAtWorkloads, t.lookAtServices, t.lookAtPolicies, t.lookAtBudgets, t.lookAtAutoscalers, t.lookAtEvents,
	} {
		if err := look(ctx, client, now); err != nil {
			return err
		}
	}
	t.compareWithCapacity(now)
	t.step("%d pods are looked at", len(now.pods))
	return nil
}

func (t *trial) find(client kubernetes.Interface) (*found, error) {
	ctx, all := context.Background(), metav1.ListOptions{}
	now := &found{namespaces: map[string]labels.Set{}, owners: map[string]*metav1.OwnerReference{}}
	namespaces, err := client.CoreV1().Namespaces().List(ctx, all)
	if err != nil {
		return nil, err
	}
	for _, one := range namespaces.Items {
		now.namespaces[one.Name] = one.Labels
	}
	pods, err := client.CoreV1().Pods("").List(ctx, all)
	if err != nil {
		return nil, err
	}
	now.pods = pods.Items
	deployments, err := client.AppsV1().Deployments("").List(ctx, all)
	if err != nil {
		return nil, err
	}
	now.deployments = deployments.Items
	sets, err := client.AppsV1().StatefulSets("").List(ctx, all)
	if err != nil {
		return nil, err
	}
	now.sets = sets.Items
	daemons, err := client.AppsV1().DaemonSets("").List(ctx, all)
	if err != nil {
		return nil, err
	}
	now.daemons = daemons.Items
	replicas, err := client.AppsV1().ReplicaSets("").List(ctx, all)
	if err != nil {
		return nil, err
	}
	for _, one := range replicas.Items {
		now.owners["ReplicaSet "+one.Namespace+"/"+one.Name] = metav1.GetControllerOf(&one)
	}
	jobs, err := client.BatchV1().Jobs("").List(ctx, all)
	if err != nil {
		return nil, err
	}
	for _, one := range jobs.Items {
		now.owners["Job "+one.Namespace+"/"+one.Name] = metav1.GetControllerOf(&one)
	}
	return now, nil
}

// lookAtWorkloads says which workload has fewer pods than it should, as where a quota or an admission plugin refuses them.
func (t *trial) lookAtWorkloads(_ context.Context, _ kubernetes.Interface, now *found) error {
	short := func(kind, namespace, name string, have, want int32, why string) {
		if have < want {
			t.say(fmt.Sprintf("%s %s/%s has %d of %d pods ready: %s", kind, namespace, name, have, want, why))
		}
	}
	for _, one := range now.deployments {
		var why []string
		for _, c := range one.Status.Conditions {
			if c.Type == appsv1.DeploymentReplicaFailure {
				why = append(why, c.Message)
			}
		}
		short("Deployment", one.Namespace, one.Name, one.Status.ReadyReplicas, *one.Spec.Replicas, strings.Join(why, " "))
	}
	for _, one := range now.sets {
		short("StatefulSet", one.Namespace, one.Name, one.Status.ReadyReplicas, *one.Spec.Replicas, "")
	}
	for _, one := range now.daemons {
		short("DaemonSet", one.Namespace, one.Name, one.Status.NumberReady, one.Status.DesiredNumberScheduled, "")
		if one.Status.DesiredNumberScheduled == 0 {
			t.say(fmt.Sprintf("DaemonSet %s/%s runs on no node", one.Namespace, one.Name))
		}
	}
	return nil
}

// lookAtServices says which Service leads nowhere.
func (t *trial) lookAtServices(ctx context.Context, client kubernetes.Interface, now *found) error {
	services, err := client.CoreV1().Services("").List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	slicesList, err := client.DiscoveryV1().EndpointSlices("").List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	for _, service := range services.Items {
		if len(service.Spec.Selector) == 0 {
			continue
		}
		open := map[string]bool{}
		addresses := 0
		for _, slice := range slicesList.Items {
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

// lookAtPolicies says which NetworkPolicy selects nothing, or opens something for nobody.
func (t *trial) lookAtPolicies(ctx context.Context, client kubernetes.Interface, now *found) error {
	policies, err := client.NetworkingV1().NetworkPolicies("").List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	for _, policy := range policies.Items {
		name := "NetworkPolicy " + policy.Namespace + "/" + policy.Name
		if !t.selects(now, []string{policy.Namespace}, &policy.Spec.PodSelector) {
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
			if !t.selects(now, inside, pods) {
				t.say(fmt.Sprintf("%s speaks of pods that are not there: namespaces %s, pods %s", name, metav1.FormatLabelSelector(peer.NamespaceSelector), metav1.FormatLabelSelector(pods)))
			}
		}
	}
	return nil
}

// selects tells whether a selector finds a pod that is there, or that a template would make.
func (t *trial) selects(now *found, namespaces []string, selector *metav1.LabelSelector) bool {
	matcher, err := metav1.LabelSelectorAsSelector(selector)
	if err != nil {
		return false
	}
	for _, pod := range now.pods {
		if slices.Contains(namespaces, pod.Namespace) && matcher.Matches(labels.Set(pod.Labels)) {
			return true
		}
	}
	for _, marks := range t.templates() {
		if slices.Contains(namespaces, marks.namespace) && matcher.Matches(marks.labels) {
			return true
		}
	}
	return false
}

type marked struct {
	namespace string
	labels    labels.Set
}

// templates are the labels of pods that come and go: those of hooks and of what scales to nothing.
func (t *trial) templates() []marked {
	var all []marked
	add := func(object *unstructured.Unstructured, path ...string) {
		if marks, ok := at(object.Object, append(path, "metadata", "labels")...).(map[string]any); ok {
			set := labels.Set{}
			for key, value := range marks {
				set[key] = fmt.Sprint(value)
			}
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
func (t *trial) lookAtBudgets(ctx context.Context, client kubernetes.Interface, _ *found) error {
	budgets, err := client.PolicyV1().PodDisruptionBudgets("").List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	for _, one := range budgets.Items {
		if one.Status.ExpectedPods == 0 {
			t.say(fmt.Sprintf("PodDisruptionBudget %s/%s keeps no pod: %s", one.Namespace, one.Name, metav1.FormatLabelSelector(one.Spec.Selector)))
		} else if one.Status.DisruptionsAllowed == 0 {
			t.say(fmt.Sprintf("PodDisruptionBudget %s/%s lets none of its %d pods go", one.Namespace, one.Name, one.Status.ExpectedPods))
		}
	}
	return nil
}

// lookAtAutoscalers says which autoscaler scales nothing.
func (t *trial) lookAtAutoscalers(ctx context.Context, client kubernetes.Interface, _ *found) error {
	scalers, err := client.AutoscalingV2().HorizontalPodAutoscalers("").List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	for _, one := range scalers.Items {
		target := &unstructured.Unstructured{}
		target.SetGroupVersionKind(schema.FromAPIVersionAndKind(one.Spec.ScaleTargetRef.APIVersion, one.Spec.ScaleTargetRef.Kind))
		target.SetNamespace(one.Namespace)
		target.SetName(one.Spec.ScaleTargetRef.Name)
		if live, err := t.plane.live(target); err != nil || live == nil {
			t.say(fmt.Sprintf("HorizontalPodAutoscaler %s/%s scales %s, which is not there", one.Namespace, one.Name, id(target)))
		}
	}
	return nil
}

// expected are warnings of a cluster in which nobody measures and no volume is really mounted.
var expected = []string{"FailedGetResourceMetric", "FailedComputeMetricsReplicas", "FailedGetExternalMetric", "InvalidDiskCapacity"}

// lookAtEvents says what the controllers complained of, unless it has been mended since.
func (t *trial) lookAtEvents(ctx context.Context, client kubernetes.Interface, _ *found) error {
	events, err := client.CoreV1().Events("").List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	told := map[string]bool{}
	for _, event := range events.Items {
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
		marks, _ := at(made.Object, "spec", "template", "metadata", "labels").(map[string]any)
		if made.AddOn && declared.GetNamespace() == pod.Namespace && carries(pod.Labels, marks) {
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

func carries[V any](labels map[string]V, wanted map[string]any) bool {
	for key, value := range wanted {
		if have, ok := labels[key]; !ok || fmt.Sprint(have) != fmt.Sprint(value) {
			return false
		}
	}
	return len(wanted) > 0
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
