package plane

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
)

var clusters = schema.GroupVersionResource{Group: "postgresql.cnpg.io", Version: "v1", Resource: "clusters"}

// instanceManagers plays those of CloudNativePG: each answers at the address of its pod, all are as far as the primary, and the instance
// that shall be the primary says that it is.
func instanceManagers(r *Process) error {
	client := r.client
	hash, err := digest(r.binary)
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
				cluster, err := r.plane.Dynamic.Resource(clusters).Namespace(pod.Namespace).Get(background, pod.Labels["cnpg.io/cluster"], metav1.GetOptions{})
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
		secret, err := client.CoreV1().Secrets(cluster.GetNamespace()).Get(background, Text(cluster, "status", "certificates", "serverTLSSecret"), metav1.GetOptions{})
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
			"executableHash": hash, "instanceManagerVersion": r.Operator.Version, "instanceArch": "amd64", "sessionID": string(pod.UID),
			"loadedConfigurationHash": "1", "isArchivingWAL": false}
		if pod.Name == Text(cluster, "status", "targetPrimary") {
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
			primary, err := client.CoreV1().Pods(pod.Namespace).Get(background, Text(cluster, "status", "currentPrimary"), metav1.GetOptions{})
			status["receivedLsn"], status["replayLsn"] = here, here
			status["isWalReceiverActive"] = err == nil && primary.DeletionTimestamp == nil && primary.Status.Phase == corev1.PodRunning
		}
		answer.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(answer).Encode(status)
	}
	listener, err := r.room.listen(":8000")
	if err != nil {
		return err
	}
	go func() {
		_ = http.Serve(tls.NewListener(listener, &tls.Config{GetCertificate: certificate}), http.HandlerFunc(answer))
	}()
	go func() {
		for range time.Tick(500 * time.Millisecond) {
			all, err := r.plane.Dynamic.Resource(clusters).List(background, metav1.ListOptions{})
			if err != nil {
				continue
			}
			for i := range all.Items {
				cluster := &all.Items[i]
				shall, is := Text(cluster, "status", "targetPrimary"), Text(cluster, "status", "currentPrimary")
				pod, err := client.CoreV1().Pods(cluster.GetNamespace()).Get(background, shall, metav1.GetOptions{})
				if shall == "" || shall == is || err != nil || pod.Status.Phase != corev1.PodRunning {
					continue
				}
				patch, _ := json.Marshal(map[string]any{"status": map[string]any{"currentPrimary": shall,
					"currentPrimaryTimestamp": time.Now().UTC().Format("2006-01-02T15:04:05.000000Z")}})
				_, _ = r.plane.Dynamic.Resource(clusters).Namespace(cluster.GetNamespace()).
					Patch(background, cluster.GetName(), types.MergePatchType, patch, metav1.PatchOptions{}, "status")
			}
		}
	}()
	return nil
}

func host(address net.Addr) string {
	name, _, _ := net.SplitHostPort(address.String())
	return strings.TrimPrefix(name, "::ffff:")
}
