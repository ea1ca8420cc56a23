// Asks the scheduler of Kubernetes itself, with its default profile, what the simulated one was asked.
//
// usage: scheduler TRACES
//
// TRACES is a folder of traces, which SchedulerTraces of the tests writes: nodes, pods, what else the scheduler looks at,
// and each decision of the simulated scheduler with the situation in which it was made. Whoever of several nodes with the
// highest score is taken, is drawn by lot; so the simulated scheduler agrees where its node is one of those, and the next
// decision is asked for with the pod there. Which nodes fit at all, and the score of each, must be the same. Prints each disagreement, and how much was compared.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/events"
	resourcehelper "k8s.io/component-helpers/resource"
	"k8s.io/klog/v2"
	extenderv1 "k8s.io/kube-scheduler/extender/v1"
	fwk "k8s.io/kube-scheduler/framework"
	corev1defaults "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/controller/daemon/util"
	"k8s.io/kubernetes/pkg/scheduler"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/defaultpreemption"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/feature"
	"k8s.io/kubernetes/pkg/scheduler/framework/preemption"
)

const (
	hash = "pod-template-hash"
	// newVersion is the number from which on pods are of a new version, that is of another ReplicaSet.
	newVersion = 1_000_000
)

type trace struct {
	Name    string
	Objects []map[string]any
	Nodes   []struct {
		Name        string
		Labels      map[string]string
		Taints      []corev1.Taint
		Allocatable corev1.ResourceList
	}
	Sets []struct {
		Name, Namespace, Kind, Owner string
		Rank                         int
		Requests                     corev1.ResourceList
		Priority                     int32
		Preempts, Given              bool
		Steady                       int
		Selector                     *metav1.LabelSelector
		Labels                       map[string]string
		Spec                         corev1.PodSpec
	}
	Steps []step
}

// step is one decision. Away and Closed are nil where they are as before.
type step struct {
	Phase        string
	Away, Closed []string
	Removed      []string
	Placed       map[string]string
	Pod          string
	Home, Node   string
	Scores       map[string]int64 // of every node that takes the pod
	Victims      []string
}

// world is a cluster as the scheduler sees it.
type world struct {
	trace     *trace
	ctx       context.Context
	log       klog.Logger
	sched     *scheduler.Scheduler
	framework framework.Framework
	informers informers.SharedInformerFactory
	preempter *defaultpreemption.DefaultPreemption
	preempted []string
	classes   map[string]*schedulingv1.PriorityClass
	budgets   []*policyv1.PodDisruptionBudget
	nodes     map[string]*corev1.Node // those that are there
	running   map[string]*corev1.Pod
	away      []string
	closed    []string

	placed, unplaced, preemptions, ties, scored, wrong int
}

func main() {
	klogFlags := flag.NewFlagSet("klog", flag.ExitOnError)
	klog.InitFlags(klogFlags)
	check(klogFlags.Parse([]string{"-logtostderr=false", "-alsologtostderr=false", "-stderrthreshold=FATAL"}))
	klog.SetLogger(klog.Logger{})
	if len(os.Args) != 2 {
		check(errors.New("usage: scheduler TRACES"))
	}
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.json"))
	check(err)
	sort.Strings(files)
	sum := map[string]*world{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		check(err)
		one := &trace{}
		check(json.Unmarshal(content, one))
		kind := one.Name
		if strings.HasPrefix(kind, "random-") {
			kind = "random fleets"
		}
		if sum[kind] == nil {
			sum[kind] = &world{}
		}
		w := replay(one)
		sum[kind].placed += w.placed
		sum[kind].unplaced += w.unplaced
		sum[kind].preemptions += w.preemptions
		sum[kind].ties += w.ties
		sum[kind].scored += w.scored
		sum[kind].wrong += w.wrong
	}
	all, scores, wrong := 0, 0, 0
	for _, kind := range slices.Sorted(keys(sum)) {
		w := sum[kind]
		count := w.placed + w.unplaced + w.preemptions
		fmt.Printf("%s: %d decisions: %d pods placed (%d of them on one of several best nodes), %d placed by preemption, %d refused; %d disagreements\n",
			kind, count, w.placed, w.ties, w.preemptions, w.unplaced, w.wrong)
		all += count
		scores += w.scored
		wrong += w.wrong
		if count == 0 {
			check(fmt.Errorf("%s: nothing was compared", kind))
		}
	}
	fmt.Printf("%d decisions compared, with %d scores of nodes; %d disagreements\n", all, scores, wrong)
	if all == 0 || wrong > 0 {
		os.Exit(1)
	}
}

