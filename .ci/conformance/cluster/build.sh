#!/usr/bin/env bash
# Builds "argocd", or a control plane of a minor of Kubernetes such as "1.35", and prints where the binary is; the first build of
# each takes minutes.
#
# usage: build.sh [--cached] argocd|MINOR     with --cached nothing is built: 1 says that it is not there
set -euo pipefail
cached=
[ "${1:-}" = --cached ] && { cached=yes; shift; }
what=$1
here=$(cd "$(dirname "$0")" && pwd)
. "$here/built.sh"
flags=(-s -w)
case $what in
  argocd)
    folder=$here/../argocd module=go.mod shared=("$here"/../plane/*.go)
    # The code of Argo CD wants a newer Go than machines have: the module proxy has it too.
    export GOTOOLCHAIN=go1.27.3
    ;;
  *)
    folder=$here module=go-$what.mod shared=()
    [ -f "$folder/$module" ] || module=go.mod
    version=$(sed -n 's/^\tk8s.io\/kubernetes \(v.*\)$/\1/p' "$folder/$module")
    [ "${version%.*}" = "v$what" ] || { echo "no control plane of Kubernetes $what is known here" >&2; exit 2; }
    package=k8s.io/component-base/version
    flags+=(-X "$package.gitVersion=$version" -X "$package.gitMajor=1" -X "$package.gitMinor=${what#1.}" -X "$package.gitTreeState=clean")
    ;;
esac
go_flags=(-modfile="$module" -ldflags "${flags[*]}")
cat "$folder"/*.go "$folder/$module" "$folder/${module%.mod}.sum" ${shared[@]+"${shared[@]}"} "$here/build.sh" | built "$what" "$folder" .
