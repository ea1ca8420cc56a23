package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"conformance/plane"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/argo"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// admits says of environments what Argo CD would change in their Applications, and what their projects do not let in.
func admits(folders []string) ([]string, error) {
	var wrong []string
	for _, folder := range folders {
		d, err := read(folder, "")
		if err != nil {
			return nil, err
		}
		before := len(wrong)
		objects := 0
		for _, tree := range append([]*unstructured.Unstructured{d.root.tree}, d.hub...) {
			if tree.GroupVersionKind().Group == v1alpha1.SchemeGroupVersion.Group {
				wrong = append(wrong, d.prefixed(stored(tree))...)
			}
		}
		for _, one := range d.applications {
			objects += len(one.ours)
			wrong = append(wrong, d.prefixed(d.admitted(one, one.ours, func(object *unstructured.Unstructured) bool { return object.GetNamespace() != "" }))...)
		}
		wrong = append(wrong, d.prefixed(d.unused())...)
		if len(wrong) == before {
			fmt.Printf("%s: %d Applications and %d projects are as Argo CD stores them, and the projects let in all %d objects\n",
				d.name, len(d.applications)+1, len(d.projects), objects)
		}
	}
	return wrong, nil
}

func (d *delivered) prefixed(wrong []string) []string {
	for i := range wrong {
		wrong[i] = d.name + ": " + wrong[i]
	}
	return wrong
}

// stored says what Argo CD takes out of an Application or project, or puts into it: git and cluster would differ for ever.
func stored(tree *unstructured.Unstructured) []string {
	written, err := json.Marshal(tree.Object)
	if err != nil {
		return []string{err.Error()}
	}
	var typed any
	if tree.GetKind() == "AppProject" {
		typed = &v1alpha1.AppProject{}
	} else {
		typed = &v1alpha1.Application{}
	}
	if err := json.Unmarshal(written, typed); err != nil {
		return []string{fmt.Sprintf("%s: %v", plane.ID(tree), err)}
	}
	if one, ok := typed.(*v1alpha1.Application); ok {
		one.Spec = *argo.NormalizeApplicationSpec(&one.Spec)
	}
	if one, ok := typed.(*v1alpha1.AppProject); ok {
		if err := one.ValidateProject(); err != nil {
			return []string{fmt.Sprintf("%s: %v", plane.ID(tree), err)}
		}
	}
	text, err := json.Marshal(typed)
	if err != nil {
		return []string{err.Error()}
	}
	var back map[string]any
	if err := json.Unmarshal(text, &back); err != nil {
		return []string{err.Error()}
	}
	var git map[string]any
	if err := json.Unmarshal(written, &git); err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	for _, part := range []string{"spec", "operation"} {
		for _, path := range differences(part, git[part], back[part]) {
			wrong = append(wrong, fmt.Sprintf("%s: Argo CD does not keep %s as it is written", plane.ID(tree), path))
		}
	}
	return wrong
}

// differences are the paths at which two trees differ, as deep as they can be told.
func differences(path string, a, b any) []string {
	if reflect.DeepEqual(a, b) {
		return nil
	}
	left, isMap := a.(map[string]any)
	right, alsoMap := b.(map[string]any)
	if isMap && alsoMap {
		keys := map[string]bool{}
		for key := range left {
			keys[key] = true
		}
		for key := range right {
			keys[key] = true
		}
		var all []string
		for key := range keys {
			all = append(all, differences(path+"."+key, left[key], right[key])...)
		}
		sort.Strings(all)
		return all
	}
	first, isList := a.([]any)
	second, alsoList := b.([]any)
	if isList && alsoList && len(first) == len(second) {
		var all []string
		for i := range first {
			all = append(all, differences(fmt.Sprintf("%s[%d]", path, i), first[i], second[i])...)
		}
		return all
	}
	return []string{path}
}