func replay(one *trace) *world {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	w := &world{trace: one, ctx: ctx, log: klog.FromContext(ctx), classes: map[string]*schedulingv1.PriorityClass{},
		nodes: map[string]*corev1.Node{}, running: map[string]*corev1.Pod{}}
	client := fake.NewClientset()
	w.informers = informers.NewSharedInformerFactory(client, 0)
	var err error
	// The informers are not started: their stores are filled here, and the cache of the scheduler is told what runs where.
	w.sched, err = scheduler.New(ctx, client, w.informers, nil, func(string) events.EventRecorder { return quiet{} })
	check(err)
	w.framework = w.sched.Profiles["default-scheduler"]
	w.preempter = w.newPreempter()
	for value, name := range map[int32]string{2_000_001_000: "system-node-critical", 2_000_000_000: "system-cluster-critical"} {
		w.classes[name] = &schedulingv1.PriorityClass{Value: value}
	}
	for _, object := range one.Objects {
		w.know(object)
	}
	for _, set := range one.Sets {
		w.owner(set.Kind, set.Namespace, set.Owner, set.Selector)
	}
	for name, pod := range w.samples() {
		w.admitted(name, pod)
	}
	w.nodesChange()
	for number := range one.Steps {
		w.step(number, &one.Steps[number])
	}
	return w
}

type quiet struct{}

func (quiet) Eventf(runtime.Object, runtime.Object, string, string, string, string, ...any) {}

// newPreempter is the plugin of the default profile, which deletes nobody but tells who would be.
func (w *world) newPreempter() *defaultpreemption.DefaultPreemption {
	args := &config.DefaultPreemptionArgs{MinCandidateNodesPercentage: 10, MinCandidateNodesAbsolute: 100}
	plugin, err := defaultpreemption.New(w.ctx, args, w.framework, feature.Features{})
	check(err)
	return plugin
}

func (w *world) know(object map[string]any) {
	core, policy := w.informers.Core().V1(), w.informers.Policy().V1()
	switch object["kind"] {
	case "Namespace":
		check(core.Namespaces().Informer().GetIndexer().Add(as[corev1.Namespace](object)))
	case "Service":
		check(core.Services().Informer().GetIndexer().Add(as[corev1.Service](object)))
	case "PodDisruptionBudget":
		budget := as[policyv1.PodDisruptionBudget](object)
		w.budgets = append(w.budgets, budget)
		check(policy.PodDisruptionBudgets().Informer().GetIndexer().Add(budget))
	case "PriorityClass":
		class := as[schedulingv1.PriorityClass](object)
		w.classes[class.Name] = class
	}
}

func as[T any](tree map[string]any) *T {
	object := new(T)
	check(runtime.DefaultUnstructuredConverter.FromUnstructured(tree, object))
	return object
}

// owner is the object whose selector the scheduler spreads pods by.
func (w *world) owner(kind, namespace, name string, selector *metav1.LabelSelector) {
	meta := metav1.ObjectMeta{Namespace: namespace, Name: name}
	switch kind {
	case "Deployment", "ReplicaSet":
		versions := []string{""}
		if kind == "Deployment" {
			versions = []string{"1", "2"}
		}
		for _, version := range versions {
			set := &appsv1.ReplicaSet{ObjectMeta: meta, Spec: appsv1.ReplicaSetSpec{Selector: selector.DeepCopy()}}
			set.Name += version
			if version != "" {
				metav1.AddLabelToSelector(set.Spec.Selector, hash, version)
			}
			check(w.informers.Apps().V1().ReplicaSets().Informer().GetIndexer().Add(set))
		}
	case "StatefulSet":
		set := &appsv1.StatefulSet{ObjectMeta: meta, Spec: appsv1.StatefulSetSpec{Selector: selector}}
		check(w.informers.Apps().V1().StatefulSets().Informer().GetIndexer().Add(set))
	}
}

// samples are the first pods of all sets.
func (w *world) samples() map[string]*corev1.Pod {
	pods := map[string]*corev1.Pod{}
	for number, set := range w.trace.Sets {
		pods[set.Name] = w.pod(fmt.Sprintf("%d/0", number), "")
	}
	return pods
}

