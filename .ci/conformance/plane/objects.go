package plane

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"
)

// Objects are those of a file.
func Objects(file string) ([]*unstructured.Unstructured, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []*unstructured.Unstructured
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 1<<16)
	for {
		object := &unstructured.Unstructured{}
		err := decoder.Decode(object)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if len(object.Object) > 0 {
			all = append(all, object)
		}
	}
}

// ID names an object for people.
func ID(object *unstructured.Unstructured) string {
	if object.GetNamespace() == "" {
		return object.GetKind() + " " + object.GetName()
	}
	return object.GetKind() + " " + object.GetNamespace() + "/" + object.GetName()
}

// Condition tells whether an object says that something holds of it.
func Condition(object *unstructured.Unstructured, name string) bool {
	conditions, _, _ := unstructured.NestedSlice(object.Object, "status", "conditions")
	for _, one := range conditions {
		if fields, _ := one.(map[string]any); fields["type"] == name {
			return fields["status"] == string(metav1.ConditionTrue)
		}
	}
	return false
}

// Unserved waits until every CustomResourceDefinition is served, and names those that are not after a minute.
func (p *Plane) Unserved() ([]string, error) {
	return Await(time.Minute, func() ([]string, error) {
		found, err := p.List("apiextensions.k8s.io", "v1", "CustomResourceDefinition")
		var waits []string
		for i := range found {
			if !Condition(&found[i], "Established") {
				waits = append(waits, found[i].GetName())
			}
		}
		return waits, err
	})
}
