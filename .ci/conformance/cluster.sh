#!/usr/bin/env bash
# A real control plane, built from the source of Kubernetes, is brought every environment as Argo CD's own code brings it: nothing
# is rejected or warned of, every pod runs, every Service, policy, budget and autoscaler finds what it speaks of, nothing is out of
# sync, and nothing changes when it comes again.
#
# usage: cluster.sh [-sweep] [-operators [-no-stand-ins]] [WHAT…]
#
# WHAT is an environment, a switch of ClusterPlan, or one of them with @MINOR of Kubernetes. With -operators those that are built run: what
# they make is not applied but made, held against the plan, and every wave waits until all kinds are healthy; a list of statuses that
# nobody here writes is set and printed. -no-stand-ins sets each of them only once the sync has stopped for want of it, and holds where it
# stops against that list.
#
# Without arguments what CLUSTER_WHAT says, or production. Only where everything has been built; CLUSTER_BUILD=yes builds it. Needs:
#   CLUSTER_CRDS    a folder GROUP/*.yaml of CustomResourceDefinitions; ../shared/schemas/crds where it is there
#   CLUSTER_CHARTS  a folder of rendered charts, ENV/COMPONENT.yaml or all/COMPONENT.yaml; what is not there is said to be left out
#   OPERATORS_SOURCES  with -operators, as operators.sh: what is not built is named, and not run
# Everything runs in a network namespace with loopback alone: nothing reaches another machine.
set -euo pipefail
command -v go >/dev/null || { echo "there is no Go"; exit 77; }
unshare -n true 2>/dev/null || { echo "no network namespace can be made here"; exit 77; }
crds=${CLUSTER_CRDS:-../shared/schemas/crds} charts=${CLUSTER_CHARTS:-../shared/data/charts/rendered}
[ -d "$crds" ] || { echo "there is no folder with CustomResourceDefinitions"; exit 77; }
[ -d "$charts" ] || { echo "there is no folder with rendered charts: of add-ons nothing is applied"; charts=; }
[ $# -gt 0 ] || set -- ${CLUSTER_WHAT:-production}
options=() operators=
while [ $# -gt 0 ]; do
  case $1 in
    -sweep | -no-stand-ins) options+=("$1") ;;
    -operators) operators=yes ;;
    -*) echo "cluster.sh knows no $1"; exit 2 ;;
    *) break ;;
  esac
  shift
done
[ $# -gt 0 ] || set -- ${CLUSTER_WHAT:-production}
cached=(--cached)
[ "${CLUSTER_BUILD:-}" != yes ] || cached=()
build() { bash .ci/conformance/cluster/build.sh ${cached[@]+"${cached[@]}"} "$1"; }

: "${PLATFORM_CLASSPATH:=$(mvn -B -ntp -q -Dstyle.color=never exec:exec -Dexec.executable=echo -Dexec.args=%classpath | grep -o "/.*target/classes.*")}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
argocd=$(build argocd) || { echo "Argo CD's code has not been built here: CLUSTER_BUILD=yes builds it"; exit 77; }
if [ -n "$operators" ]; then
  unshare -m true 2>/dev/null || { echo "no mounts of their own can be made here for operators"; exit 77; }
  built=
  while read -r name version; do
    if binary=$(bash .ci/conformance/operators/build.sh ${cached[@]+"${cached[@]}"} "$name" "$version" 2>"$work/why"); then
      built+=,$name=$binary
    else
      echo "not run: $name, since $(cat "$work/why")"
    fi
  done < <("$argocd" operators)
  [ -n "$built" ] || { echo "no operator has been built here"; exit 77; }
  options+=(-operators "${built#,}")
fi
java -cp "target/test-classes:$PLATFORM_CLASSPATH" com.xtrading.platform.capacity.ClusterPlan "$work/plans" "$@" 2>"$work/err" \
  || { cat "$work/err"; exit 1; }
failed=0 run=0
for what in "$@"; do
  minor=$(cat "$work/plans/$what/minor")
  if ! binary=$(build "$minor"); then
    echo "not run: $what, since no control plane of Kubernetes $minor has been built here"
    continue
  fi
  run=$((run + 1))
  echo "$what, on Kubernetes $minor"
  unshare -n bash -c 'ip link set lo up && ip route add local 10.0.0.0/8 dev lo && exec "$@"' _ "$argocd" trial -folder "$work/plans/$what" -crds "$crds" \
    ${charts:+-charts "$charts"} -cluster "$binary" -work "$work/$what" ${options[@]+"${options[@]}"} || failed=1
  if [ -f "$work/$what/made.json" ]; then
    java -cp "target/test-classes:$PLATFORM_CLASSPATH" com.xtrading.platform.projection.MadeByOperators "$what" "$work/$what/made.json" || failed=1
  fi
done
[ $failed -eq 0 ] || exit 1
[ "$run" -eq $# ] || exit 77
