package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"conformance/plane"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/diff"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/health"
	engine "github.com/argoproj/argo-cd/gitops-engine/v3/pkg/sync"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/sync/common"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/sync/hook"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/sync/syncwaves"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/utils/kube"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/utils/tracing"
	argocommon "github.com/argoproj/argo-cd/v3/common"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/argo"
	argodiff "github.com/argoproj/argo-cd/v3/util/argo/diff"
	"github.com/argoproj/argo-cd/v3/util/argo/normalizers"
	"github.com/go-logr/logr"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	cmdutil "k8s.io/kubectl/pkg/cmd/util"
)

// waitsForPerson is the answer of a sync that would remove what only a person may let go.
const waitsForPerson = "a person has to confirm"

// confirmation is what Argo CD says of such a sync.
const confirmation = "waiting for pruning confirmation"

// argoCD brings Applications into a cluster with the code that Argo CD brings them with.
type argoCD struct {
	plane    *plane.Plane
	kubectl  *witness
	tracking argo.ResourceTracking
	health   health.HealthOverride              // once Argo CD has settings; of kinds of Kubernetes itself where no operators run
	patience time.Duration                      // how long one sync may take
	waits    func([]*unstructured.Unstructured) // is told what is not healthy while something waits for it, where there is one
}

// witness passes on what is applied, one object after the other, and keeps in which order, and what the API server warned of.
type witness struct {
	kube.Kubectl
	mu       sync.Mutex
	now      *unstructured.Unstructured
	applied  []*unstructured.Unstructured
	warnings []warning
}

// warning is what the API server said of an object that it took.
type warning struct{ object, text string }

type operations struct {
	kube.ResourceOperations
	witness *witness
}

func newArgoCD(p *plane.Plane) *argoCD {
	one := &witness{Kubectl: &kube.KubectlCmd{Log: logr.Discard(), Tracer: tracing.NopTracer{}}}
	rest.SetDefaultWarningHandler(one)
	return &argoCD{plane: p, kubectl: one, tracking: argo.NewResourceTracking(), patience: 2 * time.Minute}
}

// HandleWarningHeader keeps a warning with the object that is being applied.
func (w *witness) HandleWarningHeader(code int, _ string, text string) {
	if code == 299 && w.now != nil {
		w.warnings = append(w.warnings, warning{plane.ID(w.now), text})
	}
}

func (w *witness) ManageResources(config *rest.Config) (kube.ResourceOperations, func(), error) {
	inner, cleanup, err := w.Kubectl.ManageResources(config)
	return &operations{inner, w}, cleanup, err
}

func (o *operations) ApplyResource(ctx context.Context, object *unstructured.Unstructured, strategy cmdutil.DryRunStrategy,
	force, validate, serverSide bool, manager string) (string, error) {
	o.witness.mu.Lock()
	defer o.witness.mu.Unlock()
	if strategy == cmdutil.DryRunNone {
		o.witness.now = object
		o.witness.applied = append(o.witness.applied, object)
	}
	defer func() { o.witness.now = nil }()
	return o.ResourceOperations.ApplyResource(ctx, object, strategy, force, validate, serverSide, manager)
}

// tracked are the objects as Argo CD applies them: in the namespace of the Application where they name none, and marked as its own.
func (a *argoCD) tracked(one *application, objects []*unstructured.Unstructured) ([]*unstructured.Unstructured, error) {
	var all []*unstructured.Unstructured
	namespace := one.spec.Spec.Destination.Namespace
	for _, object := range objects {
		object = object.DeepCopy()
		namespaced, err := a.plane.IsNamespaced(object.GroupVersionKind().GroupKind())
		if err != nil {
			namespaced = object.GetNamespace() != ""
		}
		if namespaced && object.GetNamespace() == "" {
			object.SetNamespace(namespace)
		}
		if !namespaced {
			object.SetNamespace("")
		}
		if err := a.tracking.SetAppInstance(object, argocommon.LabelKeyAppInstance, one.name(), namespace, v1alpha1.TrackingMethodAnnotation, ""); err != nil {
			return nil, err
		}
		all = append(all, object)
	}
	return all, nil
}

// sync brings the objects of an Application; it says what did not work.
func (a *argoCD) sync(one *application, project *v1alpha1.AppProject, objects []*unstructured.Unstructured) ([]string, error) {
	return a.syncAndPrune(one, project, objects, nil, false)
}

