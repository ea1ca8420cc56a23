#!/usr/bin/env bash
# Operators themselves, with the rights of their own accounts, are brought custom resources on a real control plane: what they make
# is what was recorded of their version under src/test/resources/operators, field by field. mvn verify holds what we believe of
# operators against the same records.
#
# usage: operators.sh [-record] [OPERATOR…]
#
# Without names those that the module proxy serves. Only what has been built; OPERATORS_BUILD=yes builds it, and the control plane. Needs:
#   CLUSTER_CRDS, CLUSTER_CHARTS  as cluster.sh
#   OPERATORS_SOURCES             a folder with a checkout OPERATOR of the version's tag for each one that the proxy does not serve
# -record keeps what is made, and overwrites what was recorded. Everything runs in a network namespace with loopback alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v go >/dev/null || { echo "there is no Go"; exit 77; }
unshare -n -m true 2>/dev/null || { echo "no network namespace can be made here"; exit 77; }
crds=${CLUSTER_CRDS:-../shared/schemas/crds} charts=${CLUSTER_CHARTS:-../shared/data/charts/rendered}
[ -d "$crds" ] || { echo "there is no folder with CustomResourceDefinitions"; exit 77; }
[ -d "$charts" ] || { echo "there is no folder with rendered charts"; exit 77; }
record=()
[ "${1:-}" = -record ] && { record=(-record); shift; }
cached=(--cached)
[ "${OPERATORS_BUILD:-}" != yes ] || cached=()
here=.ci/conformance
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
operators=$(bash $here/operators/build.sh ${cached[@]+"${cached[@]}"} operators 2>&1) || { echo "what runs operators: $operators"; exit 77; }
cluster=$(bash $here/cluster/build.sh ${cached[@]+"${cached[@]}"} 1.35) || { echo "no control plane has been built here: OPERATORS_BUILD=yes builds it"; exit 77; }
[ $# -gt 0 ] || set -- $(cd $here/operators && printf '%s\n' */go.mod | cut -d / -f 1)
failed=0 run=0
for name in "$@"; do
  version=$("$operators" list | sed -n "s/^$name //p")
  [ -n "$version" ] || { echo "no operator $name is known here"; exit 2; }
  if ! binary=$(bash $here/operators/build.sh ${cached[@]+"${cached[@]}"} "$name" "$version" 2>"$work/why"); then
    echo "not run: $name, since $(cat "$work/why")"
    continue
  fi
  run=$((run + 1))
  unshare -n bash -c 'ip link set lo up && ip route add local 10.0.0.0/8 dev lo && exec "$@"' _ \
    "$operators" run -facts src/test/resources/operators -crds "$crds" -charts "$charts" -cluster "$cluster" -work "$work/$name" \
    ${record[@]+"${record[@]}"} "$name" "$binary" || failed=1
done
[ $failed -eq 0 ] || exit 1
[ "$run" -eq $# ] || exit 77
