#!/usr/bin/env bash
# Builds Prometheus, Alertmanager or amtool from the module proxy, without their pages for browsers, and prints where the binary is; the first build of each takes minutes.
#
# usage: build.sh [--cached] prometheus|alertmanager|amtool VERSION       VERSION as that of the image, v3.13.2
#
# Exit code 1: it cannot be built, or, with --cached, has not been.
set -euo pipefail
cached=
[ "${1:-}" = --cached ] && { cached=yes; shift; }
what=$1 version=$2
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../cluster/built.sh"
case $what in
  prometheus)
    # Its module has version 0.313.2 where the program has 3.13.2.
    IFS=. read -r major minor patch <<<"${version#v}"
    module=github.com/prometheus/prometheus@$(printf 'v0.%d%02d.%s' "$major" "$minor" "$patch") tags=remove_all_sd
    ;;
  alertmanager | amtool) module=github.com/prometheus/alertmanager@$version tags= ;;
  *)
    echo "nothing called $what is built here" >&2
    exit 2
    ;;
esac
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
if [ -z "$cached" ]; then
  sources=$(go mod download -json "$module" 2>/dev/null | sed -n 's/^\t"Dir": "\(.*\)",*$/\1/p') || true
  [ -n "$sources" ] || { echo "the module proxy does not serve $module" >&2; exit 1; }
  cp -r "$sources/." "$folder"
  chmod -R u+w "$folder"
  rm -f "$folder"/go.work*
  # Alertmanager embeds a page that its release builds with npm.
  [ "$what" = prometheus ] || { mkdir -p "$folder/ui/app/dist"; echo "not built" >"$folder/ui/app/dist/index.html"; }
fi
export GOWORK=off
go_flags=(-buildvcs=false -tags "$tags" -ldflags "-s -w -X github.com/prometheus/common/version.Version=${version#v}")
cat "$here/build.sh" - <<<"$module" | built "$what" "$folder" "./cmd/$what" || {
  [ -z "$cached" ] || echo "$what $version has not been built here: PIPELINE_BUILD=yes builds it" >&2
  exit 1
}
