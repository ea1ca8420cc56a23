// Holds rendered ValidatingAdmissionPolicies against objects with the code of the API server itself.
//
// usage: admission POLICIES OBJECTS
//
// POLICIES is a folder of ValidatingAdmissionPolicies, OBJECTS a file or folder of YAML. Prints a line for each refusal:
// policy, object, message, with tabs between. An expression that does not compile, or cannot be evaluated, ends it.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	apiservercel "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/cel/environment"
)

var resources = map[string]string{
	"Pod": "pods", "PodTemplate": "podtemplates", "ReplicationController": "replicationcontrollers",
	"DaemonSet": "daemonsets", "Deployment": "deployments", "ReplicaSet": "replicasets", "StatefulSet": "statefulsets",
	"CronJob": "cronjobs", "Job": "jobs", "ScaledJob": "scaledjobs",
}

type policy struct {
	name      string
	validator validating.Validator
}

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: admission POLICIES OBJECTS"))
	}
	typed := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{corev1.AddToScheme, appsv1.AddToScheme, batchv1.AddToScheme} {
		check(add(typed))
	}
	var policies []policy
	each(os.Args[1], func(tree map[string]any) {
		if tree["kind"] == "ValidatingAdmissionPolicy" {
			var one admissionv1.ValidatingAdmissionPolicy
			check(runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(tree, &one, true))
			policies = append(policies, compile(&one))
		}
	})
	judged := 0
	each(os.Args[2], func(tree map[string]any) {
		kind, _ := tree["kind"].(string)
		if resources[kind] == "" {
			return
		}
		judged++
		for _, one := range policies {
			judge(one, asAdmitted(typed, tree))
		}
	})
	fmt.Fprintf(os.Stderr, "%d policies, %d objects\n", len(policies), judged)
	if len(policies) == 0 || judged == 0 {
		fail(errors.New("nothing to judge"))
	}
}

// asAdmitted reads an object into its types and back, as the API server does, with the empty structures that this leaves.
func asAdmitted(typed *runtime.Scheme, tree map[string]any) *unstructured.Unstructured {
	raw := &unstructured.Unstructured{Object: tree}
	object, err := typed.New(raw.GroupVersionKind())
	if err != nil {
		return raw // a custom resource
	}
	check(runtime.DefaultUnstructuredConverter.FromUnstructured(tree, object))
	defaultVolumes(object)
	back, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	check(err)
	return &unstructured.Unstructured{Object: back}
}

// defaultVolumes is the one default of the API server on which a policy depends: a volume without a source.
func defaultVolumes(object runtime.Object) {
	if pod, ok := object.(*corev1.Pod); ok {
		for i := range pod.Spec.Volumes {
			if pod.Spec.Volumes[i].VolumeSource == (corev1.VolumeSource{}) {
				pod.Spec.Volumes[i].EmptyDir = &corev1.EmptyDirVolumeSource{}
			}
		}
	}
}

func judge(one policy, object *unstructured.Unstructured) {
	kind := object.GroupVersionKind()
	resource := kind.GroupVersion().WithResource(resources[kind.Kind])
	attributes := admission.NewAttributesRecord(object, nil, kind, object.GetNamespace(), object.GetName(), resource, "",
		admission.Create, nil, false, &user.DefaultInfo{Name: "somebody"})
	versioned := &admission.VersionedAttributes{Attributes: attributes, VersionedKind: kind, VersionedObject: object}
	namespace := &corev1.Namespace{}
	namespace.Name = object.GetNamespace()
	result := one.validator.Validate(context.Background(), resource, versioned, nil, namespace,
		apiservercel.RuntimeCELCostBudget, nil)
	for _, decision := range result.Decisions {
		if decision.Evaluation == validating.EvalError {
			fail(fmt.Errorf("%s on %s %s: %s", one.name, kind.Kind, object.GetName(), decision.Message))
		}
		if decision.Action == validating.ActionDeny {
			place := object.GetName()
			if object.GetNamespace() != "" {
				place = object.GetNamespace() + "/" + place
			}
			fmt.Printf("%s\t%s %s\t%s\n", one.name, kind.Kind, place, decision.Message)
		}
	}
}

func compile(source *admissionv1.ValidatingAdmissionPolicy) policy {
	compiler, err := cel.NewCompositedCompiler(environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion()))
	check(err)
	options := cel.OptionalVariableDeclarations{HasAuthorizer: true}
	messages := cel.OptionalVariableDeclarations{}
	// As for an object that is new: what the oldest API server of a rolling upgrade knows as well.
	mode := environment.NewExpressions
	for _, variable := range source.Spec.Variables {
		one := &validating.Variable{Name: variable.Name, Expression: variable.Expression}
		if result := compiler.CompileAndStoreVariable(one, options, mode); result.Error != nil {
			fail(fmt.Errorf("%s: variable %s: %s", source.Name, variable.Name, result.Error.Detail))
		}
	}
	var conditions, validations, words []cel.ExpressionAccessor
	for i := range source.Spec.MatchConditions {
		conditions = append(conditions, (*matchconditions.MatchCondition)(&source.Spec.MatchConditions[i]))
	}
	for _, one := range source.Spec.Validations {
		validations = append(validations,
			&validating.ValidationCondition{Expression: one.Expression, Message: one.Message, Reason: one.Reason})
		words = append(words, &validating.MessageExpressionCondition{MessageExpression: one.MessageExpression})
	}
	for _, one := range append(append([]cel.ExpressionAccessor{}, conditions...), validations...) {
		compiles(compiler, source.Name, one, options, mode)
	}
	for _, one := range words {
		compiles(compiler, source.Name, one, messages, mode)
	}
	matcher := matchconditions.NewMatcher(compiler.CompileCondition(conditions, options, mode), source.Spec.FailurePolicy,
		"policy", "validate", source.Name)
	return policy{source.Name, validating.NewValidator(
		compiler.CompileCondition(validations, options, mode), matcher,
		compiler.CompileCondition(nil, options, mode),
		compiler.CompileCondition(words, messages, mode), source.Spec.FailurePolicy)}
}

func compiles(compiler *cel.CompositedCompiler, name string, one cel.ExpressionAccessor,
	options cel.OptionalVariableDeclarations, mode environment.Type) {
	if result := compiler.CompileCELExpression(one, options, mode); result.Error != nil {
		fail(fmt.Errorf("%s: %s: %s", name, one.GetExpression(), result.Error.Detail))
	}
}

func each(path string, use func(map[string]any)) {
	check(filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".yaml") {
			return err
		}
		content, err := os.ReadFile(file)
		check(err)
		decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), 4096)
		for {
			tree := map[string]any{}
			if err := decoder.Decode(&tree); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			if len(tree) > 0 {
				use(tree)
			}
		}
	}))
}

func check(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
