package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strings"

	"conformance/plane"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// varying are annotations that say when, by whom or with which content something was made, or repeat the object, and labels that number a run.
var varying = map[string]bool{
	"cnpg.io/podSpec":                                  true, // the spec of the pod once more
	"cnpg.io/lastAppliedSpec":                          true, // and that of a Service
	"kubectl.kubernetes.io/last-applied-configuration": true,
	"pv.kubernetes.io/bind-completed":                  true,
	"pv.kubernetes.io/bound-by-controller":             true,
	"volume.beta.kubernetes.io/storage-provisioner":    true,
	"volume.kubernetes.io/storage-provisioner":         true,
	"volume.kubernetes.io/selected-node":               true,
	"deployment.kubernetes.io/revision":                true,
	"prometheus-operator-input-hash":                   true,
	"banzaicloud.com/last-applied":                     true, // the object once more, packed
	"redis.opstreelabs.in/last-applied":                true,
	"rabbitmq.com/createdAt":                           true,
	"rabbitmq.com/lastRestartAt":                       true,
	"rabbitmq.com/pluginsUpdatedAt":                    true,
	"rabbitmq.com/serverConfUpdatedAt":                 true,
	"batch.kubernetes.io/controller-uid":               true,
	"controller-uid":                                   true,
}

// ownVolume is the volume of a pod's token, whose name ends at random.
var ownVolume = regexp.MustCompile(`^kube-api-access-[a-z0-9]{5}$`)

