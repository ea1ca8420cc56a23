#!/usr/bin/env bash
# A real control plane, built from the source of Kubernetes, is brought every environment as Argo CD's own code brings it: nothing
# is rejected or warned of, every pod runs, every Service, policy, budget and autoscaler finds what it speaks of, nothing is out of
# sync, and nothing changes when it comes again.
#
# usage: cluster.sh [-sweep] [WHAT…]    WHAT is an environment, a switch of ClusterPlan, or one of them with @MINOR of Kubernetes
#
# Without arguments what CLUSTER_WHAT says, or production. Only where everything has been built; CLUSTER_BUILD=yes builds it. Needs:
#   CLUSTER_CRDS    a folder GROUP/*.yaml of CustomResourceDefinitions; ../shared/schemas/crds where it is there
#   CLUSTER_CHARTS  a folder of rendered charts, ENV/COMPONENT.yaml or all/COMPONENT.yaml; what is not there is said to be left out
# Everything runs in a network namespace with loopback alone: nothing reaches another machine.
set -euo pipefail
command -v go >/dev/null || { echo "there is no Go"; exit 77; }
unshare -n true 2>/dev/null || { echo "no network namespace can be made here"; exit 77; }
crds=${CLUSTER_CRDS:-../shared/schemas/crds} charts=${CLUSTER_CHARTS:-../shared/data/charts/rendered}
[ -d "$crds" ] || { echo "there is no folder with CustomResourceDefinitions"; exit 77; }
[ -d "$charts" ] || { echo "there is no folder with rendered charts: of add-ons nothing is applied"; charts=; }
[ $# -gt 0 ] || set -- ${CLUSTER_WHAT:-production}
sweep=()
[ "$1" = -sweep ] && { sweep=(-sweep); shift; }
cached=(--cached)
[ "${CLUSTER_BUILD:-}" != yes ] || cached=()
build() { bash .ci/conformance/cluster/build.sh ${cached[@]+"${cached[@]}"} "$1"; }

: "${PLATFORM_CLASSPATH:=$(mvn -B -ntp -q -Dstyle.color=never exec:exec -Dexec.executable=echo -Dexec.args=%classpath | grep -o "/.*target/classes.*")}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
argocd=$(build argocd) || { echo "Argo CD's code has not been built here: CLUSTER_BUILD=yes builds it"; exit 77; }
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
  unshare -n bash -c 'ip link set lo up && exec "$@"' _ "$argocd" trial -folder "$work/plans/$what" -crds "$crds" \
    ${charts:+-charts "$charts"} -cluster "$binary" -work "$work/$what" ${sweep[@]+"${sweep[@]}"} || failed=1
done
[ $failed -eq 0 ] || exit 1
[ "$run" -eq $# ] || exit 77
