package plane

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes"
)

// account is where a pod finds the token of its service account.
const account = "/var/run/secrets/kubernetes.io/serviceaccount"

var background = context.Background()

// Process is an operator that runs.
type Process struct {
	Operator Operator
	binary   string
	plane    *Plane
	client   kubernetes.Interface
	room     *room
	pod      *corev1.Pod
	command  *exec.Cmd
	log      string
	mu       sync.Mutex
	stops    bool
	ended    error
}

// restarts is how often an operator that ends well is started again, as its kubelet would.
const restarts = 3

// Container is the first one of a workload, which is the operator's own.
func Container(workload *unstructured.Unstructured) *unstructured.Unstructured {
	containers, _, _ := unstructured.NestedSlice(workload.Object, "spec", "template", "spec", "containers")
	for _, one := range containers {
		return &unstructured.Unstructured{Object: one.(map[string]any)}
	}
	return &unstructured.Unstructured{Object: map[string]any{}}
}

// Is tells whether a workload is the operator's own, and of which version.
func (o Operator) Is(workload *unstructured.Unstructured) (version string, yes bool) {
	image, _, _ := strings.Cut(Text(Container(workload), "image"), "@")
	name, tag, _ := strings.Cut(image[strings.LastIndex(image, "/")+1:], ":")
	return strings.TrimPrefix(tag, "v"), workload.GetKind() == "Deployment" && "/"+name == o.Image
}

// Run starts an operator as the kubelet would start the first pod of its Deployment, as soon as that runs: with its account, its files, arguments and
// environment. Where namespaces are named, it watches those, and not those of its chart. Binary and work folder are given in full.
func (p *Plane) Run(o Operator, deployment *unstructured.Unstructured, binary, work string, namespaces []string) (*Process, error) {
	client, err := kubernetes.NewForConfig(p.Config)
	if err != nil {
		return nil, err
	}
	r := &Process{Operator: o, binary: binary, plane: p, client: client, log: filepath.Join(work, "operator.log")}
	if r.room, err = newRoom(); err != nil {
		return nil, err
	}
	if r.pod, err = running(client, deployment); err != nil {
		return nil, err
	}
	token, err := client.CoreV1().ServiceAccounts(r.pod.Namespace).CreateToken(background, r.pod.Spec.ServiceAccountName,
		&authenticationv1.TokenRequest{}, metav1.CreateOptions{})
	if err != nil {
		return nil, err
	}
	authority, err := os.ReadFile(p.Config.CAFile)
	if err != nil {
		return nil, err
	}
	mounts := filepath.Join(work, "mounts")
	if err := files(filepath.Join(mounts, "account"),
		map[string][]byte{"token": []byte(token.Status.Token), "ca.crt": authority, "namespace": []byte(r.pod.Namespace)}); err != nil {
		return nil, err
	}
	if err := r.room.keep(filepath.Join(mounts, "account"), account); err != nil {
		return nil, err
	}
	if err := r.mount(mounts); err != nil {
		return nil, err
	}
	home := filepath.Join(work, "home")
	if err := os.MkdirAll(home, 0o700); err != nil {
		return nil, err
	}
	for path, content := range o.files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(home, path)), 0o700); err != nil {
			return nil, err
		}
		if content != itself {
			err = os.WriteFile(filepath.Join(home, path), []byte(content), 0o600)
		} else {
			err = os.Symlink(binary, filepath.Join(home, path))
		}
		if err != nil {
			return nil, err
		}
	}
	server, err := url.Parse(p.Config.Host)
	if err != nil {
		return nil, err
	}
	api, err := r.room.listen(server.Host)
	if err != nil {
		return nil, err
	}
	go forward(api, func(net.Conn) (net.Conn, error) { return net.Dial("tcp", server.Host) })
	if o.answers != nil {
		if err := o.answers(r); err != nil {
			return nil, err
		}
	}
	if err := r.start(home, server, namespaces); err != nil {
		return nil, err
	}
	p.mu.Lock()
	p.runs = append(p.runs, r)
	p.mu.Unlock()
	return r, nil
}

func (r *Process) start(home string, server *url.URL, namespaces []string) error {
	container := r.pod.Spec.Containers[0]
	environment := []string{"HOME=" + home, "HOSTNAME=" + r.pod.Name, "PATH=" + os.Getenv("PATH"),
		"KUBERNETES_SERVICE_HOST=" + server.Hostname(), "KUBERNETES_SERVICE_PORT=" + server.Port()}
	watched, values := strings.Join(namespaces, ","), map[string]string{}
	for _, variable := range container.Env {
		value := variable.Value
		if variable.ValueFrom != nil && variable.ValueFrom.FieldRef != nil {
			value = field(r.pod, variable.ValueFrom.FieldRef.FieldPath)
		}
		if variable.Name == r.Operator.Watched && watched != "" {
			own := slices.Contains(strings.Split(value, ","), r.pod.Namespace)
			if value = watched; own {
				value += "," + r.pod.Namespace
			}
		}
		values[variable.Name] = value
		environment = append(environment, variable.Name+"="+value)
	}
	var arguments []string
	if len(container.Command) > 1 {
		arguments = append(arguments, container.Command[1:]...)
	}
	for _, argument := range container.Args {
		if name, _, _ := strings.Cut(argument, "="); name == r.Operator.Watched && watched != "" {
			argument = name + "=" + watched
		}
		for name, value := range values {
			argument = strings.ReplaceAll(argument, "$("+name+")", value)
		}
		arguments = append(arguments, argument)
	}
	out, err := os.Create(r.log)
	if err != nil {
		return err
	}
	launch := func() error {
		command := exec.Command(r.binary, arguments...)
		command.Stdout, command.Stderr, command.Dir, command.Env = out, out, home, environment
		command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.command = command
		return r.room.in(command.Start)
	}
	if err := launch(); err != nil {
		return err
	}
	go func() {
		err := r.command.Wait()
		// One that ends well wants to be started again: KEDA once it has made its certificate.
		for times := 0; err == nil && times < restarts && !r.stopped(); times++ {
			if err = launch(); err == nil {
				err = r.command.Wait()
			}
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.ended = fmt.Errorf("%s died (%v)", r.Name(), err)
	}()
	return nil
}

func (r *Process) stopped() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stops
}

