package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

// patience is how long a part may take until it answers, on busy cores.
const patience = 3 * time.Minute

// part is one of the processes of a control plane.
type part struct {
	name    string
	command *exec.Cmd
	log     string
	ended   chan error
}

type controlPlane struct {
	folder string
	parts  []*part
	died   chan *part
}

// up starts a control plane with nodes and keeps it until the input ends or a part dies.
func up(folder, nodesFile string) error {
	klog.SetLogger(logr.Discard()) // what clients say when the API server is gone hides what died
	text, err := os.ReadFile(nodesFile)
	if err != nil {
		return err
	}
	var nodes []corev1.Node
	if err := json.Unmarshal(text, &nodes); err != nil {
		return fmt.Errorf("%s: %w", nodesFile, err)
	}
	folder, err = filepath.Abs(folder)
	if err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	plane := &controlPlane{folder: folder, died: make(chan *part, 8)}
	defer plane.stop()
	config, err := plane.start()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	certificates := filepath.Join(folder, "certificates")
	if err := runNodes(ctx, kubernetes.NewForConfigOrDie(config), nodes, certificates); err != nil {
		return err
	}
	if err := runMetrics(ctx, config, certificates); err != nil {
		return err
	}
	fmt.Println("ready")
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case dead := <-plane.died:
		return dead.obituary()
	}
}

func (c *controlPlane) start() (*rest.Config, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	keyFile := filepath.Join(c.folder, "service-accounts.key")
	block := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	if err := os.WriteFile(keyFile, block, 0o600); err != nil {
		return nil, err
	}
	logins := map[string]string{
		"admin":                          "system:masters",
		"system:kube-controller-manager": "",
		"system:kube-scheduler":          "",
	}
	var tokens strings.Builder
	token := map[string]string{}
	for user, group := range logins {
		token[user] = rand.Text()
		fmt.Fprintf(&tokens, "%s,%s,%s,%q\n", token[user], user, user, group)
	}
	tokenFile := filepath.Join(c.folder, "tokens.csv")
	if err := os.WriteFile(tokenFile, []byte(tokens.String()), 0o600); err != nil {
		return nil, err
	}

	etcd, peers, api := freePort(), freePort(), freePort()
	url := func(port int) string { return fmt.Sprintf("http://127.0.0.1:%d", port) }
	c.run("etcd",
		"--data-dir="+filepath.Join(c.folder, "etcd"), "--unsafe-no-fsync", "--log-level=warn",
		"--listen-client-urls="+url(etcd), "--advertise-client-urls="+url(etcd),
		"--listen-peer-urls="+url(peers), "--initial-advertise-peer-urls="+url(peers), "--initial-cluster=default="+url(peers))
	certificates := filepath.Join(c.folder, "certificates")
	c.run("kube-apiserver",
		"--etcd-servers="+url(etcd), "--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", api),
		// An address that is not on loopback is wanted for the Service of the API; nobody connects to it.
		"--advertise-address=192.0.2.1", "--service-cluster-ip-range=10.96.0.0/16", "--cert-dir="+certificates,
		"--authorization-mode=Node,RBAC", "--allow-privileged=true", "--token-auth-file="+tokenFile,
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file="+keyFile, "--service-account-signing-key-file="+keyFile)

	server, authority := fmt.Sprintf("https://127.0.0.1:%d", api), filepath.Join(certificates, "apiserver.crt")
	kubeconfig := func(user, file string) (string, error) {
		path := filepath.Join(c.folder, file)
		text := fmt.Sprintf(`{"apiVersion":"v1","kind":"Config","current-context":"c","contexts":[{"name":"c","context":{"cluster":"c","user":"u"}}],
"clusters":[{"name":"c","cluster":{"server":%q,"certificate-authority":%q}}],"users":[{"name":"u","user":{"token":%q}}]}
`, server, authority, token[user])
		return path, os.WriteFile(path, []byte(text), 0o600)
	}
	admin, err := kubeconfig("admin", "admin.kubeconfig")
	if err != nil {
		return nil, err
	}
	if err := c.await("kube-apiserver", func() bool {
		config, err := clientcmd.BuildConfigFromFlags("", admin)
		if err != nil {
			return false
		}
		client, err := kubernetes.NewForConfig(config)
		if err != nil {
			return false
		}
		_, err = client.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(context.Background())
		return err == nil
	}); err != nil {
		return nil, err
	}
	controllers, err := kubeconfig("system:kube-controller-manager", "controllers.kubeconfig")
	if err != nil {
		return nil, err
	}
	scheduler, err := kubeconfig("system:kube-scheduler", "scheduler.kubeconfig")
	if err != nil {
		return nil, err
	}
	for name, more := range map[string][]string{
		"kube-controller-manager": {
			"--kubeconfig=" + controllers, "--authentication-kubeconfig=" + controllers, "--authorization-kubeconfig=" + controllers,
			"--service-account-private-key-file=" + keyFile, "--root-ca-file=" + authority, "--use-service-account-credentials=true",
			// Nobody renews the leases of the nodes.
			"--node-monitor-grace-period=24h"},
		"kube-scheduler": {
			"--kubeconfig=" + scheduler, "--authentication-kubeconfig=" + scheduler, "--authorization-kubeconfig=" + scheduler},
	} {
		c.run(name, append(more, "--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", freePort()), "--leader-elect=false")...)
	}
	config, err := clientcmd.BuildConfigFromFlags("", admin)
	if err != nil {
		return nil, err
	}
	config.QPS, config.Burst = 1000, 1000
	return config, nil
}

// run starts a part, which is this binary with another first argument. It ends when this process does, however that ends.
func (c *controlPlane) run(name string, arguments ...string) {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	log := filepath.Join(c.folder, name+".log")
	out, err := os.Create(log)
	if err != nil {
		panic(err)
	}
	started := &part{name: name, command: exec.Command(self, append([]string{name}, arguments...)...), log: log, ended: make(chan error, 1)}
	started.command.Stdout, started.command.Stderr = out, out
	started.command.Dir = c.folder
	started.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if err := started.command.Start(); err != nil {
		panic(err)
	}
	c.parts = append(c.parts, started)
	go func() {
		started.ended <- started.command.Wait()
		c.died <- started
	}()
}

// await asks again and again whether a part answers.
func (c *controlPlane) await(name string, answers func() bool) error {
	for end := time.Now().Add(patience); time.Now().Before(end); {
		select {
		case dead := <-c.died:
			return dead.obituary()
		case <-time.After(300 * time.Millisecond):
		}
		if answers() {
			return nil
		}
	}
	return fmt.Errorf("%s does not answer after %s", name, patience)
}

// stop ends what was started, the last first.
func (c *controlPlane) stop() {
	for i := len(c.parts) - 1; i >= 0; i-- {
		one := c.parts[i]
		_ = one.command.Process.Signal(syscall.SIGTERM)
		select {
		case <-one.ended:
		case <-time.After(5 * time.Second):
			_ = one.command.Process.Kill()
			<-one.ended
		}
	}
}

func (p *part) obituary() error {
	text, _ := os.ReadFile(p.log)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return fmt.Errorf("%s died (%s): %s", p.name, p.command.ProcessState, lines[len(lines)-1])
}

func freePort() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
