package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"conformance/plane"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/health"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/sync/common"
	argocommon "github.com/argoproj/argo-cd/v3/common"
	"github.com/argoproj/argo-cd/v3/util/lua"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
)

// trial brings one environment into a real control plane.
type trial struct {
	folder, crds, charts, cluster, work string
	sweep, noStandIns                   bool
	operators                           map[string]string // binaries by name; none: what operators make is applied as the plan has it

	delivered *delivered
	plan      plan
	plane     *plane.Plane
	argo      *argoCD
	runners   []*runner
	absent    []string // groups that operators look after which are not built
	statuses  *statuses
	masters   *masters
	unsynced  map[string]bool // Applications that differ from git
	wrong     []string
	since     time.Time
}

// plan is what the program says of the environment: written by ClusterPlan of the tests.
type plan struct {
	Nodes    json.RawMessage
	Made     []made
	Waived   []struct{ Rule, Object string }
	Beside   []map[string]any
	Pods     []struct{ Node, Name string }
	Settings map[string]any // of Argo CD, as the hub's environment has them
}

// made is an object that an operator makes, or that an add-on is declared to bring.
type made struct {
	Component string
	AddOn     bool
	By        map[string]any // what it is made of, which owns it
	Object    map[string]any
}

func (m made) rank() int {
	switch m.Object["kind"] {
	case "Pod", "Deployment", "StatefulSet", "DaemonSet":
		return 1
	case "HorizontalPodAutoscaler":
		return 2
	}
	return 0
}

func (t *trial) run() ([]string, error) {
	t.since = time.Now()
	written, err := os.ReadFile(filepath.Join(t.folder, "plan.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(written, &t.plan); err != nil {
		return nil, err
	}
	// As an operator does it: what pods need before the pods.
	slices.SortStableFunc(t.plan.Made, func(a, b made) int { return a.rank() - b.rank() })
	environments, err := filepath.Glob(filepath.Join(t.folder, "dist", "*"))
	if err != nil || len(environments) != 1 {
		return nil, fmt.Errorf("%s/dist: one environment is wanted, there are %d", t.folder, len(environments))
	}
	if t.delivered, err = read(environments[0], t.charts); err != nil {
		return nil, err
	}
	// The client of Argo CD keeps what it finds out about the API in the home folder, and would find that of another cluster there.
	if err := os.MkdirAll(t.work, 0o700); err != nil {
		return nil, err
	}
	os.Setenv("HOME", t.work)
	os.Setenv("KUBECACHEDIR", filepath.Join(t.work, "cache"))
	if t.plane, err = plane.Start(t.cluster, t.work, t.plan.Nodes); err != nil {
		return nil, err
	}
	defer t.plane.Stop()
	t.argo = newArgoCD(t.plane)
	go playSecrets(t.plane)
	t.masters = playMasters(t.plane, len(t.operators) > 0)
	t.step("the control plane is up")
	steps := []func() error{t.prepare, t.deliver, t.settle, t.again}
	if len(t.operators) > 0 {
		t.argo.patience = 5 * time.Minute
		t.statuses = newStatuses(t.plane, t.noStandIns)
		if t.noStandIns {
			t.argo.waits = t.statuses.waits
		}
		steps = []func() error{t.prepare, t.engage, t.deliver, t.settle, t.keepMade, t.again, t.tellRoot}
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return t.wrong, err
		}
	}
	t.masters.tell()
	if t.statuses != nil {
		t.say(t.statuses.tell(t.objectsOfAll())...)
	}
	if t.sweep {
		if err := t.removeAll(); err != nil {
			return t.wrong, err
		}
	}
	return t.wrong, nil
}

// step says what has been done and how long that took.
func (t *trial) step(words string, values ...any) {
	fmt.Printf("%s: %s (%.0f s)\n", t.delivered.name, fmt.Sprintf(words, values...), time.Since(t.since).Seconds())
	t.since = time.Now()
}

func (t *trial) say(wrong ...string) {
	for _, one := range wrong {
		t.wrong = append(t.wrong, t.delivered.name+": "+strings.ReplaceAll(one, "\n", " "))
	}
}