// Name is that of the operator with its version.
func (r *Process) Name() string { return r.Operator.Name + " " + r.Operator.Version }

// running is the first pod of a Deployment, as soon as it runs.
func running(client kubernetes.Interface, deployment *unstructured.Unstructured) (*corev1.Pod, error) {
	selector, _, _ := unstructured.NestedStringMap(deployment.Object, "spec", "selector", "matchLabels")
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(300 * time.Millisecond) {
		pods, err := client.CoreV1().Pods(deployment.GetNamespace()).List(background,
			metav1.ListOptions{LabelSelector: metav1.FormatLabelSelector(&metav1.LabelSelector{MatchLabels: selector})})
		if err != nil {
			continue
		}
		for i := range pods.Items {
			if pods.Items[i].Status.Phase == corev1.PodRunning {
				return &pods.Items[i], nil
			}
		}
	}
	return nil, fmt.Errorf("%s has no pod that runs after a minute", ID(deployment))
}

// mount keeps the Secrets that the pod mounts at their paths, as they are in the cluster.
func (r *Process) mount(mounts string) error {
	for _, volume := range r.pod.Spec.Volumes {
		if volume.Secret == nil {
			continue
		}
		folder := filepath.Join(mounts, volume.Name)
		refresh := func() {
			if secret, err := r.client.CoreV1().Secrets(r.pod.Namespace).Get(background, volume.Secret.SecretName, metav1.GetOptions{}); err == nil {
				_ = files(folder, secret.Data)
			}
		}
		if err := files(folder, nil); err != nil {
			return err
		}
		refresh()
		go func() {
			for range time.Tick(500 * time.Millisecond) {
				refresh()
			}
		}()
		for _, mount := range r.pod.Spec.Containers[0].VolumeMounts {
			if mount.Name == volume.Name && mount.SubPath == "" { // a single file among those of the image is not shown
				if err := r.room.keep(folder, mount.MountPath); err != nil {
					return err
				}
			}
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

// Webhooks brings what the API server asks webhooks, at port 443 of a Service, to the operator whose pod the Service selects.
func (p *Plane) Webhooks() error {
	client, err := kubernetes.NewForConfig(p.Config)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", ":443")
	if err != nil {
		return err
	}
	go forward(listener, func(from net.Conn) (net.Conn, error) {
		services, err := client.CoreV1().Services("").List(background, metav1.ListOptions{})
		if err != nil {
			return nil, err
		}
		for _, service := range services.Items {
			if service.Spec.ClusterIP != host(from.LocalAddr()) {
				continue
			}
			p.mu.Lock()
			runs := p.runs
			p.mu.Unlock()
			for _, one := range runs {
				if one.pod.Namespace == service.Namespace && labels.SelectorFromSet(service.Spec.Selector).Matches(labels.Set(one.pod.Labels)) {
					return one.room.dial(one.port(service.Spec.Ports[0].TargetPort))
				}
			}
		}
		return nil, fmt.Errorf("nobody answers at %s", from.LocalAddr())
	})
	return nil
}

// port is the number of a port of the operator's container.
func (r *Process) port(port intstr.IntOrString) int {
	for _, one := range r.pod.Spec.Containers[0].Ports {
		if one.Name == port.StrVal {
			return int(one.ContainerPort)
		}
	}
	return port.IntValue()
}

// forward passes on what comes in, until there is no listener.
func forward(listener net.Listener, dial func(from net.Conn) (net.Conn, error)) {
	for {
		from, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer from.Close()
			to, err := dial(from)
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
}

// Ready asks the operator whether it is, as the kubelet does; one that has no readiness probe is. The answer is why it is not.
func (r *Process) Ready() error {
	probe := r.pod.Spec.Containers[0].ReadinessProbe
	if probe == nil || probe.HTTPGet == nil {
		return nil
	}
	client := http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true,
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
		DialContext: func(context.Context, string, string) (net.Conn, error) {
			return r.room.dial(r.port(probe.HTTPGet.Port))
		}}}
	answer, err := client.Get(strings.ToLower(string(probe.HTTPGet.Scheme)) + "://127.0.0.1" + probe.HTTPGet.Path)
	if err != nil {
		return err
	}
	_ = answer.Body.Close()
	if answer.StatusCode >= 400 {
		return fmt.Errorf("%s: %s", probe.HTTPGet.Path, answer.Status)
	}
	return nil
}

// Died tells whether the operator runs no more, and what it said last.
func (r *Process) Died() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended == nil {
		return nil
	}
	return fmt.Errorf("%w; %s", r.ended, r.Last())
}

// Last is what the operator said last.
func (r *Process) Last() string {
	said, _ := os.ReadFile(r.log)
	if line := LastLine(string(said)); line != "" {
		return "it said last: " + line
	}
	return "it said nothing"
}

// Stop ends it.
func (r *Process) Stop() {
	defer r.room.leave()
	r.mu.Lock()
	r.stops = true
	command := r.command
	r.mu.Unlock()
	_ = command.Process.Signal(syscall.SIGTERM)
	for i := 0; i < 20; i++ {
		if r.Died() != nil {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	_ = command.Process.Kill()
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
