package main

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	storagelisters "k8s.io/client-go/listers/storage/v1"
)

// kubelets plays the kubelet of every node, what provisions volumes, and what balances load: a pod whose Secrets, ConfigMaps, keys and service
// account are there runs and is ready; one of a Job has succeeded; one that shall go is gone;
// what shall be run in one has succeeded; a claim gets a volume, and a Service that is balanced an address.
type kubelets struct {
	client     kubernetes.Interface
	pods       corelisters.PodLister
	services   corelisters.ServiceLister
	secrets    corelisters.SecretLister
	configMaps corelisters.ConfigMapLister
	claims     corelisters.PersistentVolumeClaimLister
	volumes    corelisters.PersistentVolumeLister
	classes    storagelisters.StorageClassLister
	nextIP     netip.Addr
	waits      map[types.UID]string
}

// runNodes makes the nodes and goes on playing their kubelets until the context is done.
func runNodes(ctx context.Context, client kubernetes.Interface, nodes []corev1.Node, certificates string) error {
	port, err := runExec(ctx, certificates)
	if err != nil {
		return err
	}
	for _, node := range nodes {
		status := node.Status
		made, err := client.CoreV1().Nodes().Create(ctx, &node, metav1.CreateOptions{})
		if err != nil {
			return err
		}
		status.Conditions = []corev1.NodeCondition{{Type: corev1.NodeReady, Status: corev1.ConditionTrue, Reason: "KubeletReady",
			LastHeartbeatTime: metav1.Now(), LastTransitionTime: metav1.Now()}}
		status.Addresses = []corev1.NodeAddress{{Type: corev1.NodeInternalIP, Address: "127.0.0.1"}}
		status.DaemonEndpoints.KubeletEndpoint.Port = port
		made.Status = status
		if _, err := client.CoreV1().Nodes().UpdateStatus(ctx, made, metav1.UpdateOptions{}); err != nil {
			return err
		}
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	core := factory.Core().V1()
	k := &kubelets{client, core.Pods().Lister(), core.Services().Lister(), core.Secrets().Lister(), core.ConfigMaps().Lister(),
		core.PersistentVolumeClaims().Lister(), core.PersistentVolumes().Lister(), factory.Storage().V1().StorageClasses().Lister(),
		netip.MustParseAddr("10.128.0.10"), map[types.UID]string{}}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	go func() {
		for ctx.Err() == nil {
			k.look(ctx)
			time.Sleep(300 * time.Millisecond)
		}
	}()
	return nil
}

// look does once what is to be done. What fails, since the object has changed in between, is done the next time.
func (k *kubelets) look(ctx context.Context) {
	pods, _ := k.pods.List(labels.Everything())
	for _, pod := range pods {
		switch {
		case pod.Spec.NodeName == "":
		case pod.DeletionTimestamp != nil:
			now := int64(0)
			_ = k.client.CoreV1().Pods(pod.Namespace).Delete(ctx, pod.Name,
				metav1.DeleteOptions{GracePeriodSeconds: &now, Preconditions: metav1.NewUIDPreconditions(string(pod.UID))})
		case pod.Status.Phase == corev1.PodPending:
			missing := k.missing(pod)
			if k.waits[pod.UID] != missing {
				k.waits[pod.UID] = missing
				if missing != "" {
					fmt.Printf("waits\t%s/%s\t%s\n", pod.Namespace, pod.Name, missing)
				}
			}
			if missing == "" {
				_, _ = k.client.CoreV1().Pods(pod.Namespace).UpdateStatus(ctx, k.started(pod), metav1.UpdateOptions{})
			}
		}
	}
	services, _ := k.services.List(labels.Everything())
	for _, service := range services {
		if service.Spec.Type == corev1.ServiceTypeLoadBalancer && len(service.Status.LoadBalancer.Ingress) == 0 {
			given := service.DeepCopy()
			given.Status.LoadBalancer.Ingress = []corev1.LoadBalancerIngress{{IP: "192.0.2.10"}}
			_, _ = k.client.CoreV1().Services(service.Namespace).UpdateStatus(ctx, given, metav1.UpdateOptions{})
		}
	}
	claims, _ := k.claims.List(labels.Everything())
	for _, claim := range claims {
		if claim.Status.Phase == corev1.ClaimPending && claim.Spec.VolumeName == "" {
			k.provision(ctx, claim)
		}
	}
	volumes, _ := k.volumes.List(labels.Everything())
	for _, volume := range volumes {
		// The controller manager tries to delete a folder of a node itself, and fails.
		gone := volume.Status.Phase == corev1.VolumeReleased || volume.Status.Phase == corev1.VolumeFailed
		if gone && volume.Spec.PersistentVolumeReclaimPolicy == corev1.PersistentVolumeReclaimDelete {
			_ = k.client.CoreV1().PersistentVolumes().Delete(ctx, volume.Name, metav1.DeleteOptions{})
		}
	}
}

// missing names what a kubelet would wait for before it starts a pod.
func (k *kubelets) missing(pod *corev1.Pod) string {
	var missing []string
	need := func(what, name string, optional *bool, found func() (map[string]bool, error), keys ...string) {
		if optional != nil && *optional {
			return
		}
		have, err := found()
		if err != nil {
			missing = append(missing, what+" "+name)
			return
		}
		for _, key := range keys {
			if !have[key] {
				missing = append(missing, fmt.Sprintf("key %s of %s %s", key, what, name))
			}
		}
	}
	secret := func(name string, optional *bool, keys ...string) {
		need("Secret", name, optional, func() (map[string]bool, error) {
			found, err := k.secrets.Secrets(pod.Namespace).Get(name)
			if err != nil {
				return nil, err
			}
			return keysOf(found.Data), nil
		}, keys...)
	}
	configMap := func(name string, optional *bool, keys ...string) {
		need("ConfigMap", name, optional, func() (map[string]bool, error) {
			found, err := k.configMaps.ConfigMaps(pod.Namespace).Get(name)
			if err != nil {
				return nil, err
			}
			have := keysOf(found.Data)
			for key := range found.BinaryData {
				have[key] = true
			}
			return have, nil
		}, keys...)
	}
	for _, volume := range pod.Spec.Volumes {
		if source := volume.Secret; source != nil {
			secret(source.SecretName, source.Optional, paths(source.Items)...)
		}
		if source := volume.ConfigMap; source != nil {
			configMap(source.Name, source.Optional, paths(source.Items)...)
		}
		if volume.Projected != nil {
			for _, source := range volume.Projected.Sources {
				if one := source.Secret; one != nil {
					secret(one.Name, one.Optional, paths(one.Items)...)
				}
				if one := source.ConfigMap; one != nil {
					configMap(one.Name, one.Optional, paths(one.Items)...)
				}
			}
		}
	}
	for _, container := range slices.Concat(pod.Spec.InitContainers, pod.Spec.Containers) {
		for _, source := range container.EnvFrom {
			if one := source.SecretRef; one != nil {
				secret(one.Name, one.Optional)
			}
			if one := source.ConfigMapRef; one != nil {
				configMap(one.Name, one.Optional)
			}
		}
		for _, variable := range container.Env {
			if variable.ValueFrom == nil {
				continue
			}
			if one := variable.ValueFrom.SecretKeyRef; one != nil {
				secret(one.Name, one.Optional, one.Key)
			}
			if one := variable.ValueFrom.ConfigMapKeyRef; one != nil {
				configMap(one.Name, one.Optional, one.Key)
			}
		}
	}
	slices.Sort(missing)
	return strings.Join(slices.Compact(missing), ", ")
}

func keysOf[V any](data map[string]V) map[string]bool {
	keys := map[string]bool{}
	for key := range data {
		keys[key] = true
	}
	return keys
}

func paths(items []corev1.KeyToPath) []string {
	var keys []string
	for _, item := range items {
		keys = append(keys, item.Key)
	}
	return keys
}

// started is the pod as its kubelet reports it once everything runs, or, of a Job, has run.
func (k *kubelets) started(pod *corev1.Pod) *corev1.Pod {
	pod = pod.DeepCopy()
	now := metav1.Now()
	done := slices.ContainsFunc(pod.OwnerReferences, func(owner metav1.OwnerReference) bool { return owner.Kind == "Job" })
	running := corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}}
	ended := corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{Reason: "Completed", StartedAt: now, FinishedAt: now}}
	report := func(container corev1.Container, runs bool) corev1.ContainerStatus {
		status := corev1.ContainerStatus{Name: container.Name, Image: container.Image, ImageID: container.Image,
			ContainerID: "played://" + string(pod.UID) + container.Name, Ready: runs, Started: &runs, State: ended}
		if runs {
			status.State = running
		}
		return status
	}
	for _, container := range pod.Spec.InitContainers {
		sidecar := container.RestartPolicy != nil && *container.RestartPolicy == corev1.ContainerRestartPolicyAlways
		status := report(container, sidecar && !done)
		status.Ready = true
		pod.Status.InitContainerStatuses = append(pod.Status.InitContainerStatuses, status)
	}
	for _, container := range pod.Spec.Containers {
		pod.Status.ContainerStatuses = append(pod.Status.ContainerStatuses, report(container, !done))
	}
	pod.Status.Phase = corev1.PodRunning
	ready := corev1.ConditionTrue
	if done {
		pod.Status.Phase = corev1.PodSucceeded
		ready = corev1.ConditionFalse
	}
	condition := func(kind corev1.PodConditionType, status corev1.ConditionStatus) corev1.PodCondition {
		return corev1.PodCondition{Type: kind, Status: status, LastTransitionTime: now}
	}
	pod.Status.Conditions = append(slices.DeleteFunc(pod.Status.Conditions,
		func(one corev1.PodCondition) bool { return one.Type != corev1.PodScheduled }),
		condition(corev1.PodReadyToStartContainers, corev1.ConditionTrue), condition(corev1.PodInitialized, corev1.ConditionTrue), condition(corev1.PodReady, ready), condition(corev1.ContainersReady, ready))
	pod.Status.StartTime = &now
	k.nextIP = k.nextIP.Next()
	pod.Status.PodIP = k.nextIP.String()
	pod.Status.PodIPs = []corev1.PodIP{{IP: pod.Status.PodIP}}
	return pod
}