// permits asks a project whether an Application may deploy to a namespace of its cluster.
func permits(project *v1alpha1.AppProject, one *application) func(namespace string) bool {
	destination := one.spec.Spec.Destination
	cluster := &v1alpha1.Cluster{Name: destination.Name, Server: "https://" + destination.Name}
	return func(namespace string) bool {
		yes, err := project.IsDestinationPermitted(cluster, namespace, func(string) ([]*v1alpha1.Cluster, error) { return nil, nil })
		return err == nil && yes
	}
}

// admitted says what of the objects the project of the Application refuses.
func (d *delivered) admitted(one *application, objects []*unstructured.Unstructured, namespaced func(*unstructured.Unstructured) bool) []string {
	project := d.projects[one.spec.Spec.Project]
	if project == nil {
		return []string{fmt.Sprintf("%s: there is no project %s", one.name(), one.spec.Spec.Project)}
	}
	var wrong []string
	for _, source := range one.sources() {
		if !project.IsSourcePermitted(source) {
			wrong = append(wrong, fmt.Sprintf("%s: project %s does not permit the source %s", one.name(), project.Name, source.RepoURL))
		}
	}
	permitted := permits(project, one)
	if !permitted(one.spec.Spec.Destination.Namespace) {
		wrong = append(wrong, fmt.Sprintf("%s: project %s does not permit its destination", one.name(), project.Name))
	}
	for _, object := range objects {
		if err := refusal(project, object, namespaced(object), permitted); err != nil {
			wrong = append(wrong, fmt.Sprintf("%s: %s: %v", one.name(), plane.ID(object), err))
		}
	}
	return wrong
}

// refusal is what Argo CD says of an object that a project does not let in (validateSyncPermissions in its controller).
func refusal(project *v1alpha1.AppProject, object *unstructured.Unstructured, namespaced bool, permitted func(string) bool) error {
	kind := object.GroupVersionKind().GroupKind()
	if !project.IsGroupKindNamePermitted(kind, object.GetName(), namespaced) {
		return fmt.Errorf("resource %s:%s is not permitted in project %s", kind.Group, kind.Kind, project.Name)
	}
	if namespaced && !permitted(object.GetNamespace()) {
		return fmt.Errorf("namespace %s is not permitted in project %s", object.GetNamespace(), project.Name)
	}
	return nil
}

// unused says what the projects allow and no Application of theirs brings.
func (d *delivered) unused() []string {
	var wrong []string
	for _, project := range d.projects {
		cluster, sources, namespaces := map[schema.GroupKind]bool{}, map[string]bool{}, map[string]bool{}
		upstream := false
		for _, one := range d.applications {
			if one.spec.Spec.Project != project.Name {
				continue
			}
			namespaces[one.spec.Spec.Destination.Namespace] = true
			for _, source := range one.sources() {
				sources[source.RepoURL] = true
				upstream = upstream || !strings.HasPrefix(source.Path, "dist/")
			}
			for _, object := range one.ours {
				kind := object.GroupVersionKind().GroupKind()
				if object.GetNamespace() == "" {
					cluster[kind] = true
				} else {
					namespaces[object.GetNamespace()] = true
				}
			}
		}
		say := func(what string) {
			wrong = append(wrong, fmt.Sprintf("project %s allows %s, which nothing brings", project.Name, what))
		}
		for _, kind := range []schema.GroupKind{{Kind: "Pod"}, {Group: "apps", Kind: "ReplicaSet"}} {
			if !project.IsGroupKindNamePermitted(kind, "any", true) {
				wrong = append(wrong, fmt.Sprintf("project %s keeps out %s, so that Argo CD does not show what becomes of a Deployment", project.Name, kind))
			}
		}
		for _, source := range project.Spec.SourceRepos {
			if !sources[source] {
				say("the repository " + source)
			}
		}
		if upstream {
			continue // what charts bring is not known here
		}
		for _, namespace := range project.Spec.Destinations {
			if !namespaces[namespace.Namespace] {
				say("the namespace " + namespace.Namespace)
			}
		}
		for _, kind := range project.Spec.ClusterResourceWhitelist {
			if !cluster[schema.GroupKind{Group: kind.Group, Kind: kind.Kind}] {
				say(kind.Group + "/" + kind.Kind)
			}
		}
	}
	sort.Strings(wrong)
	return wrong
}