// syncAndPrune removes as well what is no longer in git, where a person has confirmed it or need not.
func (a *argoCD) syncAndPrune(one *application, project *v1alpha1.AppProject, objects, pruned []*unstructured.Unstructured, confirmed bool) ([]string, error) {
	targets, err := a.tracked(one, objects)
	if err != nil {
		return nil, err
	}
	gone, err := a.tracked(one, pruned)
	if err != nil {
		return nil, err
	}
	options := one.spec.Spec.SyncPolicy.SyncOptions
	permitted := permits(project, one)
	foreground := metav1.DeletePropagationForeground
	phase, message, results, started := common.OperationRunning, "", []common.ResourceSyncResult(nil), metav1.Now()
	for end := time.Now().Add(a.patience); ; time.Sleep(200 * time.Millisecond) {
		live := map[kube.ResourceKey]*unstructured.Unstructured{}
		for _, object := range append(append([]*unstructured.Unstructured{}, targets...), gone...) {
			found, err := a.plane.Live(object)
			if err != nil {
				return nil, err
			}
			if found != nil {
				live[kube.GetResourceKey(found)] = found
			}
		}
		var stops []*unstructured.Unstructured
		if a.waits != nil {
			stops = a.stopsAt(targets, live) // which the engine takes things out of
		}
		attempt, cleanup, err := engine.NewSyncContext("trial", engine.Reconcile(targets, live, one.spec.Spec.Destination.Namespace, a.plane),
			a.plane.Config, a.plane.Config, a.kubectl, one.spec.Spec.Destination.Namespace,
			engine.WithLogr(logr.Discard()),
			engine.WithHealthOverride(a.health),
			engine.WithClientSideApplyMigration(!options.HasOption(common.SyncOptionDisableClientSideApplyMigration), common.DefaultClientSideApplyMigrationManager),
			engine.WithPermissionValidator(func(object *unstructured.Unstructured, resource *metav1.APIResource) error {
				return refusal(project, object, resource.Namespaced, permitted)
			}),
			engine.WithOperationSettings(false, len(pruned) > 0, false, false),
			engine.WithInitialState(phase, message, results, started),
			engine.WithManifestValidation(true),
			engine.WithPruneLast(options.HasOption(common.SyncOptionPruneLast)),
			engine.WithPrunePropagationPolicy(&foreground),
			engine.WithPruneConfirmed(confirmed),
			engine.WithServerSideApply(options.HasOption(common.SyncOptionServerSideApply)),
			engine.WithServerSideApplyManager(argocommon.ArgoCDSSAManager),
			engine.WithSkipDryRunOnMissingResource(options.HasOption(common.SyncOptionSkipDryRunOnMissingResource)))
		if err != nil {
			return nil, err
		}
		attempt.Sync(context.Background())
		cleanup()
		phase, message, results = attempt.GetState()
		if phase.Completed() || strings.Contains(message, confirmation) {
			break
		}
		if a.waits != nil {
			a.waits(stops)
		}
		if time.Now().After(end) {
			message = "does not come to an end: " + message
			break
		}
	}
	if phase == common.OperationSucceeded {
		return nil, nil
	}
	if phase == common.OperationRunning && strings.Contains(message, confirmation) {
		return []string{waitsForPerson}, nil
	}
	var wrong []string
	for _, result := range results {
		if result.Status == common.ResultCodeSyncFailed || result.HookPhase == common.OperationFailed || result.HookPhase == common.OperationError ||
			phase != common.OperationFailed && result.HookPhase == common.OperationRunning {
			wrong = append(wrong, fmt.Sprintf("%s: %s %s/%s: %s", one.name(), result.ResourceKey.Kind, result.ResourceKey.Namespace, result.ResourceKey.Name, result.Message))
		}
	}
	return append(wrong, fmt.Sprintf("%s: %s: %s", one.name(), phase, message)), nil
}

// moved says which objects Argo CD brought in another order than their waves and phases say.
func (w *witness) moved(since int) []string {
	var wrong []string
	type place struct{ phase, wave int }
	last := place{-10, -1 << 30}
	phases := map[common.HookType]int{common.HookTypePreSync: -1, common.HookTypePostSync: 1}
	for _, object := range w.applied[since:] {
		here := place{wave: syncwaves.Wave(object)}
		for _, kind := range hook.Types(object) {
			here.phase = phases[kind]
		}
		if here.phase < last.phase || here.phase == last.phase && here.wave < last.wave {
			wrong = append(wrong, fmt.Sprintf("%s is applied after wave %d, although its own is %d", plane.ID(object), last.wave, here.wave))
		}
		last = here
	}
	return wrong
}

