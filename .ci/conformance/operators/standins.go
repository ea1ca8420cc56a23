package main

import (
	"encoding/base64"
	"strings"

	"conformance/plane"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// certificates plays cert-manager for the chart: the Secrets of its Certificates, those that its pod mounts besides, and who vouches for webhooks.
func (t *trial) certificates() []*unstructured.Unstructured {
	var made []*unstructured.Unstructured
	has := map[string]bool{}
	secret := func(namespace, name string, contents map[string]string) {
		data := map[string]any{}
		for key, content := range contents {
			data[key] = base64.StdEncoding.EncodeToString([]byte(content))
		}
		has[name] = true
		made = append(made, tree(map[string]any{"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls", "data": data,
			"metadata": map[string]any{"name": name, "namespace": namespace}}))
	}
	for _, object := range t.chart {
		if object.GetKind() != "Certificate" {
			continue
		}
		names, _, _ := unstructured.NestedStringSlice(object.Object, "spec", "dnsNames")
		contents := plane.Pair(names...)
		secret(object.GetNamespace(), plane.Text(object, "spec", "secretName"), contents)
		for _, webhooks := range t.chart {
			plane.Vouch(webhooks, object, contents["ca.crt"])
		}
	}
	namespace := t.deployment().GetNamespace()
	volumes, _, _ := unstructured.NestedSlice(t.deployment().Object, "spec", "template", "spec", "volumes")
	for _, volume := range volumes {
		object := tree(volume.(map[string]any))
		optional, _, _ := unstructured.NestedBool(object.Object, "secret", "optional")
		if name := plane.Text(object, "secret", "secretName"); name != "" && !optional && !has[name] {
			secret(namespace, name, plane.Pair(name))
		}
	}
	arguments, _, _ := unstructured.NestedStringSlice(plane.Container(t.deployment()).Object, "args")
	for _, argument := range arguments {
		if name, ok := strings.CutPrefix(argument, "--agent-tls-secret="); ok && !has[name] {
			secret(namespace, name, plane.Pair(name))
		}
	}
	return made
}

// fill gives the keys of a given Secret that are empty a content: what nobody may read in the repository.
func fill(object *unstructured.Unstructured) {
	if object.GetKind() != "Secret" {
		return
	}
	data, _, _ := unstructured.NestedStringMap(object.Object, "data")
	plain, _, _ := unstructured.NestedStringMap(object.Object, "stringData")
	unstructured.RemoveNestedField(object.Object, "stringData")
	contents, all := plane.Pair(object.GetName()), map[string]string{}
	for key, value := range data {
		all[key] = value
	}
	for key, value := range plain {
		all[key] = base64.StdEncoding.EncodeToString([]byte(value))
	}
	for key, value := range all {
		content, ok := contents[key]
		if !ok {
			content = "played"
		}
		if value == "" {
			all[key] = base64.StdEncoding.EncodeToString([]byte(content))
		}
	}
	_ = unstructured.SetNestedStringMap(object.Object, all, "data")
}
