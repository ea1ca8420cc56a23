package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"conformance/plane"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// standIn sets the status of a kind, which somebody waits for and nobody here writes.
type standIn struct {
	group, kind string
	by          string // whose status it is, in which version, and where that writes it
	field, why  string
	when        func(*unstructured.Unstructured) bool // at once where there is none
	status      func(*unstructured.Unstructured) map[string]any
}

const (
	notRun   = "its operator does not run here"
	noBroker = "its operator does not run here, and no broker would answer it"
	inPod    = "its pod writes it, which is played"
)

// standIns is the one list of statuses that are set here. Without it the sync stops at exactly these objects.
var standIns = []standIn{
	{"cert-manager.io", "Certificate", "cert-manager 1.21.1, pkg/controller/certificates/readiness", "Ready", notRun, nil,
		ready("Ready", "Certificate is up to date and has not expired")},
	{"cert-manager.io", "ClusterIssuer", "cert-manager 1.21.1, setup.go of pkg/issuer", "Ready", notRun, nil, issuer},
	{"cert-manager.io", "Issuer", "cert-manager 1.21.1, setup.go of pkg/issuer", "Ready", notRun, nil, issuer},
	{"external-secrets.io", "ExternalSecret", "External Secrets 2.9.0, externalsecret_controller.go", "Ready", notRun, nil,
		ready("SecretSynced", "secret synced")},
	{"external-secrets.io", "SecretStore", "External Secrets 2.9.0, pkg/controllers/secretstore/common.go", "Ready", notRun, nil,
		ready("Valid", "store validated")},
	{"keda.sh", "ScaledJob", "KEDA 2.20.2, scaledjob_controller.go", "Ready", notRun, nil,
		ready("ScaledJobReady", "ScaledJob is defined correctly and is ready to scaling")},
	{"postgresql.cnpg.io", "Database", "CloudNativePG 1.30.0, api/v1/database_funcs.go", "applied", inPod, nil, applied},
	{"postgresql.cnpg.io", "DatabaseRole", "CloudNativePG 1.30.0, api/v1/databaserole_funcs.go", "applied", inPod, nil, applied},
	{"rabbitmq.com", "Binding", topology, "Ready", noBroker, nil, declared},
	{"rabbitmq.com", "Exchange", topology, "Ready", noBroker, nil, declared},
	{"rabbitmq.com", "Permission", topology, "Ready", noBroker, nil, declared},
	{"rabbitmq.com", "Policy", topology, "Ready", noBroker, nil, declared},
	{"rabbitmq.com", "Queue", topology, "Ready", noBroker, nil, declared},
	{"rabbitmq.com", "User", topology + " and user_controller.go", "Ready", noBroker, nil, func(o *unstructured.Unstructured) map[string]any {
		status := declared(o)
		status["username"] = o.GetName()
		secret := plane.Text(o, "spec", "importCredentialsSecret", "name")
		if secret == "" {
			secret = o.GetName() + "-user-credentials"
		}
		status["credentials"] = map[string]any{"name": secret}
		return status
	}},
	{"rabbitmq.com", "Vhost", topology, "Ready", noBroker, nil, declared},
	{"redis.redis.opstreelabs.in", "RedisCluster", "Redis operator 0.26.0, rediscluster_controller.go", "state",
		"its operator, which runs, asks redis-cli in pods, which are played; set once it says that all of them are there",
		func(o *unstructured.Unstructured) bool { return plane.Text(o, "status", "state") == "Bootstrap" },
		func(*unstructured.Unstructured) map[string]any {
			return map[string]any{"state": "Ready", "reason": "RedisCluster is ready"}
		}},
}

const topology = "RabbitMQ topology operator 1.20.1, condition.go"

var declared = ready("SuccessfulCreateOrUpdate", "")

// ready is a status whose condition Ready holds.
func ready(reason, message string) func(*unstructured.Unstructured) map[string]any {
	return func(o *unstructured.Unstructured) map[string]any {
		condition := map[string]any{"type": "Ready", "status": "True", "reason": reason, "message": message,
			"lastTransitionTime": time.Now().UTC().Format(time.RFC3339)}
		status := map[string]any{"conditions": []any{condition}}
		switch o.GroupVersionKind().Group {
		case "cert-manager.io":
			condition["observedGeneration"] = o.GetGeneration()
		case "keda.sh":
			delete(condition, "lastTransitionTime")
		case "rabbitmq.com":
			status["observedGeneration"] = o.GetGeneration()
		}
		return status
	}
}

func issuer(o *unstructured.Unstructured) map[string]any {
	switch {
	case at(o.Object, "spec", "acme") != nil:
		return ready("ACMEAccountRegistered", "The ACME account was registered with the ACME server")(o)
	case at(o.Object, "spec", "ca") != nil:
		return ready("KeyPairVerified", "Signing CA verified")(o)
	}
	return ready("IsReady", "")(o)
}

func applied(o *unstructured.Unstructured) map[string]any {
	return map[string]any{"applied": true, "observedGeneration": o.GetGeneration()}
}

