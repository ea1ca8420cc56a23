#!/usr/bin/env bash
# kustomize 5.8.1: entries of `images` are applied one after the other, each to what the one before left, and `edit set image` keeps them
# sorted by name. So whether the image that a folder has renamed can be set by its new name depends on the alphabet: it is where
# the new name comes after the old one, and else nothing happens and nothing is said. Whoever lets a tool run
# `edit set image` on a folder of others (as continuous delivery does) sets the tag by the name before the renaming.
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
GOPATH=$work/go GOBIN=$work/bin go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.1 >/dev/null 2>&1
folder() { # registry
  rm -rf folder && mkdir folder && cd folder
  cat >kustomization.yaml <<Y
resources: [deployment.yaml]
images:
  - name: maker/operator
    newName: $1/maker/operator
    newTag: latest
Y
  cat >deployment.yaml <<'Y'
apiVersion: apps/v1
kind: Deployment
metadata: {name: operator}
spec:
  selector: {matchLabels: {app: operator}}
  template:
    metadata: {labels: {app: operator}}
    spec: {containers: [{name: operator, image: "maker/operator:0.1.0"}]}
Y
}
after() { # registry, what is set
  (folder "$1" && "$work/bin/kustomize" edit set image "$2" && "$work/bin/kustomize" build . | sed -n 's/.*image: //p')
}
seen="by the new name, which comes first: $(after a.example.com a.example.com/maker/operator:1.2.3)
by the new name, which comes last: $(after z.example.com z.example.com/maker/operator:1.2.3)
by the old name: $(after a.example.com maker/operator=a.example.com/maker/operator:1.2.3)"
echo "$seen"
wanted='by the new name, which comes first: a.example.com/maker/operator:latest
by the new name, which comes last: z.example.com/maker/operator:1.2.3
by the old name: a.example.com/maker/operator:1.2.3'
[ "$seen" = "$wanted" ] || { echo "this has changed"; exit 1; }
