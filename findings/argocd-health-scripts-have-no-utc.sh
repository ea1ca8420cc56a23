#!/usr/bin/env bash
# Argo CD 3.6.1 (github.com/argoproj/argo-cd/v3/util/lua): a health script of one's own has neither `string` nor `os`; os comes by
# require("os"), with os.date of Argo CD's own, in which the "!" that asks for UTC counts for nothing once a time is given: "!%H:%M"
# of 0 is 08:00 where the controller runs in Asia/Shanghai, and so is the hour of "!*t". The interpreter that Argo CD embeds
# (gopher-lua) has it right. A script that compares a timestamp of a status, which is in UTC, with a date made so is
# off by the offset of the machine; os.time() and the parts of the timestamp are safe. Compiles Argo CD: minutes.
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'M'
module run

go 1.27.0

require (
	github.com/argoproj/argo-cd/v3 v3.6.1
	github.com/yuin/gopher-lua v1.1.2
)
M
cat >main.go <<'G'
package main

import (
	"fmt"

	"github.com/argoproj/argo-cd/v3/util/lua"
	gopher "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func main() {
	object := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "example.org/v1", "kind": "Example"}}
	for _, asked := range []string{`string`, `os`, `require("os").date("!%H:%M", 0)`, `require("os").date("!*t", 0).hour`} {
		health, err := lua.VM{}.ExecuteHealthLua(object, `return {status = "Healthy", message = tostring(`+asked+`)}`)
		if err != nil {
			panic(err)
		}
		fmt.Println("Argo CD:", asked, "=", health.Message)
	}
	state := gopher.NewState()
	defer state.Close()
	if err := state.DoString(`return os.date("!%H:%M", 0)`); err != nil {
		panic(err)
	}
	fmt.Println("gopher-lua:", state.Get(-1).String())
}
G
export GOTOOLCHAIN=go1.27.3 GOFLAGS=-mod=mod
go build -o run . >/dev/null 2>&1
seen=$(TZ=Asia/Shanghai ./run)
echo "$seen"
wanted='Argo CD: string = nil
Argo CD: os = nil
Argo CD: require("os").date("!%H:%M", 0) = 08:00
Argo CD: require("os").date("!*t", 0).hour = 8
gopher-lua: 00:00'
[ "$seen" = "$wanted" ] || { echo "this has changed"; exit 1; }