// admitted compares what the simulation read from a pod with what the API server makes of it.
func (w *world) admitted(name string, pod *corev1.Pod) {
	for _, set := range w.trace.Sets {
		if set.Name != name {
			continue
		}
		requests := resourcehelper.PodRequests(pod, resourcehelper.PodResourcesOptions{})
		for _, resource := range []corev1.ResourceName{"cpu", "memory", "ephemeral-storage"} {
			theirs, ours := requests[resource], set.Requests[resource]
			if theirs.MilliValue() != ours.MilliValue() && (resource == "cpu" || theirs.Value() != ours.Value()) {
				w.disagree("start", name, fmt.Sprintf("requests %s %s, the simulation has %s", theirs.String(), resource, ours.String()))
			}
		}
		if *pod.Spec.Priority != set.Priority || (*pod.Spec.PreemptionPolicy != corev1.PreemptNever) != set.Preempts {
			w.disagree("start", name, fmt.Sprintf("has the priority %d %s, the simulation has %d", *pod.Spec.Priority, *pod.Spec.PreemptionPolicy, set.Priority))
		}
	}
}

// pod is what its controller, and then the admission of the API server, make of the template.
func (w *world) pod(id, home string) *corev1.Pod {
	var number, index int
	_, err := fmt.Sscanf(id, "%d/%d", &number, &index)
	check(err)
	set := &w.trace.Sets[number]
	pod := &corev1.Pod{Spec: *set.Spec.DeepCopy()}
	pod.Namespace, pod.Name = set.Namespace, fmt.Sprintf("%d-%d", number, index)
	pod.UID = types.UID(id)
	pod.Labels = map[string]string{}
	for key, value := range set.Labels {
		pod.Labels[key] = value
	}
	kind, owner := set.Kind, set.Owner
	switch kind {
	case "Deployment":
		version := "1"
		if index >= newVersion {
			version = "2"
		}
		kind, owner = "ReplicaSet", owner+version
		pod.Labels[hash] = version
	case "DaemonSet":
		util.AddOrUpdateDaemonPodTolerations(&pod.Spec)
		pod.Spec.Affinity = util.ReplaceDaemonSetPodNodeNameNodeAffinity(pod.Spec.Affinity, w.trace.Nodes[index].Name)
	}
	if kind == "ReplicaSet" || kind == "StatefulSet" {
		controller := true
		pod.OwnerReferences = []metav1.OwnerReference{{APIVersion: "apps/v1", Kind: kind, Name: owner, Controller: &controller}}
	}
	// Only a volume on the disk of a node matters for where a pod runs.
	pod.Spec.Volumes = nil
	if home != "" {
		pod.Spec.Volumes = []corev1.Volume{{Name: "home", VolumeSource: corev1.VolumeSource{
			PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{ClaimName: pod.Name}}}}
		w.volume(pod.Namespace, pod.Name, home)
	}
	corev1defaults.SetObjectDefaults_Pod(pod)
	w.prioritize(&pod.Spec)
	if set.Given {
		pod.Spec.Priority = &set.Priority
		if !set.Preempts {
			never := corev1.PreemptNever
			pod.Spec.PreemptionPolicy = &never
		}
	}
	// Among equals those that the simulation takes first were started first.
	started := metav1.NewTime(time.Unix(int64(set.Rank)*10*newVersion+int64(index), 0))
	pod.Status.StartTime = &started
	return pod
}

// prioritize does what the admission plugin Priority does.
func (w *world) prioritize(spec *corev1.PodSpec) {
	none, preempts := int32(0), corev1.PreemptLowerPriority
	spec.Priority, spec.PreemptionPolicy = &none, &preempts
	class := w.classes[spec.PriorityClassName]
	if spec.PriorityClassName == "" {
		for _, one := range w.classes {
			if one.GlobalDefault {
				class = one
			}
		}
	} else if class == nil {
		check(fmt.Errorf("there is no PriorityClass %s", spec.PriorityClassName))
	}
	if class != nil {
		spec.Priority = &class.Value
		if class.PreemptionPolicy != nil {
			spec.PreemptionPolicy = class.PreemptionPolicy
		}
	}
}

