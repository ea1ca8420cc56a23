package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"

	"conformance/plane"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
)

// placeholder is the image of pods that an operator would make: what it is does not matter here, only that policies let it in.
const placeholder = "ghcr.io/xtrading/placeholder:1@sha256:0000000000000000000000000000000000000000000000000000000000000000"

// playSecrets makes, as long as the trial runs, the secrets that External Secrets and cert-manager would make, and lets webhooks be trusted.
func playSecrets(p *plane.Plane) {
	made := map[string]types.UID{} // for which object
	authorities := map[*unstructured.Unstructured]string{}
	for {
		for _, one := range []struct {
			group, version, kind, maker string
			secret                      func(*unstructured.Unstructured) *unstructured.Unstructured
		}{
			{"external-secrets.io", "v1", "ExternalSecret", "external-secrets", externalSecret},
			{"cert-manager.io", "v1", "Certificate", "cert-manager", certificate},
		} {
			found, err := p.List(one.group, one.version, one.kind)
			if err != nil {
				continue
			}
			for i := range found {
				if found[i].GetDeletionTimestamp() != nil {
					continue
				}
				secret := one.secret(&found[i])
				key := plane.ID(secret)
				if made[key] == found[i].GetUID() {
					continue
				}
				if err := p.Put(secret, one.maker); err != nil {
					fmt.Fprintf(os.Stderr, "%s cannot be made: %v\n", key, err)
					continue
				}
				made[key] = found[i].GetUID()
				if one.kind == "Certificate" {
					authorities[&found[i]] = text(secret.Object, "data", "ca.crt")
				}
			}
		}
		vouch(p, authorities)
		time.Sleep(300 * time.Millisecond)
	}
}

// vouch writes into webhooks whom to trust, where they name one of the Certificates.
func vouch(p *plane.Plane, authorities map[*unstructured.Unstructured]string) {
	for _, kind := range []string{"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"} {
		found, err := p.List("admissionregistration.k8s.io", "v1", kind)
		if err != nil {
			continue
		}
		for i := range found {
			was := found[i].DeepCopy()
			for certificate, authority := range authorities {
				plain, _ := base64.StdEncoding.DecodeString(authority)
				if !plane.Vouch(&found[i], certificate, string(plain)) || reflect.DeepEqual(was.Object, found[i].Object) {
					continue
				}
				if client, err := p.Of(&found[i]); err == nil {
					_, _ = client.Update(background, &found[i], metav1.UpdateOptions{FieldManager: "cert-manager"}) // or the next time
				}
			}
		}
	}
}

func secretOf(by *unstructured.Unstructured, name, kind string, keys []string, marks map[string]string) *unstructured.Unstructured {
	data := map[string]any{}
	names, _ := at(by.Object, "spec", "dnsNames").([]any)
	hosts := []string{name}
	for _, one := range names {
		hosts = append(hosts, fmt.Sprint(one))
	}
	pair := plane.Pair(hosts...) // since the API server warns of certificate and key that do not belong together
	for _, key := range keys {
		content := "played"
		if strings.HasSuffix(key, ".crt") {
			content = pair["tls.crt"]
		} else if kind == string(corev1.SecretTypeTLS) {
			content = pair["tls.key"]
		}
		data[key] = base64.StdEncoding.EncodeToString([]byte(content))
	}
	secret := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Secret", "type": kind, "data": data}}
	secret.SetName(name)
	secret.SetNamespace(by.GetNamespace())
	secret.SetLabels(marks)
	return secret
}

// externalSecret is the secret that an ExternalSecret becomes: the keys of its template, with those of its data unless replaced.
func externalSecret(by *unstructured.Unstructured) *unstructured.Unstructured {
	spec := by.Object["spec"]
	name := text(spec, "target", "name")
	if name == "" {
		name = by.GetName()
	}
	kind := text(spec, "target", "template", "type")
	if kind == "" {
		kind = "Opaque"
	}
	keys := map[string]bool{}
	template, _ := at(spec, "target", "template", "data").(map[string]any)
	for key := range template {
		keys[key] = true
	}
	if len(template) == 0 || text(spec, "target", "template", "mergePolicy") == "Merge" {
		data, _ := at(spec, "data").([]any)
		for _, entry := range data {
			keys[text(entry, "secretKey")] = true
		}
	}
	return secretOf(by, name, kind, sorted(keys), labelsAt(spec, "target", "template", "metadata", "labels"))
}

func certificate(by *unstructured.Unstructured) *unstructured.Unstructured {
	spec := by.Object["spec"]
	return secretOf(by, text(spec, "secretName"), "kubernetes.io/tls", []string{"ca.crt", "tls.crt", "tls.key"},
		labelsAt(spec, "secretTemplate", "labels"))
}

// complete is a projected object with what the API server wants and a projection does not say.
func complete(object *unstructured.Unstructured) *unstructured.Unstructured {
	object = object.DeepCopy()
	for _, path := range [][]string{{"spec"}, {"spec", "template", "spec"}} {
		pod, _ := at(object.Object, path...).(map[string]any)
		for _, list := range []string{"containers", "initContainers"} {
			containers, _ := pod[list].([]any)
			for _, container := range containers {
				if fields, ok := container.(map[string]any); ok && fields["image"] == nil {
					fields["image"] = placeholder
				}
			}
		}
		if object.GetKind() == "Job" && len(path) == 3 && pod["restartPolicy"] == nil {
			pod["restartPolicy"] = "Never"
		}
	}
	if role, ok := object.Object["roleRef"].(map[string]any); ok {
		role["apiGroup"] = "rbac.authorization.k8s.io"
	}
	return object
}

// restrict gives the pods of an add-on that nobody rendered what every namespace admits: of them only labels, ports and sizes are declared.
func restrict(object *unstructured.Unstructured) {
	pod, _ := at(object.Object, "spec", "template", "spec").(map[string]any)
	if pod == nil {
		return
	}
	pod["securityContext"] = map[string]any{"runAsNonRoot": true, "seccompProfile": map[string]any{"type": "RuntimeDefault"}}
	containers, _ := pod["containers"].([]any)
	for _, container := range containers {
		if fields, ok := container.(map[string]any); ok {
			fields["securityContext"] = map[string]any{"allowPrivilegeEscalation": false, "capabilities": map[string]any{"drop": []any{"ALL"}}}
		}
	}
}

// at is what stands at a path, nil where nothing does.
func at(tree any, path ...string) any {
	for _, key := range path {
		fields, ok := tree.(map[string]any)
		if !ok {
			return nil
		}
		tree = fields[key]
	}
	return tree
}

func text(tree any, path ...string) string {
	value, _ := at(tree, path...).(string)
	return strings.TrimSpace(value)
}

// labelsAt are the labels that stand at a path, none where nothing does.
func labelsAt(tree any, path ...string) labels.Set {
	found := labels.Set{}
	marks, _ := at(tree, path...).(map[string]any)
	for key, value := range marks {
		found[key] = fmt.Sprint(value)
	}
	return found
}

func sorted[V any](set map[string]V) []string {
	var keys []string
	for key := range set {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
