#!/usr/bin/env bash
# The resources that operators publish as samples with their source are read without a silent pass: whoever judges them by
# `policy` is told of every field of a projected kind that is not followed, and of every kind that runs pods and is not read.
#
# usage: samples.sh
#
# Needs OPERATORS_SOURCES, a folder with a checkout of each operator (see operators.sh); what is not there is said to be not run.
# Held against a list of the kinds that bring nothing by themselves, which a new version with a new kind makes incomplete.
set -uo pipefail
cd "$(dirname "$0")/../.."
sources=${OPERATORS_SOURCES:-}
[ -d "$sources" ] || { echo "OPERATORS_SOURCES names no folder with checkouts of operators"; exit 77; }
command -v python3 >/dev/null || { echo "there is no Python"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 run=0
while read -r operator folders; do
  if [ ! -d "$sources/$operator" ]; then
    echo "not run: $operator, of which there is no checkout"
    continue
  fi
  run=$((run + 1))
  for folder in ${folders//,/ }; do
    [ -d "$sources/$operator/$folder" ] || { echo "WRONG $operator: there is no folder $folder with samples"; failed=1; continue; }
    ./platform policy --manifests "$sources/$operator/$folder" --profile baseline >"$work/out" 2>"$work/err"
    code=$?
    [ $code -le 2 ] || { echo "WRONG $operator: policy ends with $code: $(tail -1 "$work/err")"; failed=1; }
    python3 .ci/conformance/samples.py "$sources/$operator/$folder" "$work/err" "$operator" || failed=1
  done
done <<'LIST'
cloudnative-pg docs/src/samples
prometheus-operator example
rabbitmq-cluster-operator docs/examples
redis-operator example
nginx-gateway-fabric examples
LIST
[ $failed -eq 0 ] || exit 1
[ $run -gt 0 ] || exit 77
