package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"conformance/plane"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// refusing are the operators whose webhooks refuse changes, each with a case that has every kind once.
var refusing = map[string]string{"messaging-topology-operator": "minimal"}

// others are values that a field of an object or a list may change to, where the schema does not say what is in it.
var others = map[string]any{
	"arguments":                map[string]any{"x-another": int64(1)},
	"definition":               map[string]any{"max-length": int64(11)},
	"importCredentialsSecret":  map[string]any{"name": "broker"}, // it is there, and may be read
	"limits":                   map[string]any{"connections": int64(5)},
	"permissions":              map[string]any{"write": "another"},
	"rabbitmqClusterReference": map[string]any{"name": "another"},
	"tags":                     []any{"management"},
	"userReference":            map[string]any{"name": "another"},
}

// refused changes every field of every object of a case, for a try, and tells which changes the operator refuses.
func (t *trial) refused(name string) ([]string, error) {
	is := map[string]any{}
	file := ""
	for _, one := range t.cases {
		if one.name != name {
			continue
		}
		file = filepath.Join(filepath.Dir(one.folder), "refused.yaml")
		for _, object := range one.objects {
			if t.operator.Settled[object.GetKind()] == nil {
				continue
			}
			answers, err := t.changed(object)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", t.operator.Name, plane.ID(object), err)
			}
			is[object.GetKind()] = answers
		}
	}
	if t.record {
		head := "# Which changes of a spec's fields " + t.operator.Name + " " + t.operator.Version + " refuses. Recorded; do not edit, run: bash .ci/conformance/operators.sh -record " + t.operator.Name + "\n"
		return nil, os.WriteFile(file, append([]byte(head), written(is)...), 0o644)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	was := map[string]any{}
	if err := yaml.Unmarshal(text, &was); err != nil {
		return nil, err
	}
	var found []string
	differ("", was, is, func(where, was, is string) {
		found = append(found, fmt.Sprintf("%s: a change of %s: recorded %s, is %s", t.operator.Name, where, was, is))
	})
	return found, nil
}

// changed tries another value of each field that the schema has.
func (t *trial) changed(object *unstructured.Unstructured) (map[string]any, error) {
	client, err := t.plane.Of(object)
	if err != nil {
		return nil, err
	}
	live, err := t.plane.Live(object)
	if err != nil || live == nil {
		return nil, fmt.Errorf("is gone (%w)", err)
	}
	fields, err := t.fields(live)
	if err != nil {
		return nil, err
	}
	answers := map[string]any{}
	for name, schema := range fields {
		with := live.DeepCopy()
		value, _, _ := unstructured.NestedFieldNoCopy(with.Object, "spec", name)
		if err := unstructured.SetNestedField(with.Object, another(name, schema.(map[string]any), value), "spec", name); err != nil {
			return nil, err
		}
		_, err := client.Update(context.Background(), with, metav1.UpdateOptions{DryRun: []string{metav1.DryRunAll}})
		switch {
		case err == nil:
			answers[name] = "taken"
		case strings.Contains(err.Error(), "denied the request"):
			answers[name] = "refused"
		default:
			return nil, fmt.Errorf("spec.%s: %w", name, err)
		}
	}
	return answers, nil
}

// fields are those of the spec of a kind, as its CustomResourceDefinition has them.
func (t *trial) fields(object *unstructured.Unstructured) (map[string]any, error) {
	kinds, err := t.plane.List("apiextensions.k8s.io", "v1", "CustomResourceDefinition")
	for i := range kinds {
		if plane.Text(&kinds[i], "spec", "group") != object.GroupVersionKind().Group || plane.Text(&kinds[i], "spec", "names", "kind") != object.GetKind() {
			continue
		}
		versions, _, _ := unstructured.NestedSlice(kinds[i].Object, "spec", "versions")
		for _, version := range versions {
			if fields := version.(map[string]any); fields["name"] == object.GroupVersionKind().Version {
				found, _, err := unstructured.NestedMap(fields, "schema", "openAPIV3Schema", "properties", "spec", "properties")
				return found, err
			}
		}
	}
	return nil, fmt.Errorf("its kind is not served (%w)", err)
}

// another is a value of a field that it does not have.
func another(name string, schema map[string]any, value any) any {
	if other, ok := others[name]; ok {
		return other
	}
	if allowed, ok := schema["enum"].([]any); ok {
		for _, one := range allowed {
			if one != value {
				return one
			}
		}
	}
	switch schema["type"] {
	case "boolean":
		return value != true
	case "integer":
		number, _ := value.(int64)
		return number + 1
	}
	text, _ := value.(string)
	return text + "another"
}