// volume is one on the disk of a node, bound to the claim of a pod.
func (w *world) volume(namespace, name, node string) {
	core := w.informers.Core().V1()
	class := "local"
	spec := corev1.PersistentVolumeSpec{
		StorageClassName: class,
		AccessModes:      []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce},
		ClaimRef:         &corev1.ObjectReference{Namespace: namespace, Name: name, UID: types.UID(name)},
		NodeAffinity: &corev1.VolumeNodeAffinity{Required: &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{{
			MatchExpressions: []corev1.NodeSelectorRequirement{{Key: corev1.LabelHostname, Operator: corev1.NodeSelectorOpIn, Values: []string{node}}}}}}},
	}
	spec.Local = &corev1.LocalVolumeSource{Path: "/volume"}
	volume := &corev1.PersistentVolume{ObjectMeta: metav1.ObjectMeta{Name: namespace + "-" + name}, Spec: spec}
	volume.Status.Phase = corev1.VolumeBound
	claim := &corev1.PersistentVolumeClaim{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, UID: types.UID(name),
			Annotations: map[string]string{"pv.kubernetes.io/bind-completed": "yes"}},
		Spec: corev1.PersistentVolumeClaimSpec{StorageClassName: &class, VolumeName: volume.Name,
			AccessModes: []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce}},
	}
	claim.Status.Phase = corev1.ClaimBound
	mode := storagev1.VolumeBindingWaitForFirstConsumer
	check(w.informers.Storage().V1().StorageClasses().Informer().GetIndexer().Add(
		&storagev1.StorageClass{ObjectMeta: metav1.ObjectMeta{Name: class}, Provisioner: "kubernetes.io/no-provisioner", VolumeBindingMode: &mode}))
	check(core.PersistentVolumes().Informer().GetIndexer().Update(volume))
	check(core.PersistentVolumeClaims().Informer().GetIndexer().Update(claim))
}

// nodesChange lets the scheduler know which nodes there are, and which of them are cordoned.
func (w *world) nodesChange() {
	for _, one := range w.trace.Nodes {
		known := w.nodes[one.Name]
		if slices.Contains(w.away, one.Name) {
			if known != nil {
				check(w.sched.Cache.RemoveNode(w.log, known))
				check(w.informers.Core().V1().Nodes().Informer().GetIndexer().Delete(known))
				delete(w.nodes, one.Name)
			}
			continue
		}
		node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: one.Name, Labels: one.Labels}}
		node.Spec.Taints = slices.Clone(one.Taints)
		if slices.Contains(w.closed, one.Name) {
			node.Spec.Unschedulable = true
			node.Spec.Taints = append(node.Spec.Taints, corev1.Taint{Key: corev1.TaintNodeUnschedulable, Effect: corev1.TaintEffectNoSchedule})
		}
		node.Status.Allocatable, node.Status.Capacity = one.Allocatable, one.Allocatable
		if known == nil {
			w.sched.Cache.AddNode(w.log, node)
		} else {
			w.sched.Cache.UpdateNode(w.log, known, node)
		}
		check(w.informers.Core().V1().Nodes().Informer().GetIndexer().Update(node))
		w.nodes[one.Name] = node
	}
}

func (w *world) step(number int, step *step) {
	for _, id := range step.Removed {
		check(w.sched.Cache.RemovePod(w.log, w.running[id]))
		delete(w.running, id)
	}
	if step.Away != nil {
		w.away = step.Away
	}
	if step.Closed != nil {
		w.closed = step.Closed
	}
	if step.Away != nil || step.Closed != nil {
		w.nodesChange()
	}
	for _, id := range slices.Sorted(keys(step.Placed)) {
		pod := w.pod(id, "")
		pod.Spec.NodeName = step.Placed[id]
		pod.Status.Phase = corev1.PodRunning
		check(w.sched.Cache.AddPod(w.log, pod))
		w.running[id] = pod
	}
	place := fmt.Sprintf("decision %d (%s)", number+1, step.Phase)
	pod := w.pod(step.Pod, step.Home)
	pod.Status.StartTime = nil
	pods := w.informers.Core().V1().Pods().Informer().GetIndexer()
	check(pods.Add(pod))
	defer func() { check(pods.Delete(pod)) }()
	state := framework.NewCycleState()
	result, err := w.sched.SchedulePod(w.ctx, w.framework, state, pod)
	var unfit *framework.FitError
	switch {
	case err == nil:
		w.placed++
		w.compareNode(place, step, pod, result)
	case errors.As(err, &unfit):
		w.comparePreemption(place, step, pod, state, unfit)
	case errors.Is(err, scheduler.ErrNoNodesAvailable):
		w.unplaced++
		if step.Node != "" {
			w.disagree(place, w.name(step.Pod), "there are no nodes, the simulation takes "+step.Node)
		}
	default:
		check(err)
	}
}