// uid is that of an object: keys are named by it, such as files of rules.
var uid = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`)

// fact is what is recorded of an object: as the API server keeps it, without what differs from run to run, and without content of Secrets.
func fact(object *unstructured.Unstructured) map[string]any {
	fields := object.DeepCopy().Object
	delete(fields, "status")
	metadata := map[string]any{"name": named(object)}
	if labels := object.GetLabels(); len(labels) > 0 {
		metadata["labels"] = kept(labels)
	}
	if annotations := kept(object.GetAnnotations()); len(annotations) > 0 {
		metadata["annotations"] = annotations
	}
	var owners []any
	for _, owner := range object.GetOwnerReferences() {
		owners = append(owners, map[string]any{"kind": owner.Kind, "name": owner.Name})
	}
	if len(owners) > 0 {
		metadata["ownerReferences"] = owners
	}
	fields["metadata"] = metadata
	if kind := object.GetKind(); kind == "Secret" || kind == "ConfigMap" {
		for _, where := range []string{"data", "binaryData"} {
			if data, ok := fields[where].(map[string]any); ok {
				for key := range data {
					data[key] = ""
				}
			}
		}
	}
	if spec, ok := fields["spec"].(map[string]any); ok {
		switch object.GetKind() {
		case "Service":
			if spec["clusterIP"] != "None" {
				delete(spec, "clusterIP")
				delete(spec, "clusterIPs")
			}
			delete(spec, "healthCheckNodePort")
			ports, _ := spec["ports"].([]any)
			for _, port := range ports {
				delete(port.(map[string]any), "nodePort")
			}
			// The operator of RabbitMQ lists them in another order each time.
			sort.SliceStable(ports, func(i, j int) bool { return name(ports[i]) < name(ports[j]) })
		case "PersistentVolumeClaim":
			delete(spec, "volumeName")
		case "Pod":
			delete(spec, "nodeName")
		}
	}
	return cleaned(fields, object).(map[string]any)
}

// named is what an object is called, but for an end that differs each time.
func named(object *unstructured.Unstructured) string {
	if start := object.GetGenerateName(); start != "" {
		return start + "(random)"
	}
	return object.GetName()
}

func name(element any) string {
	fields, _ := element.(map[string]any)
	name, _ := fields["name"].(string)
	return name
}

// kept are the labels or annotations that are recorded.
func kept(marks map[string]string) map[string]any {
	all := map[string]any{}
	for key, value := range marks {
		if !varying[key] {
			all[key] = value
		}
	}
	return all
}

// cleaned is a tree of an object without what varies at any depth: in templates and selectors too.
func cleaned(tree any, of *unstructured.Unstructured) any {
	switch node := tree.(type) {
	case map[string]any:
		all := map[string]any{}
		for key, value := range node {
			if varying[key] || key == "creationTimestamp" && value == nil {
				continue
			}
			if name, ok := value.(string); ok && key == "name" && ownVolume.MatchString(name) {
				value = "kube-api-access"
			}
			all[uid.ReplaceAllString(key, "(uid)")] = cleaned(value, of)
		}
		return all
	case []any:
		for i := range node {
			node[i] = cleaned(node[i], of)
		}
	case string:
		if of.GetGenerateName() != "" && node == of.GetName() {
			return named(of)
		}
		return uid.ReplaceAllString(node, "(uid)")
	}
	return tree
}

func written(fields map[string]any) []byte {
	text, err := yaml.Marshal(fields)
	if err != nil {
		panic(err)
	}
	return text
}

// compare holds what was made of a case against what was recorded, or records it.
func (t *trial) compare(one *given, made []*unstructured.Unstructured) ([]string, error) {
	file := filepath.Join(one.folder, "made.yaml")
	if t.record {
		text := bytes.NewBufferString("# What " + t.operator.Name + " " + t.operator.Version +
			" made of given.yaml. Recorded; do not edit, run: bash .ci/conformance/operators.sh -record " + t.operator.Name + "\n")
		for i, object := range made {
			if i > 0 {
				text.WriteString("---\n")
			}
			text.Write(written(fact(object)))
		}
		return nil, os.WriteFile(file, text.Bytes(), 0o644)
	}
	recorded, err := plane.Objects(file)
	if err != nil {
		return nil, err
	}
	was, is := map[string]any{}, map[string]any{}
	for _, object := range recorded {
		was[object.GetKind()+"/"+object.GetName()] = object.Object
	}
	for _, object := range made {
		// Through YAML, as what was recorded.
		var again map[string]any
		if err := yaml.Unmarshal(written(fact(object)), &again); err != nil {
			return nil, err
		}
		is[object.GetKind()+"/"+named(object)] = again
	}
	var found []string
	say := func(where, was, is string) {
		found = append(found, fmt.Sprintf("%s %s %s: recorded %s, made %s", t.operator.Name, one.name, where, was, is))
	}
	for _, name := range sorted(merged(was, is)) {
		switch {
		case was[name] == nil:
			say(name, "nothing", "it")
			continue
		case is[name] == nil:
			say(name, "it", "nothing")
			continue
		}
		differ(name+" ", was[name], is[name], say)
	}
	return found, nil
}

func merged(a, b map[string]any) map[string]any {
	all := map[string]any{}
	for key := range a {
		all[key] = nil
	}
	for key := range b {
		all[key] = nil
	}
	return all
}

// differ tells where two trees differ, field by field; elements of lists that have names are compared by name.
func differ(where string, was, is any, say func(where, was, is string)) {
	if a, ok := was.(map[string]any); ok {
		if b, ok := is.(map[string]any); ok {
			for _, key := range sorted(merged(a, b)) {
				differ(strings.TrimPrefix(where+"."+key, " ."), a[key], b[key], say)
			}
			return
		}
	}
	if a, ok := was.([]any); ok {
		if b, ok := is.([]any); ok {
			if left, right := byName(a), byName(b); left != nil && right != nil && len(a) == len(b) {
				differ(where, left, right, say)
				return
			}
			for i := range max(len(a), len(b)) {
				differ(fmt.Sprintf("%s[%d]", where, i), element(a, i), element(b, i), say)
			}
			return
		}
	}
	number := func(value any) any { // the same number, read by different readers
		switch n := value.(type) {
		case int64:
			return float64(n)
		}
		return value
	}
	if !reflect.DeepEqual(number(was), number(is)) {
		say(strings.Replace(where, " .", " ", 1), short(was), short(is))
	}
}

func element(list []any, i int) any {
	if i < len(list) {
		return list[i]
	}
	return nil
}

// byName is a list as a map, nil unless every element has a name of its own.
func byName(list []any) map[string]any {
	named := map[string]any{}
	for _, one := range list {
		if name(one) == "" || named[name(one)] != nil {
			return nil
		}
		named[name(one)] = one
	}
	return named
}

func short(value any) string {
	if value == nil {
		return "nothing"
	}
	text := strings.Join(strings.Fields(fmt.Sprint(value)), " ")
	if len(text) > 120 {
		return text[:120] + "…"
	}
	return text
}
