package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"conformance/plane"
	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/sync/syncwaves"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
)

// hubNamespace is where Argo CD runs.
const hubNamespace = "argocd"

// delivered is an environment as Argo CD finds it in git.
type delivered struct {
	name         string
	root         *application
	projects     map[string]*v1alpha1.AppProject
	hub          []*unstructured.Unstructured // projects and Applications, and the settings of Argo CD, as they are written
	settings     *unstructured.Unstructured   // those of Argo CD, where the environment is that of its hub
	applications []*application               // in the order of their waves
}

// application is an Application with what it brings.
type application struct {
	tree     *unstructured.Unstructured
	spec     v1alpha1.Application
	wave     int
	ours     []*unstructured.Unstructured
	brought  []*unstructured.Unstructured // by its chart or folder, as somebody rendered it, without webhooks
	webhooks []*unstructured.Unstructured // of it, which nobody answers here
	missing  string                       // the chart or folder that nobody rendered
}

func (a *application) name() string { return a.tree.GetName() }

// component is the name of the component that the Application delivers.
func (a *application) component(environment string) string {
	return strings.TrimPrefix(a.name(), environment+"-")
}

// skipped names the webhooks that are left out.
func (a *application) skipped() []string {
	var names []string
	for _, one := range a.webhooks {
		names = append(names, plane.ID(one))
	}
	sort.Strings(names)
	return names
}

func (a *application) objects() []*unstructured.Unstructured {
	return append(append([]*unstructured.Unstructured{}, a.ours...), a.brought...)
}

func (a *application) sources() []v1alpha1.ApplicationSource {
	if a.spec.Spec.HasMultipleSources() {
		return a.spec.Spec.Sources
	}
	return []v1alpha1.ApplicationSource{*a.spec.Spec.Source}
}

// read reads dist/ENV. What charts and folders of others bring is read from a folder of rendered ones, where it is there.
func read(dist, charts string) (*delivered, error) {
	d := &delivered{name: filepath.Base(dist), projects: map[string]*v1alpha1.AppProject{}}
	var err error
	if d.hub, err = objectsOf(filepath.Join(dist, "argocd")); err != nil {
		return nil, err
	}
	for _, tree := range d.hub {
		switch tree.GetKind() {
		case "AppProject":
			var project v1alpha1.AppProject
			if err := runtime.DefaultUnstructuredConverter.FromUnstructured(tree.Object, &project); err != nil {
				return nil, fmt.Errorf("%s: %w", plane.ID(tree), err)
			}
			d.projects[project.Name] = &project
		case "Application":
			one, err := d.readApplication(tree, dist, charts)
			if err != nil {
				return nil, err
			}
			d.applications = append(d.applications, one)
		case "ConfigMap":
			d.settings = tree
		default:
			return nil, fmt.Errorf("%s: neither a project, an Application nor the settings of Argo CD", plane.ID(tree))
		}
	}
	sort.SliceStable(d.applications, func(i, j int) bool {
		a, b := d.applications[i], d.applications[j]
		if a.wave != b.wave {
			return a.wave < b.wave
		}
		return a.name() < b.name()
	})
	roots, err := objectsOf(filepath.Join(dist, "bootstrap"))
	if err != nil || len(roots) != 1 {
		return nil, fmt.Errorf("%s/bootstrap: one root Application is wanted, there are %d (%v)", dist, len(roots), err)
	}
	d.root, err = d.readApplication(roots[0], dist, "")
	return d, err
}

func (d *delivered) readApplication(tree *unstructured.Unstructured, dist, charts string) (*application, error) {
	one := &application{tree: tree, wave: syncwaves.Wave(tree)}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(tree.Object, &one.spec); err != nil {
		return nil, fmt.Errorf("%s: %w", plane.ID(tree), err)
	}
	own := "dist/" + d.name + "/"
	for _, source := range one.sources() {
		if strings.HasPrefix(source.Path, own) {
			objects, err := objectsOf(filepath.Join(dist, strings.TrimPrefix(source.Path, own)))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", plane.ID(tree), err)
			}
			one.ours = append(one.ours, objects...)
			continue
		}
		one.missing = source.Chart + source.Path + " " + source.TargetRevision
		for _, folder := range []string{d.name, "all"} {
			file := filepath.Join(charts, folder, one.component(d.name)+".yaml")
			if _, err := os.Stat(file); charts != "" && err == nil {
				objects, err := plane.Objects(file)
				if err != nil {
					return nil, err
				}
				for _, object := range objects {
					if strings.HasSuffix(object.GetKind(), "WebhookConfiguration") {
						one.webhooks = append(one.webhooks, object)
					} else {
						one.brought = append(one.brought, object)
					}
				}
				one.missing = ""
			}
		}
	}
	return one, nil
}

func objectsOf(folder string) ([]*unstructured.Unstructured, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no manifest is there", folder)
	}
	var all []*unstructured.Unstructured
	for _, file := range files {
		objects, err := plane.Objects(file)
		if err != nil {
			return nil, err
		}
		all = append(all, objects...)
	}
	return all, nil
}