// compareNode holds the node of the simulation against all feasible nodes and their scores.
func (w *world) compareNode(place string, step *step, pod *corev1.Pod, result scheduler.ScheduleResult) {
	scores := w.scores(pod)
	if len(scores) != result.FeasibleNodes {
		check(fmt.Errorf("%s: %d nodes fit, and %d do when asked again", place, result.FeasibleNodes, len(scores)))
	}
	if len(scores) > 1 {
		w.scored += len(scores)
	}
	most, best := int64(math.MinInt64), 0
	for _, one := range scores {
		if one.TotalScore > most {
			most, best = one.TotalScore, 0
		}
		if one.TotalScore == most {
			best++
		}
	}
	if theirs := find(scores, result.SuggestedHost); theirs == nil || theirs.TotalScore != most {
		check(fmt.Errorf("%s: %s has not the highest score when asked again", place, result.SuggestedHost))
	}
	ours := find(scores, step.Node)
	switch {
	case !slices.Equal(sorted(names(scores)), slices.Sorted(keys(step.Scores))):
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("fits on %v, in the simulation on %v", names(scores), slices.Sorted(keys(step.Scores))))
	case len(scores) > 1 && slices.ContainsFunc(scores, func(one fwk.NodePluginScores) bool { return one.TotalScore != step.Scores[one.Name] }):
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("scores %s, in the simulation %v", written(scores), step.Scores))
	case step.Node == "":
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("fits on %v, the simulation finds no node", names(scores)))
	case ours == nil || len(step.Victims) > 0:
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("fits on %v, the simulation takes %s from %v", names(scores), step.Node, step.Victims))
	case ours.TotalScore != most:
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("scores %s, the simulation takes %s", written(scores), step.Node))
	case best > 1:
		w.ties++
	}
}

func find(scores []fwk.NodePluginScores, node string) *fwk.NodePluginScores {
	for i := range scores {
		if scores[i].Name == node {
			return &scores[i]
		}
	}
	return nil
}

func names(scores []fwk.NodePluginScores) []string {
	var nodes []string
	for _, one := range scores {
		nodes = append(nodes, one.Name)
	}
	return nodes
}

func written(scores []fwk.NodePluginScores) string {
	var words []string
	for _, one := range scores {
		var parts []string
		for _, part := range one.Scores {
			if part.Score != 0 {
				parts = append(parts, fmt.Sprintf("%s %d", part.Name, part.Score))
			}
		}
		words = append(words, fmt.Sprintf("%s %d (%s)", one.Name, one.TotalScore, strings.Join(parts, ", ")))
	}
	return strings.Join(words, "; ")
}

// scores of all nodes that fit, which the scheduler does not tell; the same calls that it makes.
func (w *world) scores(pod *corev1.Pod) []fwk.NodePluginScores {
	state := framework.NewCycleState()
	only, status, _ := w.framework.RunPreFilterPlugins(w.ctx, state, pod)
	check(status.AsError())
	nodes, err := w.framework.SnapshotSharedLister().NodeInfos().List()
	check(err)
	var fitting []fwk.NodeInfo
	for _, node := range nodes {
		if (only.AllNodes() || only.NodeNames.Has(node.Node().Name)) &&
			w.framework.RunFilterPluginsWithNominatedPods(w.ctx, state, pod, node).IsSuccess() {
			fitting = append(fitting, node)
		}
	}
	if len(fitting) == 1 {
		return []fwk.NodePluginScores{{Name: fitting[0].Node().Name}}
	}
	check(w.framework.RunPreScorePlugins(w.ctx, state, pod, fitting).AsError())
	scores, status := w.framework.RunScorePlugins(w.ctx, state, pod, fitting)
	check(status.AsError())
	return scores
}

