#!/usr/bin/env bash
# Builds what runs operators ("operators"), or an operator, and prints where the binary is; the first build of each takes minutes.
#
# usage: build.sh [--cached] operators
#        build.sh [--cached] OPERATOR VERSION
#
# An operator that the module proxy serves has a folder with a go.mod here; another is built from a checkout of its tag, which is
# $OPERATORS_SOURCES/OPERATOR. A module that it wants may lie beside, as a checkout of its tag: not every proxy serves those. Exit code 1: it cannot be built, or, with --cached, has not been; 3: it would be built from sources
# that are not there, or are of another version.
set -euo pipefail
cached=
[ "${1:-}" = --cached ] && { cached=yes; shift; }
what=$1 version=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../cluster/built.sh"
flags="-s -w" tags= below= wants=
case $what in
  operators) package=. ;;
  cloudnative-pg) package=github.com/cloudnative-pg/cloudnative-pg/cmd/manager ;;
  prometheus-operator)
    package=github.com/prometheus-operator/prometheus-operator/cmd/operator
    flags+=" -X github.com/prometheus/common/version.Version=$version"
    ;;
  keda) package=github.com/kedacore/keda/v2/cmd/operator flags+=" -X github.com/kedacore/keda/v2/version.Version=$version" ;;
  cert-manager)
    # Its controller is a module of its own.
    package=. below=/cmd/controller wants="github.com/Venafi/vcert/v5 vcert" flags+=" -X github.com/cert-manager/cert-manager/pkg/util.AppVersion=v$version"
    ;;
  external-secrets) package=. tags=fake ;; # of its providers the one that needs no store
  messaging-topology-operator) package=./cmd wants="github.com/rabbitmq/cluster-operator/v2 rabbitmq-cluster-operator" ;;
  rabbitmq-cluster-operator | redis-operator) package=./cmd ;;
  nginx-gateway-fabric)
    package=./cmd/gateway
    # As its Makefile has it.
    flags+=" -X main.version=$version -X main.telemetryReportPeriod=24h -X main.telemetryEndpointInsecure=false"
    ;;
  *)
    echo "no operator $what is known here" >&2
    exit 2
    ;;
esac
if [ "$what" = operators ]; then
  folder=$here
  sources=$(cat "$here"/*.go "$here"/go.mod "$here"/go.sum "$here"/../plane/*.go)
elif [ -d "$here/$what" ]; then
  folder=$here/$what
  sources=$(cat "$folder"/go.mod "$folder"/go.sum)
  module=${package%/cmd/*}
  found=$(sed -n "s|^\t$module v\([^ ]*\).*|\1|p" "$folder/go.mod")
  [ "$found" = "$version" ] || {
    echo "$what: go.mod has version $found, and $version is wanted" >&2
    exit 3
  }
else
  folder=${OPERATORS_SOURCES:-}/$what
  [ -n "${OPERATORS_SOURCES:-}" ] && [ -f "$folder/go.mod" ] || {
    echo "the module proxy does not serve it: OPERATORS_SOURCES names a folder with a checkout $what of v$version" >&2
    exit 3
  }
  found=$(git -C "$folder" describe --tags --exact-match --dirty 2>/dev/null || echo "no version")
  [ "$found" = "v$version" ] || {
    echo "$folder is of $found, and v$version is wanted" >&2
    exit 3
  }
  sources=$(git -C "$folder" rev-parse HEAD)
fi
modules=()
if [ -n "$wants" ] && [ -f "$OPERATORS_SOURCES/${wants#* }/go.mod" ]; then
  beside=$OPERATORS_SOURCES/${wants#* }
  wanted=$(sed -n "s|^\t${wants% *} \(v[^ ]*\).*|\1|p" "$folder$below/go.mod")
  found=$(git -C "$beside" describe --tags --exact-match --dirty 2>/dev/null || echo "no version")
  [ "$found" = "$wanted" ] || {
    echo "$beside is of $found, and $what wants $wanted" >&2
    exit 3
  }
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
  cp "$folder$below"/go.mod "$folder$below"/go.sum "$copy"
  (cd "$copy" && go mod edit -replace "${wants% *}=$(cd "$beside" && pwd)")
  modules=(-modfile "$copy/go.mod")
fi
go_flags=(${modules[@]+"${modules[@]}"} -buildvcs=false -tags "$tags" -ldflags "$flags")
cat "$here/build.sh" - <<<"$sources" | built "$what" "$folder$below" "$package" || {
  [ -z "$cached" ] || echo "it has not been built here: OPERATORS_BUILD=yes builds it" >&2
  exit 1
}
