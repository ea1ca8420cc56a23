package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"conformance/plane"
	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes"
)

// account is where a pod finds the token of its service account.
const account = "/var/run/secrets/kubernetes.io/serviceaccount"

// process is the operator, which runs.
type process struct {
	name    string
	command *exec.Cmd
	log     string
	mu      sync.Mutex
	ended   error
}

// start starts the operator as the kubelet would start the pod of its Deployment: with its account, its files, arguments and environment.
func (t *trial) start() error {
	client, err := kubernetes.NewForConfig(t.plane.Config)
	if err != nil {
		return err
	}
	pod, err := t.pod(client)
	if err != nil {
		return err
	}
	container := pod.Spec.Containers[0]
	token, err := client.CoreV1().ServiceAccounts(pod.Namespace).CreateToken(background, pod.Spec.ServiceAccountName,
		&authenticationv1.TokenRequest{}, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	authority, err := os.ReadFile(t.plane.Config.CAFile)
	if err != nil {
		return err
	}
	if err := files(account, map[string][]byte{"token": []byte(token.Status.Token), "ca.crt": authority, "namespace": []byte(pod.Namespace)}); err != nil {
		return err
	}
	if err := t.mount(client, pod); err != nil {
		return err
	}
	home := filepath.Join(t.work, "home")
	for path, content := range t.operator.files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(home, path)), 0o700); err != nil {
			return err
		}
		if content != itself {
			err = os.WriteFile(filepath.Join(home, path), []byte(content), 0o600)
		} else {
			err = os.Symlink(t.binary, filepath.Join(home, path))
		}
		if err != nil {
			return err
		}
	}
	if err := os.MkdirAll(home, 0o700); err != nil {
		return err
	}
	if err := t.forward(pod); err != nil {
		return err
	}

	server, err := url.Parse(t.plane.Config.Host)
	if err != nil {
		return err
	}
	environment := []string{"HOME=" + home, "HOSTNAME=" + pod.Name, "PATH=" + os.Getenv("PATH"),
		"KUBERNETES_SERVICE_HOST=" + server.Hostname(), "KUBERNETES_SERVICE_PORT=" + server.Port()}
	var names []string
	for _, one := range t.cases {
		names = append(names, one.name)
	}
	watched := strings.Join(names, ",")
	for _, variable := range container.Env {
		value := variable.Value
		if variable.ValueFrom != nil && variable.ValueFrom.FieldRef != nil {
			value = field(pod, variable.ValueFrom.FieldRef.FieldPath)
		}
		if variable.Name == t.operator.watched {
			value = watched
		}
		environment = append(environment, variable.Name+"="+value)
	}
	var arguments []string
	if len(container.Command) > 1 {
		arguments = append(arguments, container.Command[1:]...)
	}
	for _, argument := range container.Args {
		if name, _, _ := strings.Cut(argument, "="); name == t.operator.watched {
			argument = name + "=" + watched
		}
		arguments = append(arguments, argument)
	}
	p := &process{name: t.operator.name + " " + t.operator.version, command: exec.Command(t.binary, arguments...), log: filepath.Join(t.work, "operator.log")}
	out, err := os.Create(p.log)
	if err != nil {
		return err
	}
	p.command.Stdout, p.command.Stderr, p.command.Dir, p.command.Env = out, out, home, environment
	p.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if err := p.command.Start(); err != nil {
		return err
	}
	go func() {
		err := p.command.Wait()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.ended = fmt.Errorf("%s died (%v)", p.name, err)
	}()
	t.process = p
	return nil
}

// pod is that of the operator's Deployment, as soon as it is there.
func (t *trial) pod(client kubernetes.Interface) (*corev1.Pod, error) {
	deployment := t.deployment()
	selector, _, _ := unstructured.NestedStringMap(deployment.Object, "spec", "selector", "matchLabels")
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(300 * time.Millisecond) {
		pods, err := client.CoreV1().Pods(deployment.GetNamespace()).List(background,
			metav1.ListOptions{LabelSelector: metav1.FormatLabelSelector(&metav1.LabelSelector{MatchLabels: selector})})
		if err == nil && len(pods.Items) > 0 {
			return &pods.Items[0], nil
		}
	}
	return nil, fmt.Errorf("%s has no pod after a minute", plane.ID(deployment))
}