// prepare makes what is there before Argo CD brings anything: the kinds, its own namespace, and what comes with the cluster.
func (t *trial) prepare() error {
	files, err := filepath.Glob(filepath.Join(t.crds, "*", "*.yaml"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%s: no CustomResourceDefinition is there", t.crds)
	}
	needed := map[string]bool{}
	for _, one := range t.delivered.applications {
		for _, object := range append(one.objects(), one.tree) {
			needed[object.GroupVersionKind().Group] = true
		}
	}
	kinds := 0
	for _, file := range files {
		if group := filepath.Base(filepath.Dir(file)); group != "all" && !needed[group] {
			continue
		}
		objects, err := plane.Objects(file)
		if err != nil {
			return err
		}
		for _, object := range objects {
			if err := t.plane.Put(object, "kinds"); err != nil {
				t.say(fmt.Sprintf("%s: %v", plane.ID(object), err))
			}
			kinds++
		}
	}
	waits, err := t.plane.Unserved()
	if err != nil {
		return err
	}
	for _, one := range waits {
		t.say("CustomResourceDefinition " + one + " is not served after a minute")
	}
	for _, name := range []string{hubNamespace, "reserved"} {
		if err := t.plane.Put(object("v1", "Namespace", name), "people"); err != nil {
			return err
		}
	}
	t.step("%d kinds are served", kinds)
	return t.install()
}

// deliver brings the projects and Applications, then each Application, wave by wave.
func (t *trial) deliver() error {
	before := len(t.argo.kubectl.applied)
	problems, err := t.argo.sync(t.delivered.root, rootProject(), t.delivered.hub)
	if err != nil {
		return err
	}
	t.say(problems...)
	t.say(t.argo.kubectl.moved(before)...)
	if err := t.configure(); err != nil {
		return err
	}
	ours, brought, made := len(t.delivered.hub), 0, 0
	for i, one := range t.delivered.applications {
		if one.missing != "" {
			fmt.Printf("not applied: %s of %s, which nobody rendered\n", one.missing, one.name())
		}
		before := len(t.argo.kubectl.applied)
		if len(one.webhooks) > 0 {
			fmt.Printf("left out, since nobody answers: %s\n", strings.Join(one.skipped(), ", "))
		}
		problems, err := t.argo.sync(one, t.delivered.projects[one.spec.Spec.Project], one.objects())
		if err != nil {
			return fmt.Errorf("%s: %w", one.name(), err)
		}
		t.say(problems...)
		t.say(t.argo.kubectl.moved(before)...)
		ours, brought = ours+len(one.ours), brought+len(one.brought)
		number, err := t.make(one)
		if err != nil {
			return err
		}
		made += number
		if i == 0 { // the namespaces, with the priority classes
			if err := t.beside(); err != nil {
				return err
			}
		}
		last := i+1 == len(t.delivered.applications)
		if last || t.delivered.applications[i+1].wave != one.wave {
			if err := t.wave(one.wave); err != nil {
				return err
			}
		}
	}
	waived := 0
	for _, one := range t.argo.kubectl.warnings {
		if t.isWaived(one) {
			waived++
			continue
		}
		t.say(fmt.Sprintf("the API server warns of %s: %s", one.object, one.text))
	}
	fmt.Printf("%s: the API server warns %d times of what waivers cover\n", t.delivered.name, waived)
	t.step("%d objects of ours, %d of charts and folders, and %d that operators would make are applied", ours, brought, made)
	return nil
}

// ofOurs finds the name of our policy in a warning of it.
var ofOurs = regexp.MustCompile(`^Validation failed for ValidatingAdmissionPolicy 'xtrading-([a-z-]+)'`)

// installed is what the config map of Argo CD has where people have installed it, and what is not ours.
var installed = map[string]any{"url": "https://argocd.example.org"}

// install writes the config map of Argo CD as people do who install it. On another cluster than the hub, ours come from there.
func (t *trial) install() error {
	settings := object("v1", "ConfigMap", "argocd-cm")
	settings.SetNamespace(hubNamespace)
	settings.SetLabels(map[string]string{"app.kubernetes.io/name": "argocd-cm", "app.kubernetes.io/part-of": "argocd"})
	settings.Object["data"] = installed
	client, err := t.plane.Of(settings)
	if err != nil {
		return err
	}
	if _, err := client.Create(context.Background(), settings, metav1.CreateOptions{FieldManager: common.DefaultClientSideApplyMigrationManager}); err != nil {
		return err
	}
	if t.delivered.settings == nil {
		return t.plane.Put(&unstructured.Unstructured{Object: t.plan.Settings}, argocommon.ArgoCDSSAManager)
	}
	return nil
}

// configure lets Argo CD judge health by its settings, and says what of somebody else's settings is gone.
func (t *trial) configure() error {
	live, err := plane.Listed[corev1.ConfigMap](t.plane, "", "v1", "ConfigMap")
	if err != nil {
		return err
	}
	for _, one := range live {
		for key := range installed {
			if one.Namespace == hubNamespace && one.Name == "argocd-cm" && one.Data[key] != installed[key] {
				t.say("the root takes " + key + " out of the settings of Argo CD, which is not ours")
			}
		}
	}
	client, err := kubernetes.NewForConfig(t.plane.Config)
	if err != nil {
		return err
	}
	found, err := overrides(client)
	if err != nil {
		return err
	}
	number := 0
	for _, one := range found {
		if one.HealthLua != "" {
			number++
		}
	}
	if number == 0 {
		t.say("Argo CD reads no check of health out of its settings")
	}
	t.argo.health = played{found}
	if len(t.operators) > 0 {
		t.argo.health = without{found, t.absent}
	}
	t.step("Argo CD has %d checks of health in its settings", number)
	return nil
}

// played tells the health of kinds of Kubernetes itself: of others, nobody writes a status here.
type played struct{ lua.ResourceHealthOverrides }

func (p played) GetResourceHealth(object *unstructured.Unstructured) (*health.HealthStatus, error) {
	if !isBuiltIn(object) {
		return nil, nil
	}
	return p.ResourceHealthOverrides.GetResourceHealth(object)
}

// isWaived tells whether a warning comes of a rule of ours that need not hold for the object: its policy warns instead of denying.
func (t *trial) isWaived(one warning) bool {
	found := ofOurs.FindStringSubmatch(one.text)
	if found == nil {
		return false
	}
	rule := strings.ReplaceAll(found[1], "-", "")
	return slices.ContainsFunc(t.plan.Waived, func(waiver struct{ Rule, Object string }) bool {
		// Whoever need not be restricted need not keep to the baseline either, and is told of once.
		included := rule == "podskeeptobaseline" && waiver.Rule == "PodsAreRestricted"
		return waiver.Object == one.object && (included || strings.EqualFold(waiver.Rule, rule))
	})
}

// make applies what operators and add-ons make because of an Application, as far as it is projected and its chart did not bring it.
func (t *trial) make(one *application) (int, error) {
	number := 0
	for _, made := range t.plan.Made {
		if made.Component != one.component(t.delivered.name) || !made.AddOn && t.looksAfter(&unstructured.Unstructured{Object: made.By}) {
			continue
		}
		object := complete(&unstructured.Unstructured{Object: made.Object})
		if made.AddOn && (brings(one, object) || object.GetKind() == "Job") { // of a Job the most pods are known, and no time
			continue
		}
		if made.AddOn {
			restrict(object)
		} else {
			owner, err := t.plane.Live(&unstructured.Unstructured{Object: made.By})
			if err != nil || owner == nil {
				continue // that it is not there has been said
			}
			object.SetOwnerReferences([]metav1.OwnerReference{*metav1.NewControllerRef(owner, owner.GroupVersionKind())})
		}
		if err := t.plane.Put(object, "operator"); err != nil {
			t.say(fmt.Sprintf("%s, made for %s: %v", plane.ID(object), one.name(), err))
			continue
		}
		number++
	}
	return number, nil
}

// brings tells whether a chart brought the pods that an add-on is declared to have.
func brings(one *application, declared *unstructured.Unstructured) bool {
	wanted := templateLabels(declared)
	return slices.ContainsFunc(one.brought, func(object *unstructured.Unstructured) bool { return carries(templateLabels(object), wanted) })
}

// beside applies what comes with the cluster or is to come, once its priority classes are there.
func (t *trial) beside() error {
	for _, tree := range t.plan.Beside {
		if err := t.plane.Put(&unstructured.Unstructured{Object: tree}, "people"); err != nil {
			return err
		}
	}
	return nil
}

// wave waits until everything up to a wave is healthy by Argo CD's rules, as its root does, as long as a sync may take, since an
// autoscaler waits until something is measured: for kinds of Kubernetes itself, or, where operators run, for all kinds.
func (t *trial) wave(number int) error {
	var unready []string
	left, err := plane.Await(t.argo.patience, func() ([]string, error) {
		var all []string
		var stops []*unstructured.Unstructured
		for _, one := range t.delivered.applications {
			if one.wave != number {
				continue
			}
			unhealthy, err := t.argo.unhealthy(one, one.objects())
			if err != nil {
				return nil, err
			}
			for _, each := range unhealthy {
				all, stops = append(all, each.what), append(stops, each.object)
			}
		}
		if t.argo.waits != nil {
			t.argo.waits(stops)
		}
		unready = t.unready(number)
		return append(all, unready...), nil
	})
	if len(unready) > 0 {
		t.die(fmt.Errorf("after wave %d %s", number, strings.Join(unready, ", ")))
	}
	for _, one := range left {
		t.say("after wave " + fmt.Sprint(number) + " " + one)
	}
	if len(t.operators) > 0 {
		t.step("wave %d", number)
	}
	return err
}

// again compares everything with git, and applies it once more: nothing may change.
func (t *trial) again() error {
	compared := 0
	t.unsynced = map[string]bool{}
	for _, one := range t.delivered.applications {
		problems, err := t.argo.differ(one, one.objects())
		if err != nil {
			return err
		}
		t.say(problems...)
		if len(problems) > 0 {
			t.unsynced[one.name()] = true
		}
		compared += len(one.objects())
	}
	problems, err := t.argo.differ(t.delivered.root, t.delivered.hub)
	if err != nil {
		return err
	}
	t.say(problems...)
	t.step("%d objects are compared with git as Argo CD does", compared+len(t.delivered.hub))
	for _, one := range t.delivered.applications {
		targets, err := t.argo.tracked(one, one.objects())
		if err != nil {
			return err
		}
		before := map[string]generation{}
		for _, object := range targets {
			if live, err := t.plane.Live(object); err == nil && live != nil {
				before[plane.ID(object)] = state(live)
			}
		}
		problems, err := t.argo.sync(one, t.delivered.projects[one.spec.Spec.Project], one.objects())
		if err != nil {
			return err
		}
		for _, problem := range problems {
			t.say("a second time, " + problem)
		}
		for _, object := range targets {
			live, err := t.plane.Live(object)
			if err != nil {
				return err
			}
			was, ok := before[plane.ID(object)]
			switch {
			case !ok:
			case hooked(object) && (live == nil || live.GetUID() == was.uid):
				t.say(fmt.Sprintf("%s: the hook %s does not run in the second sync", one.name(), plane.ID(object)))
			case !hooked(object) && (live == nil || state(live) != was):
				t.say(fmt.Sprintf("%s: %s is changed by being applied a second time", one.name(), plane.ID(object)))
			}
		}
	}
	t.step("everything is applied a second time")
	return nil
}

// generation is the state of an object that people asked for: another one says that something was asked for that was not before.
type generation struct {
	uid    types.UID
	number int64
}

func state(object *unstructured.Unstructured) generation {
	return generation{object.GetUID(), object.GetGeneration()}
}

func isBuiltIn(object *unstructured.Unstructured) bool {
	group := object.GroupVersionKind().Group
	return !strings.Contains(group, ".") || strings.HasSuffix(group, ".k8s.io") && !custom[group]
}

// custom are groups of custom resources whose names end as those of Kubernetes do.
var custom = map[string]bool{"gateway.networking.k8s.io": true, "snapshot.storage.k8s.io": true, "autoscaling.k8s.io": true, "groupsnapshot.storage.k8s.io": true}

func object(version, kind, name string) *unstructured.Unstructured {
	made := &unstructured.Unstructured{}
	made.SetAPIVersion(version)
	made.SetKind(kind)
	made.SetName(name)
	return made
}