func (w *world) comparePreemption(place string, step *step, pod *corev1.Pod, state fwk.CycleState, unfit *framework.FitError) {
	w.disruptions()
	reasons := unfit.Diagnosis.NodeToStatus
	candidates := w.candidates(pod, state.Clone(), reasons)
	w.preempted = nil
	w.preempter.Evaluator.PreemptPod = func(_ context.Context, _ preemption.Candidate, _, victim *corev1.Pod, _ string) error {
		return nil
	}
	chosen := ""
	result, status := w.preempter.PostFilter(w.ctx, state, pod, reasons)
	if status.IsSuccess() {
		chosen = result.NominatedNodeName
	} else if !status.IsRejected() {
		check(status.AsError())
	}
	if chosen == "" {
		w.unplaced++
		if step.Node != "" {
			w.disagree(place, w.name(step.Pod), fmt.Sprintf("fits nowhere (%v), the simulation takes %s from %v", unfit, step.Node, w.allNames(step.Victims)))
		}
		return
	}
	w.preemptions++
	theirs := candidates[chosen]
	if step.Node == "" {
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("takes %s from %v, the simulation finds no node", chosen, w.victims(theirs)))
		return
	}
	ours := candidates[step.Node]
	switch {
	case ours == nil || len(step.Victims) == 0:
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("takes %s from %v, the simulation %s from %v", chosen, w.victims(theirs), step.Node, w.allNames(step.Victims)))
	case !slices.Equal(sorted(w.victims(ours)), sorted(w.allNames(step.Victims))):
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("would take %s from %v, the simulation from %v", step.Node, w.victims(ours), w.allNames(step.Victims)))
	case !slices.Equal(rank(ours), rank(theirs)):
		w.disagree(place, w.name(step.Pod), fmt.Sprintf("takes %s from %v (%v), the simulation %s from %v (%v)",
			chosen, w.victims(theirs), rank(theirs), step.Node, w.victims(ours), rank(ours)))
	}
}

// candidates are all nodes from which the pod could be given room, as the evaluator of the scheduler finds them.
func (w *world) candidates(pod *corev1.Pod, state fwk.CycleState, reasons *framework.NodeToStatus) map[string]*extenderv1.Victims {
	found := map[string]*extenderv1.Victims{}
	nodes, err := reasons.NodesForStatusCode(w.framework.SnapshotSharedLister().NodeInfos(), fwk.Unschedulable)
	check(err)
	if len(nodes) == 0 {
		return found
	}
	candidates, _, err := w.preempter.Evaluator.DryRunPreemption(w.ctx, state, pod, nodes, w.budgets, 0, int32(len(nodes)))
	check(err)
	for _, one := range candidates {
		found[one.Name()] = one.Victims()
	}
	return found
}

// rank is the documented order of candidates, down to when the victims were started: that is not known in the simulation.
func rank(victims *extenderv1.Victims) []int64 {
	sum := int64(0)
	for _, pod := range victims.Pods {
		sum += int64(*pod.Spec.Priority) + math.MaxInt32 + 1
	}
	return []int64{victims.NumPDBViolations, int64(*victims.Pods[0].Spec.Priority), sum, int64(len(victims.Pods))}
}

// disruptions does what the disruption controller does: count how many pods of each budget may go.
func (w *world) disruptions() {
	for _, budget := range w.budgets {
		selector, err := metav1.LabelSelectorAsSelector(budget.Spec.Selector)
		check(err)
		expected, healthy := 0, 0
		for _, set := range w.trace.Sets {
			if set.Namespace == budget.Namespace && selector.Matches(labels.Set(set.Labels)) {
				expected += set.Steady
			}
		}
		for _, pod := range w.running {
			if pod.Namespace == budget.Namespace && selector.Matches(labels.Set(pod.Labels)) {
				healthy++
			}
		}
		wanted := 0
		if budget.Spec.MinAvailable != nil {
			wanted = scaled(budget.Spec.MinAvailable, expected)
		} else if budget.Spec.MaxUnavailable != nil {
			wanted = max(0, expected-scaled(budget.Spec.MaxUnavailable, expected))
		}
		budget.Status.DisruptionsAllowed = int32(max(0, healthy-wanted))
	}
}

func scaled(amount *intstr.IntOrString, expected int) int {
	value, err := intstr.GetScaledValueFromIntOrPercent(amount, expected, true)
	check(err)
	return value
}

func (w *world) victims(victims *extenderv1.Victims) []string {
	var all []string
	for _, pod := range victims.Pods {
		all = append(all, w.name(string(pod.UID)))
	}
	return all
}

func (w *world) allNames(ids []string) []string {
	var all []string
	for _, id := range ids {
		all = append(all, w.name(id))
	}
	return all
}

func (w *world) name(id string) string {
	number, index, _ := strings.Cut(id, "/")
	set := 0
	_, err := fmt.Sscanf(number, "%d", &set)
	check(err)
	return w.trace.Sets[set].Name + " " + index
}

func (w *world) disagree(place, pod, words string) {
	w.wrong++
	if w.wrong <= 5 {
		fmt.Printf("%s, %s: %s %s\n", w.trace.Name, place, pod, words)
	}
}

func sorted(words []string) []string {
	slices.Sort(words)
	return words
}

func keys[V any](all map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range all {
			if !yield(key) {
				return
			}
		}
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