// provision makes the volume of a claim, where a node has been chosen if the class waits for that.
func (k *kubelets) provision(ctx context.Context, claim *corev1.PersistentVolumeClaim) {
	if claim.Spec.StorageClassName == nil {
		return
	}
	class, err := k.classes.Get(*claim.Spec.StorageClassName)
	if err != nil {
		return
	}
	node := claim.Annotations["volume.kubernetes.io/selected-node"]
	if class.VolumeBindingMode != nil && *class.VolumeBindingMode == storagev1.VolumeBindingWaitForFirstConsumer && node == "" {
		return
	}
	reclaim := corev1.PersistentVolumeReclaimDelete
	if class.ReclaimPolicy != nil {
		reclaim = *class.ReclaimPolicy
	}
	volume := &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{Name: "pvc-" + string(claim.UID)},
		Spec: corev1.PersistentVolumeSpec{
			Capacity: corev1.ResourceList{corev1.ResourceStorage: claim.Spec.Resources.Requests[corev1.ResourceStorage]}, AccessModes: claim.Spec.AccessModes,
			StorageClassName: class.Name, PersistentVolumeReclaimPolicy: reclaim,
			PersistentVolumeSource: corev1.PersistentVolumeSource{CSI: &corev1.CSIPersistentVolumeSource{Driver: class.Provisioner, VolumeHandle: string(claim.UID)}},
			ClaimRef:               &corev1.ObjectReference{APIVersion: "v1", Kind: "PersistentVolumeClaim", Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID},
		},
	}
	if strings.Contains(class.Provisioner, "/") { // no driver of CSI: a folder of the node
		volume.Spec.PersistentVolumeSource = corev1.PersistentVolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/played/" + string(claim.UID)}}
		volume.Spec.NodeAffinity = &corev1.VolumeNodeAffinity{Required: &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{{
			MatchExpressions: []corev1.NodeSelectorRequirement{{Key: corev1.LabelHostname, Operator: corev1.NodeSelectorOpIn, Values: []string{node}}}}}}}
	}
	if _, err := k.client.CoreV1().PersistentVolumes().Create(ctx, volume, metav1.CreateOptions{}); err != nil && !apierrors.IsAlreadyExists(err) {
		fmt.Printf("waits\t%s/%s\tno volume can be made: %v\n", claim.Namespace, claim.Name, err)
	}
}
