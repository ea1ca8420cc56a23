package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"conformance/plane"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// removeAll takes every object out of git, Application by Application in the reverse order of their waves, as if a person pruned
// each. What a person must confirm stays until then; afterwards nothing may be left but volumes whose class keeps them.
func (t *trial) removeAll() error {
	removed, confirmed := 0, 0
	for _, one := range slices.Backward(t.delivered.applications) {
		objects, err := t.argo.tracked(one, unhooked(one.objects()))
		if err != nil {
			return err
		}
		project := t.delivered.projects[one.spec.Spec.Project]
		guarded := slices.ContainsFunc(objects, func(object *unstructured.Unstructured) bool {
			return strings.Contains(object.GetAnnotations()["argocd.argoproj.io/sync-options"], "Prune=confirm")
		})
		problems, err := t.argo.syncAndPrune(one, project, nil, objects, false)
		if err != nil {
			return err
		}
		if waits := slices.Equal(problems, []string{waitsForPerson}); waits != guarded {
			t.say(fmt.Sprintf("%s: a sync that removes everything waits for a person: %t, and should: %t", one.name(), waits, guarded))
		} else if waits {
			confirmed++
			for _, object := range objects {
				if live, err := t.plane.Live(object); err != nil || live == nil {
					t.say(fmt.Sprintf("%s: %s is gone before a person has confirmed it", one.name(), plane.ID(object)))
				}
			}
			if problems, err = t.argo.syncAndPrune(one, project, nil, objects, true); err != nil {
				return err
			}
		}
		t.say(problems...)
		left, err := plane.Await(time.Minute, func() ([]string, error) {
			var left []string
			for _, object := range objects {
				live, err := t.plane.Live(object)
				if err != nil {
					return nil, err
				}
				if live != nil {
					left = append(left, fmt.Sprintf("%s: %s is not gone, its finalizers are %v", one.name(), plane.ID(live), live.GetFinalizers()))
				}
			}
			return left, nil
		})
		if err != nil {
			return err
		}
		t.say(left...)
		removed += len(objects)
	}
	kept := 0
	left, err := plane.Await(time.Minute, func() ([]string, error) {
		volumes, err := t.plane.List("", "v1", "PersistentVolume")
		kept = len(volumes)
		var left []string
		for i := range volumes {
			if text(volumes[i].Object, "spec", "persistentVolumeReclaimPolicy") != "Retain" {
				left = append(left, fmt.Sprintf("%s is left, and its class does not keep it", plane.ID(&volumes[i])))
			}
		}
		return left, err
	})
	t.say(left...)
	t.step("%d objects are removed, %d Applications had to be confirmed, %d volumes are kept", removed, confirmed, kept)
	return err
}
