#!/usr/bin/env bash
# k8s.io/kubernetes 1.35.4: a StorageClass with "parameters: {}" is valid, and is stored without parameters, since protobuf knows no
# empty map. The same text applied again is then a change of a field that may not change: the validation of updates compares an empty
# map with none by reflect.DeepEqual. So the first sync succeeds, and every later one is refused. 1.36.3 takes it.
#
# Takes the validation of both versions from the Go module proxy, and asks it about an object that was stored and read.
# Wants Go and some minutes.
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cat >"$work/main.go" <<'GO'
package main

import (
	"fmt"

	v1 "k8s.io/api/storage/v1"
	"k8s.io/kubernetes/pkg/apis/storage"
	conversion "k8s.io/kubernetes/pkg/apis/storage/v1"
	"k8s.io/kubernetes/pkg/apis/storage/validation"
)

func internal(class *v1.StorageClass) *storage.StorageClass {
	conversion.SetObjectDefaults_StorageClass(class)
	var out storage.StorageClass
	if err := conversion.Convert_v1_StorageClass_To_storage_StorageClass(class, &out, nil); err != nil {
		panic(err)
	}
	return &out
}

func main() {
	applied := &v1.StorageClass{Provisioner: "example.org/driver", Parameters: map[string]string{}}
	applied.Name, applied.ResourceVersion = "local", "1"
	fmt.Println("create:", validation.ValidateStorageClass(internal(applied)).ToAggregate())
	bytes, err := applied.Marshal()
	if err != nil {
		panic(err)
	}
	var stored v1.StorageClass
	if err := stored.Unmarshal(bytes); err != nil {
		panic(err)
	}
	fmt.Println("stored without parameters:", stored.Parameters == nil)
	fmt.Println("update:", validation.ValidateStorageClassUpdate(internal(applied), internal(&stored)).ToAggregate())
}
GO
ask() { # version
  local module
  module=$(cd "$work" && GOFLAGS=-mod=mod go mod download -json "k8s.io/kubernetes@v1.$1" | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')
  {
    printf 'module finding\n\ngo 1.26\n\nrequire (\n\tk8s.io/api v0.%s\n\tk8s.io/kubernetes v1.%s\n)\n\nreplace (\n' "$1" "$1"
    sed -n "s#^\s*\(k8s.io/[a-z0-9-]*\) => ./staging.*#\t\1 => \1 v0.$1#p" "$module"
    echo ")"
  } >"$work/go.mod"
  (cd "$work" && rm -f go.sum && go mod tidy >/dev/null 2>&1 && go run .)
}
older=$(ask 35.4)
newer=$(ask 36.3)
printf '1.35.4\n%s\n1.36.3\n%s\n' "$older" "$newer"
[ "$older" = "create: <nil>
stored without parameters: true
update: parameters: Forbidden: updates to parameters are forbidden." ] && [ "$newer" = "create: <nil>
stored without parameters: true
update: <nil>" ] || { echo "this is not what was seen"; exit 1; }
