#!/usr/bin/env bash
# Prometheus 3.13.2 (github.com/prometheus/prometheus/promql/parser v0.313.2): the printed form of an expression, which rule pages, the API
# and formatters show, is not always an expression with the same meaning. A range below a millisecond is printed as 0s, which is
# refused; an offset below one vanishes. `ignoring()` with group_left between a number and a vector is accepted and dropped, while
# on(…) there is refused. A sign before a range in parentheses is accepted, the same without the sign is not.
set -euo pipefail
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'M'
module run

go 1.25.0

require github.com/prometheus/prometheus v0.313.2
M
cat >main.go <<'G'
package main

import (
	"fmt"

	"github.com/prometheus/prometheus/promql/parser"
)

func main() {
	p := parser.NewParser(parser.Options{})
	for _, text := range []string{
		"up[0.0000001]", "up[0s]", "up offset 0.0001",
		"1 + ignoring() group_left(x) a", "1 + on(x) a",
		"up offset -(5m)", "up offset (5m)",
	} {
		expr, err := p.ParseExpr(text)
		if err != nil {
			fmt.Println(text, "=> refused")
		} else {
			fmt.Println(text, "=>", expr.String())
		}
	}
}
G
export GOFLAGS=-mod=mod
go build -o run . >/dev/null 2>&1
seen=$(./run)
echo "$seen"
wanted='up[0.0000001] => up[0s]
up[0s] => refused
up offset 0.0001 => up offset 0s
1 + ignoring() group_left(x) a => 1 + a
1 + on(x) a => refused
up offset -(5m) => up offset -5m
up offset (5m) => refused'
[ "$seen" = "$wanted" ] || { echo "this has changed"; exit 1; }
