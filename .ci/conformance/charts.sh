#!/usr/bin/env bash
# Every chart and every folder of add-ons is rendered by Helm and Kustomize as Argo CD does it, with the values of the reference
# platform and each of its switches, and held against what is recorded of it in src/test/resources/charts.
#
# usage: charts.sh [-record] [SOURCES]    -record writes down what was rendered; SOURCES is CHART_SOURCES if it is not given
#
# SOURCES has a folder ADD-ON-VERSION for each add-on: the chart itself where it comes packed (helm pull --untar), the git repository
# at its tag where the Application names a path. Add-ons without one are left out. Needs helm, kustomize and the tests compiled.
set -euo pipefail
record=
[ "${1:-}" = -record ] && { record=yes; shift; }
sources=${1:-${CHART_SOURCES:-}}
[ -d "$sources" ] || { echo "there is no folder with sources of charts"; exit 77; }
for tool in helm kustomize; do
  command -v $tool >/dev/null || { echo "there is no $tool"; exit 77; }
done
facts=src/test/resources/charts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

: "${PLATFORM_CLASSPATH:=$(mvn -B -ntp -q -Dstyle.color=never exec:exec -Dexec.executable=echo -Dexec.args=%classpath | grep -o "/.*target/classes.*")}"
recorder() { java -cp "target/test-classes:$PLATFORM_CLASSPATH" com.xtrading.platform.charts.Recorder "$@" 2>"$work/err" || { cat "$work/err"; exit 1; }; }

chart() { # folder of the plan, the chart
  helm template "$(cat "$1/name")" "$2" --namespace "$(cat "$1/namespace")" --values "$1/values.yaml" \
    --kube-version "$(cat "$1/kubernetes")" $(sed 's/^/--api-versions /' "$1/apis") >"$1/rendered.yaml"
}
folder() { # folder of the plan, the folder for Kustomize
  cp "$2/kustomization.yaml" "$1/upstream.yaml"
  awk '/^[a-z]/ { skip = /^images:/ } !skip' "$1/upstream.yaml" >"$2/kustomization.yaml"
  kustomize build "$2" >"$1/unnamed.yaml"
  cp "$1/upstream.yaml" "$2/kustomization.yaml"
  (
    cd "$2"
    while read -r image; do kustomize edit set image "$image"; done <"$1/images"
    for patch in "$1"/patch-*/; do
      [ -e "$patch" ] || continue
      kustomize edit add patch --kind "$(cat "$patch/kind")" --name "$(cat "$patch/name")" --patch "$(cat "$patch/patch")"
    done
  )
  kustomize build "$2" >"$1/rendered.yaml"
}

recorder plan "$work/plan"
run=0
left=()
for way in "$work"/plan/*; do
  source=$sources/$(cat "$way/key")
  if [ ! -d "$source" ]; then
    left+=("$(cat "$way/key")")
    continue
  fi
  cp -r "$source" "$way/source"
  path=$way/source/$(cat "$way/path")
  if [ -e "$way/values.yaml" ]; then chart "$way" "$path"; else folder "$way" "$path"; fi
  run=$((run + 1))
done
[ ${#left[@]} -eq 0 ] || printf 'no source: %s\n' "${left[@]}" | sort -u
[ $run -gt 0 ] || exit 77
recorder record "$work/plan" "$work/facts"

if [ -n "$record" ]; then
  mkdir -p "$facts"
  cp "$work"/facts/*.yaml "$facts"
  echo "recorded: $(ls "$work/facts" | wc -l) add-ons"
  exit 0
fi
failed=0
for file in "$work"/facts/*; do
  diff -u "$facts/${file##*/}" "$file" || failed=1
done
[ $failed -eq 0 ] || { echo "what is recorded is not what is rendered: charts.sh -record, then look at the difference"; exit 1; }
echo "rendered $run times, as recorded"
[ ${#left[@]} -eq 0 ] || exit 77
