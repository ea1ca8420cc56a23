// Package plane starts a control plane of Kubernetes, built as ../cluster, and talks to it.
package plane

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"
)

// Plane is a control plane that runs, and how to talk to it.
type Plane struct {
	Config  *rest.Config
	Dynamic dynamic.Interface
	mapper  *restmapper.DeferredDiscoveryRESTMapper
	input   io.Closer
	ended   chan struct{}
	mu      sync.Mutex
	waits   map[string]string // what pods wait for before they start, by pod
	runs    []*Process        // operators
}

// Start starts a control plane with nodes. It ends with this process, however that ends.
func Start(binary, work string, nodes json.RawMessage) (*Plane, error) {
	if err := os.MkdirAll(work, 0o700); err != nil {
		return nil, err
	}
	file := filepath.Join(work, "nodes.json")
	if err := os.WriteFile(file, nodes, 0o600); err != nil {
		return nil, err
	}
	folder := filepath.Join(work, "plane")
	p := &Plane{ended: make(chan struct{}), waits: map[string]string{}}
	command := exec.Command(binary, "up", folder, file)
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	var complaint strings.Builder
	command.Stderr = &complaint
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	p.input = input
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(output)
	if !lines.Scan() || lines.Text() != "ready" {
		_ = command.Wait()
		return nil, fmt.Errorf("the control plane did not start: %s", LastLine(complaint.String()))
	}
	go func() {
		for lines.Scan() {
			if part := strings.Split(lines.Text(), "\t"); len(part) == 3 && part[0] == "waits" {
				p.mu.Lock()
				p.waits[part[1]] = part[2]
				p.mu.Unlock()
			}
		}
		// Whoever waits for the cluster would wait for ever.
		if err := command.Wait(); err != nil {
			fmt.Fprintf(os.Stderr, "the control plane died midway: %s\n", LastLine(complaint.String()))
			os.Exit(2)
		}
		close(p.ended)
	}()
	if p.Config, err = clientcmd.BuildConfigFromFlags("", filepath.Join(folder, "admin.kubeconfig")); err != nil {
		return nil, err
	}
	p.Config.QPS, p.Config.Burst = 1000, 1000
	if p.Dynamic, err = dynamic.NewForConfig(p.Config); err != nil {
		return nil, err
	}
	found, err := discovery.NewDiscoveryClientForConfig(p.Config)
	if err != nil {
		return nil, err
	}
	p.mapper = restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(found))
	return p, nil
}

// LastLine is what a process said last.
func LastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// Stop ends it.
func (p *Plane) Stop() {
	_ = p.input.Close()
	select {
	case <-p.ended:
	case <-time.After(10 * time.Second):
	}
}

// Mapping is how a kind is served; kinds that came since the last question are found.
func (p *Plane) Mapping(kind schema.GroupKind, versions ...string) (*meta.RESTMapping, error) {
	mapping, err := p.mapper.RESTMapping(kind, versions...)
	if meta.IsNoMatchError(err) {
		p.mapper.Reset()
		mapping, err = p.mapper.RESTMapping(kind, versions...)
	}
	return mapping, err
}

// WaitsFor is what a pod waits for before it starts, nothing once it did.
func (p *Plane) WaitsFor(namespace, pod string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.waits[namespace+"/"+pod]
}

// IsNamespaced tells gitops-engine where objects of a kind live.
func (p *Plane) IsNamespaced(kind schema.GroupKind) (bool, error) {
	mapping, err := p.Mapping(kind)
	if err != nil {
		return false, err
	}
	return mapping.Scope.Name() == meta.RESTScopeNameNamespace, nil
}

// Of is how to ask for objects such as one.
func (p *Plane) Of(object *unstructured.Unstructured) (dynamic.ResourceInterface, error) {
	kind := object.GroupVersionKind()
	mapping, err := p.Mapping(kind.GroupKind(), kind.Version)
	if err != nil {
		return nil, err
	}
	if mapping.Scope.Name() == meta.RESTScopeNameNamespace {
		return p.Dynamic.Resource(mapping.Resource).Namespace(object.GetNamespace()), nil
	}
	return p.Dynamic.Resource(mapping.Resource), nil
}

// Live is the object as it is in the cluster, nil where it is not.
func (p *Plane) Live(object *unstructured.Unstructured) (*unstructured.Unstructured, error) {
	client, err := p.Of(object)
	if meta.IsNoMatchError(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found, err := client.Get(context.Background(), object.GetName(), metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil, nil
	}
	return found, err
}

// List is every object of a kind, none where the kind is not served.
func (p *Plane) List(group, version, kind string) ([]unstructured.Unstructured, error) {
	mapping, err := p.Mapping(schema.GroupKind{Group: group, Kind: kind}, version)
	if meta.IsNoMatchError(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found, err := p.Dynamic.Resource(mapping.Resource).List(context.Background(), metav1.ListOptions{})
	if err != nil {
		return nil, err
	}
	return found.Items, nil
}

// Listed is every object of a kind, as what client-go knows it as.
func Listed[T any](p *Plane, group, version, kind string) ([]T, error) {
	found, err := p.List(group, version, kind)
	all := make([]T, len(found))
	for i := range found {
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(found[i].Object, &all[i]); err != nil {
			return nil, err
		}
	}
	return all, err
}

// Put applies an object that Argo CD does not bring, under the name of who would bring it.
func (p *Plane) Put(object *unstructured.Unstructured, manager string) error {
	client, err := p.Of(object)
	if err != nil {
		return err
	}
	text, err := object.MarshalJSON()
	if err != nil {
		return err
	}
	yes := true
	_, err = client.Patch(context.Background(), object.GetName(), types.ApplyPatchType, text,
		metav1.PatchOptions{FieldManager: manager, Force: &yes, FieldValidation: metav1.FieldValidationStrict})
	return err
}

// Await asks until the answer is nothing, and returns the last answer.
func Await(patience time.Duration, ask func() ([]string, error)) ([]string, error) {
	for end := time.Now().Add(patience); ; time.Sleep(300 * time.Millisecond) {
		answer, err := ask()
		if err == nil && len(answer) == 0 || time.Now().After(end) {
			return answer, err
		}
	}
}