// differ says which objects of an Application Argo CD would show as out of sync, by its own comparison on the server.
func (a *argoCD) differ(one *application, objects []*unstructured.Unstructured) ([]string, error) {
	targets, err := a.tracked(one, objects)
	if err != nil {
		return nil, err
	}
	var lives, wanted []*unstructured.Unstructured
	var wrong []string
	for _, object := range targets {
		if hook.IsHook(object) {
			continue // Argo CD shows no hook as out of sync
		}
		live, err := a.plane.Live(object)
		if err != nil {
			return nil, err
		}
		if live == nil {
			wrong = append(wrong, fmt.Sprintf("%s: %s is not there", one.name(), plane.ID(object)))
			continue
		}
		lives, wanted = append(lives, live), append(wanted, object)
	}
	applier, cleanup, err := a.kubectl.ManageServerSideDiffDryRuns(a.plane.Config)
	if err != nil {
		return nil, err
	}
	defer cleanup()
	_, parser, err := a.kubectl.LoadOpenAPISchema(a.plane.Config)
	if err != nil {
		return nil, err
	}
	config, err := argodiff.NewDiffConfigBuilder().
		WithDiffSettings(one.spec.Spec.IgnoreDifferences, nil, false, normalizers.IgnoreNormalizerOpts{}).
		WithTracking(argocommon.LabelKeyAppInstance, string(v1alpha1.TrackingMethodAnnotation)).
		WithNoCache().WithLogger(logr.Discard()).WithGVKParser(parser).WithManager(argocommon.ArgoCDSSAManager).
		WithServerSideDiff(true).WithServerSideDryRunner(diff.NewK8sServerSideDryRunner(applier)).Build()
	if err != nil {
		return nil, err
	}
	for i := range wanted {
		result, err := argodiff.StateDiff(context.Background(), lives[i], wanted[i], config)
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("%s: %s: the comparison fails: %s", one.name(), plane.ID(wanted[i]), strings.ReplaceAll(err.Error(), "\n", " ")))
			continue
		}
		if result.Modified {
			wrong = append(wrong, fmt.Sprintf("%s: %s is out of sync for ever: %s", one.name(), plane.ID(wanted[i]), between(result.NormalizedLive, result.PredictedLive)))
		}
	}
	return wrong, nil
}

// waiting is an object that is not healthy, and why.
type waiting struct {
	object *unstructured.Unstructured
	what   string
}

// unhealthy says which of the objects are not healthy by the rules of Argo CD and its settings; kinds of which there is none are.
func (a *argoCD) unhealthy(one *application, objects []*unstructured.Unstructured) ([]waiting, error) {
	targets, err := a.tracked(one, objects)
	if err != nil {
		return nil, err
	}
	var wrong []waiting
	for _, object := range targets {
		live, err := a.plane.Live(object)
		if err != nil {
			return nil, err
		}
		if live == nil || hook.IsHook(object) {
			continue
		}
		if why := a.ails(live); why != "" {
			wrong = append(wrong, waiting{live, fmt.Sprintf("%s: %s is %s", one.name(), plane.ID(live), why)})
		}
	}
	return wrong, nil
}

// ails says what is the matter with an object, nothing if it is healthy.
func (a *argoCD) ails(live *unstructured.Unstructured) string {
	status, err := health.GetResourceHealth(live, a.health)
	switch {
	case err != nil:
		return err.Error()
	case status != nil && status.Status != health.HealthStatusHealthy:
		return fmt.Sprintf("%s: %s", status.Status, status.Message)
	}
	return ""
}

// stopsAt are the objects that are there and not healthy, for which a sync so may wait.
func (a *argoCD) stopsAt(targets []*unstructured.Unstructured, live map[kube.ResourceKey]*unstructured.Unstructured) []*unstructured.Unstructured {
	var stops []*unstructured.Unstructured
	for _, object := range targets {
		if found := live[kube.GetResourceKey(object)]; found != nil && !hook.IsHook(object) && a.ails(found) != "" {
			stops = append(stops, found)
		}
	}
	return stops
}