// mount keeps the Secrets that the pod mounts at their paths, as they are in the cluster.
func (t *trial) mount(client kubernetes.Interface, pod *corev1.Pod) error {
	for _, volume := range pod.Spec.Volumes {
		if volume.Secret == nil {
			continue
		}
		for _, mount := range pod.Spec.Containers[0].VolumeMounts {
			if mount.Name != volume.Name {
				continue
			}
			if err := t.cover(mount.MountPath); err != nil {
				return err
			}
			refresh := func() {
				if secret, err := client.CoreV1().Secrets(pod.Namespace).Get(background, volume.Secret.SecretName, metav1.GetOptions{}); err == nil {
					_ = files(mount.MountPath, secret.Data)
				}
			}
			refresh()
			go func() {
				for range time.Tick(500 * time.Millisecond) {
					refresh()
				}
			}()
		}
	}
	return nil
}

// cover mounts an empty folder, which nobody else sees, at a path of the pod's. What had to be made for it goes in the end.
func (t *trial) cover(path string) error {
	for folder := path; ; folder = filepath.Dir(folder) {
		if _, err := os.Stat(folder); err == nil {
			break
		}
		t.undo = append(t.undo, func() { _ = os.Remove(folder) })
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	if err := syscall.Mount("none", path, "tmpfs", 0, ""); err != nil {
		return fmt.Errorf("%s cannot be mounted: %w", path, err)
	}
	t.undo = append([]func(){func() { _ = syscall.Unmount(path, syscall.MNT_DETACH) }}, t.undo...)
	return nil
}

func files(folder string, contents map[string][]byte) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for name, content := range contents {
		path := filepath.Join(folder, name)
		if have, err := os.ReadFile(path); err == nil && string(have) == string(content) {
			continue
		}
		if err := os.WriteFile(path+".new", content, 0o600); err != nil {
			return err
		}
		if err := os.Rename(path+".new", path); err != nil {
			return err
		}
	}
	return nil
}

// field is what a variable of the downward API is.
func field(pod *corev1.Pod, path string) string {
	if label, ok := strings.CutPrefix(path, "metadata.labels['"); ok {
		return pod.Labels[strings.TrimSuffix(label, "']")]
	}
	fields, err := runtime.DefaultUnstructuredConverter.ToUnstructured(pod)
	if err != nil {
		return ""
	}
	value, _, _ := unstructured.NestedString(fields, strings.Split(path, ".")...)
	return value
}

// forward brings what the API server asks webhooks, at port 443 of any Service, to the port of the operator's container.
func (t *trial) forward(pod *corev1.Pod) error {
	port := int32(0)
	for _, one := range pod.Spec.Containers[0].Ports {
		if strings.HasPrefix(one.Name, "webhook") {
			port = one.ContainerPort
		}
	}
	if port == 0 {
		return nil
	}
	listener, err := net.Listen("tcp", ":443")
	if err != nil {
		return err
	}
	go func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer from.Close()
				to, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
				if err != nil {
					return
				}
				defer to.Close()
				go func() {
					_, _ = io.Copy(to, from)
					_ = to.(*net.TCPConn).CloseWrite()
				}()
				_, _ = io.Copy(from, to)
			}()
		}
	}()
	return nil
}

// died tells whether the operator runs no more, and what it said last.
func (p *process) died() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended == nil {
		return nil
	}
	return fmt.Errorf("%w; %s", p.ended, p.last())
}

// last is what the operator said last.
func (p *process) last() string {
	said, _ := os.ReadFile(p.log)
	if line := plane.LastLine(string(said)); line != "" {
		return "it said last: " + line
	}
	return "it said nothing"
}

func (p *process) stop() {
	_ = p.command.Process.Signal(syscall.SIGTERM)
	for i := 0; i < 20; i++ {
		if p.died() != nil {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	_ = p.command.Process.Kill()
}

// digest is that of a file, as it is told of by programs that look at themselves.
func digest(file string) (string, error) {
	in, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
