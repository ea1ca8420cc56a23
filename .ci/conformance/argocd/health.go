package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sort"
	"strings"

	"conformance/plane"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/health"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"github.com/argoproj/argo-cd/v3/util/settings"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/fake"
)

// kinds is the one list of how the health of kinds is told.
type kinds struct {
	ArgoCD    string
	Own       []string
	Delivered []string
	None      []struct{ Kinds []string }
}

// recorded are statuses of a kind as its operator writes them: each is the object with some of its fields replaced.
type recorded struct {
	Object map[string]any
	Cases  []struct {
		Case, Health, Message string
		Object                map[string]any
	}
}

// checks says where the list of kinds is not true of Argo CD's code, and where the delivered checks do not say what they should.
func checks(list, folder, configMap string) ([]string, error) {
	var known kinds
	if err := readYAML(list, &known); err != nil {
		return nil, err
	}
	overrides, err := overridesIn(configMap)
	if err != nil {
		return nil, err
	}
	wrong := known.untrue(overrides)
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s: no status is recorded", folder)
	}
	said := 0
	for _, file := range files {
		var page recorded
		if err := readYAML(file, &page); err != nil {
			return nil, err
		}
		for _, one := range page.Cases {
			object := &unstructured.Unstructured{Object: map[string]any{}}
			for _, fields := range []map[string]any{page.Object, one.Object} {
				for key, value := range fields {
					object.Object[key] = value
				}
			}
			name := strings.TrimSuffix(filepath.Base(file), ".yaml") + ", " + one.Case
			status, err := health.GetResourceHealth(object, lua.ResourceHealthOverrides(overrides))
			switch {
			case err != nil:
				wrong = append(wrong, fmt.Sprintf("%s: %v", name, err))
			case status == nil:
				wrong = append(wrong, name+": there is no check")
			case string(status.Status) != one.Health || one.Message != "" && status.Message != one.Message:
				wrong = append(wrong, fmt.Sprintf("%s: %s (%s), and not %s", name, status.Status, status.Message, one.Health))
			default:
				said++
			}
		}
	}
	if len(wrong) == 0 {
		fmt.Printf("Argo CD %s has the %d checks of its own that are listed, and says what it should of %d statuses by %d of ours\n",
			known.ArgoCD, len(known.Own), said, len(known.Delivered))
	}
	return wrong, nil
}

// untrue says of which kinds Argo CD has no check although the list says so, or has one although it does not.
func (k *kinds) untrue(overrides map[string]v1alpha1.ResourceOverride) []string {
	var wrong []string
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == "github.com/argoproj/argo-cd/v3" && module.Version != "v"+k.ArgoCD {
				wrong = append(wrong, fmt.Sprintf("the list is of Argo CD %s, and its code here %s", k.ArgoCD, module.Version))
			}
		}
	}
	for _, kind := range k.Own {
		if !hasOwn(kind) {
			wrong = append(wrong, "Argo CD has no check for "+kind)
		}
	}
	for _, without := range k.None {
		for _, kind := range without.Kinds {
			if hasOwn(kind) {
				wrong = append(wrong, "Argo CD has a check for "+kind)
			}
		}
	}
	for _, kind := range k.Delivered {
		key := lua.GetConfigMapKey(schema.ParseGroupKind(kind).WithVersion("v1"))
		if overrides[key].HealthLua == "" {
			wrong = append(wrong, "Argo CD reads no check for "+kind+" out of its settings")
		}
	}
	sort.Strings(wrong)
	return wrong
}

// hasOwn tells whether Argo CD has a check for a kind, in Go or in Lua.
func hasOwn(kind string) bool {
	object := &unstructured.Unstructured{}
	object.SetGroupVersionKind(schema.ParseGroupKind(kind).WithVersion("v1"))
	script, _, err := lua.VM{}.GetHealthScript(object)
	return err == nil && script != "" || health.GetHealthCheckFunc(object.GroupVersionKind()) != nil
}

// overridesIn reads the settings of Argo CD out of a rendered config map, as if it stood in its cluster.
func overridesIn(file string) (map[string]v1alpha1.ResourceOverride, error) {
	objects, err := plane.Objects(file)
	if err != nil {
		return nil, err
	}
	var rendered corev1.ConfigMap
	if len(objects) != 1 {
		return nil, fmt.Errorf("%s: one config map is wanted", file)
	}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(objects[0].Object, &rendered); err != nil {
		return nil, err
	}
	return overrides(fake.NewClientset(&rendered))
}

// overrides are what the settings of Argo CD say of kinds, as it reads them itself.
func overrides(client kubernetes.Interface) (map[string]v1alpha1.ResourceOverride, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return settings.NewSettingsManager(ctx, client, hubNamespace).GetResourceOverrides()
}

func readYAML(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