// statuses sets those of the list, and keeps count of them.
type statuses struct {
	plane *plane.Plane
	held  bool // until the sync has been seen to stop at an object
	mu    sync.Mutex
	set   map[string]map[string]bool // objects by the kind of the list
	fails map[string]bool            // why a status is not taken
	stops map[string]bool            // objects at which the sync stopped
	now   []string                   // at which it stops now
	since time.Time
}

// hold is how long a sync that waits for nothing but stand-ins is taken to have stopped.
const hold = 8 * time.Second

func newStatuses(p *plane.Plane, held bool) *statuses {
	s := &statuses{plane: p, held: held, set: map[string]map[string]bool{}, fails: map[string]bool{}, stops: map[string]bool{}}
	go func() {
		for ; ; time.Sleep(300 * time.Millisecond) {
			for _, one := range standIns {
				s.look(one)
			}
		}
	}()
	return s
}

func standInFor(o *unstructured.Unstructured) *standIn {
	kind := o.GroupVersionKind().GroupKind()
	i := slices.IndexFunc(standIns, func(one standIn) bool { return kind == schema.GroupKind{Group: one.group, Kind: one.kind} })
	if i < 0 {
		return nil
	}
	return &standIns[i]
}

func (s *statuses) look(one standIn) {
	mapping, err := s.plane.Mapping(schema.GroupKind{Group: one.group, Kind: one.kind})
	if err != nil {
		return
	}
	found, err := s.plane.Dynamic.Resource(mapping.Resource).List(background, metav1.ListOptions{})
	if err != nil {
		return
	}
	for i := range found.Items {
		object := &found.Items[i]
		name := plane.ID(object)
		s.mu.Lock()
		held := s.held && !s.stops[name]
		s.mu.Unlock()
		status := one.status(object)
		if held || object.GetDeletionTimestamp() != nil || one.when != nil && !one.when(object) || says(object, status) {
			continue
		}
		have, _ := object.Object["status"].(map[string]any)
		if have == nil {
			have = map[string]any{}
		}
		for key, value := range status {
			have[key] = value
		}
		object.Object["status"] = have
		if _, err := s.plane.Dynamic.Resource(mapping.Resource).Namespace(object.GetNamespace()).
			UpdateStatus(background, object, metav1.UpdateOptions{FieldManager: "stand-in"}); err != nil {
			if !apierrors.IsConflict(err) && !apierrors.IsNotFound(err) { // or the next time
				s.mu.Lock()
				s.fails[fmt.Sprintf("the stand-in for %s is not taken: %v", name, err)] = true
				s.mu.Unlock()
			}
			continue
		}
		s.mu.Lock()
		if s.set[one.kind] == nil {
			s.set[one.kind] = map[string]bool{}
		}
		s.set[one.kind][name] = true
		s.mu.Unlock()
	}
}

// says tells whether an object says already what a stand-in would: times apart.
func says(object *unstructured.Unstructured, status map[string]any) bool {
	for key, value := range status {
		if key == "conditions" {
			conditions, _ := at(object.Object, "status", "conditions").([]any)
			wanted := value.([]any)[0].(map[string]any)
			if !slices.ContainsFunc(conditions, func(one any) bool {
				return text(one, "type") == "Ready" && text(one, "status") == "True" &&
					(wanted["observedGeneration"] == nil || at(one, "observedGeneration") == wanted["observedGeneration"])
			}) {
				return false
			}
		} else if !reflect.DeepEqual(at(object.Object, "status", key), value) {
			return false
		}
	}
	return true
}

// waits is told for what a sync waits: where that is nothing but objects of the list for long enough, the sync has stopped at them, and they get their statuses.
func (s *statuses) waits(waiting []*unstructured.Unstructured) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, one := range waiting {
		if standInFor(one) == nil || s.stops[plane.ID(one)] {
			names = nil
			break
		}
		names = append(names, plane.ID(one))
	}
	if !slices.Equal(names, s.now) {
		s.now, s.since = names, time.Now()
	}
	if len(names) > 0 && time.Since(s.since) > hold {
		fmt.Printf("without stand-ins it stops at %s\n", strings.Join(names, ", "))
		for _, name := range names {
			s.stops[name] = true
		}
	}
}

// tell prints the list as far as it was needed, and says of which objects a sync without stand-ins did not stop.
func (s *statuses) tell(delivered []*unstructured.Unstructured) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range standIns {
		if number := len(s.set[one.kind]); number > 0 {
			fmt.Printf("stand-in: status.%s of %d %s as %s writes it: %s\n", one.field, number, one.kind, one.by, one.why)
		}
	}
	wrong := sorted(s.fails)
	if !s.held {
		return wrong
	}
	for _, object := range delivered {
		if standInFor(object) != nil && !s.stops[plane.ID(object)] {
			wrong = append(wrong, "without stand-ins the sync does not stop at "+plane.ID(object))
		}
	}
	fmt.Printf("without stand-ins the sync stops at %d objects, all of them of the list\n", len(s.stops))
	return wrong
}
