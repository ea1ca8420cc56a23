package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	constants "k8s.io/apimachinery/pkg/util/remotecommand"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/remotecommand"
	streaming "k8s.io/kubelet/pkg/cri/streaming/remotecommand"
)

// pair is a certificate that is its own authority, with its key.
func pair(names ...string) map[string]string {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	like := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: names, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}
	certificate, err := x509.CreateCertificate(rand.Reader, like, like, key.Public(), key)
	if err != nil {
		panic(err)
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		panic(err)
	}
	text := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}))
	return map[string]string{"ca.crt": text, "tls.crt": text, "tls.key": string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret}))}
}

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
		contents := pair(names...)
		secret(object.GetNamespace(), text(object, "spec", "secretName"), contents)
		for _, webhooks := range t.chart {
			if webhooks.GetAnnotations()["cert-manager.io/inject-ca-from"] != object.GetNamespace()+"/"+object.GetName() {
				continue
			}
			list, _, _ := unstructured.NestedSlice(webhooks.Object, "webhooks")
			for _, one := range list {
				_ = unstructured.SetNestedField(one.(map[string]any), base64.StdEncoding.EncodeToString([]byte(contents["ca.crt"])), "clientConfig", "caBundle")
			}
			_ = unstructured.SetNestedSlice(webhooks.Object, list, "webhooks")
		}
	}
	namespace := t.deployment().GetNamespace()
	volumes, _, _ := unstructured.NestedSlice(t.deployment().Object, "spec", "template", "spec", "volumes")
	for _, volume := range volumes {
		object := tree(volume.(map[string]any))
		optional, _, _ := unstructured.NestedBool(object.Object, "secret", "optional")
		if name := text(object, "secret", "secretName"); name != "" && !optional && !has[name] {
			secret(namespace, name, pair(name))
		}
	}
	arguments, _, _ := unstructured.NestedStringSlice(t.container().Object, "args")
	for _, argument := range arguments {
		if name, ok := strings.CutPrefix(argument, "--agent-tls-secret="); ok && !has[name] {
			secret(namespace, name, pair(name))
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
	contents, all := pair(object.GetName()), map[string]string{}
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

var clusters = schema.GroupVersionResource{Group: "postgresql.cnpg.io", Version: "v1", Resource: "clusters"}

// instanceManagers plays those of CloudNativePG: each answers at the address of its pod, all are as far as the primary, and the instance
// that shall be the primary says that it is.
func instanceManagers(t *trial) error {
	client, err := kubernetes.NewForConfig(t.plane.Config)
	if err != nil {
		return err
	}
	hash, err := digest(t.binary)
	if err != nil {
		return err
	}
	find := func(address string) (*corev1.Pod, *unstructured.Unstructured) {
		pods, err := client.CoreV1().Pods("").List(background, metav1.ListOptions{LabelSelector: "cnpg.io/podRole=instance"})
		if err != nil {
			return nil, nil
		}
		for i := range pods.Items {
			if pod := &pods.Items[i]; pod.Status.PodIP == address {
				cluster, err := t.plane.Dynamic.Resource(clusters).Namespace(pod.Namespace).Get(background, pod.Labels["cnpg.io/cluster"], metav1.GetOptions{})
				if err == nil {
					return pod, cluster
				}
			}
		}
		return nil, nil
	}
	certificate := func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		_, cluster := find(host(hello.Conn.LocalAddr()))
		if cluster == nil {
			return nil, fmt.Errorf("no instance has the address %s", hello.Conn.LocalAddr())
		}
		secret, err := client.CoreV1().Secrets(cluster.GetNamespace()).Get(background, text(cluster, "status", "certificates", "serverTLSSecret"), metav1.GetOptions{})
		if err != nil {
			return nil, err
		}
		found, err := tls.X509KeyPair(secret.Data["tls.crt"], secret.Data["tls.key"])
		return &found, err
	}
	answer := func(answer http.ResponseWriter, request *http.Request) {
		pod, cluster := find(host(request.Context().Value(http.LocalAddrContextKey).(net.Addr)))
		if pod == nil || request.URL.Path != "/pg/status" {
			http.NotFound(answer, request)
			return
		}
		const here = "0/3000060"
		status := map[string]any{"systemID": "7000000000000000001", "node": pod.Spec.NodeName, "pod": nil, "timeLineID": 1, "replayPaused": false,
			"executableHash": hash, "instanceManagerVersion": t.operator.version, "instanceArch": "amd64", "sessionID": string(pod.UID),
			"loadedConfigurationHash": "1", "isArchivingWAL": false}
		if pod.Name == text(cluster, "status", "targetPrimary") {
			status["isPrimary"], status["currentLsn"], status["currentWAL"] = true, here, "000000010000000000000003"
			var replicas []any
			names, _, _ := unstructured.NestedStringSlice(cluster.Object, "status", "instanceNames")
			for _, name := range names {
				if name != pod.Name {
					replicas = append(replicas, map[string]any{"applicationName": name, "state": "streaming", "receivedLsn": here, "writeLsn": here,
						"flushLsn": here, "replayLsn": here, "syncState": "async"})
				}
			}
			status["replicationInfo"] = replicas
		} else {
			primary, err := client.CoreV1().Pods(pod.Namespace).Get(background, text(cluster, "status", "currentPrimary"), metav1.GetOptions{})
			status["receivedLsn"], status["replayLsn"] = here, here
			status["isWalReceiverActive"] = err == nil && primary.DeletionTimestamp == nil && primary.Status.Phase == corev1.PodRunning
		}
		answer.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(answer).Encode(status)
	}
	listener, err := tls.Listen("tcp", ":8000", &tls.Config{GetCertificate: certificate})
	if err != nil {
		return err
	}
	go func() { _ = http.Serve(listener, http.HandlerFunc(answer)) }()
	go func() {
		for range time.Tick(500 * time.Millisecond) {
			all, err := t.plane.Dynamic.Resource(clusters).List(background, metav1.ListOptions{})
			if err != nil {
				continue
			}
			for i := range all.Items {
				cluster := &all.Items[i]
				shall, is := text(cluster, "status", "targetPrimary"), text(cluster, "status", "currentPrimary")
				pod, err := client.CoreV1().Pods(cluster.GetNamespace()).Get(background, shall, metav1.GetOptions{})
				if shall == "" || shall == is || err != nil || pod.Status.Phase != corev1.PodRunning {
					continue
				}
				patch, _ := json.Marshal(map[string]any{"status": map[string]any{"currentPrimary": shall,
					"currentPrimaryTimestamp": time.Now().UTC().Format("2006-01-02T15:04:05.000000Z")}})
				_, _ = t.plane.Dynamic.Resource(clusters).Namespace(cluster.GetNamespace()).
					Patch(background, cluster.GetName(), types.MergePatchType, patch, metav1.PatchOptions{}, "status")
			}
		}
	}()
	return nil
}

// commands plays what kubelets run in containers: every command succeeds and says nothing.
type commands struct{}

func (commands) ExecInContainer(context.Context, string, types.UID, string, []string, io.Reader, io.WriteCloser, io.WriteCloser, bool,
	<-chan remotecommand.TerminalSize, time.Duration) error {
	return nil
}

// serve answers at the address that the nodes are said to have.
func (c commands) serve() error {
	contents := pair("kubelet")
	certificate, err := tls.X509KeyPair([]byte(contents["tls.crt"]), []byte(contents["tls.key"]))
	if err != nil {
		return err
	}
	listener, err := tls.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", kubeletPort), &tls.Config{Certificates: []tls.Certificate{certificate}})
	if err != nil {
		return err
	}
	go func() {
		_ = http.Serve(listener, http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
			part := strings.Split(strings.Trim(request.URL.Path, "/"), "/")
			options, err := streaming.NewOptions(request)
			if len(part) != 4 || part[0] != "exec" || err != nil {
				http.NotFound(answer, request)
				return
			}
			streaming.ServeExec(answer, request, c, part[2], "", part[3], request.URL.Query()["command"], options, time.Minute, time.Minute,
				constants.SupportedStreamingProtocols)
		}))
	}()
	return nil
}

func host(address net.Addr) string {
	name, _, _ := net.SplitHostPort(address.String())
	return strings.TrimPrefix(name, "::ffff:")
}
