#!/usr/bin/env bash
# Builds "argocd", or a control plane of a minor of Kubernetes such as "1.35", and prints where the binary is. Whatever has been
# built from the same sources is taken from ${XDG_CACHE_HOME:-~/.cache}/xtrading-platform; the first build of each takes minutes.
#
# usage: build.sh [--cached] argocd|MINOR     with --cached nothing is built: 1 says that it is not there
set -euo pipefail
cached=
[ "${1:-}" = --cached ] && { cached=yes; shift; }
what=$1
here=$(cd "$(dirname "$0")" && pwd)
flags=(-s -w)
case $what in
  argocd)
    folder=$here/../argocd module=go.mod
    # The code of Argo CD wants a newer Go than machines have: the module proxy has it too.
    export GOTOOLCHAIN=go1.27.3
    ;;
  *)
    folder=$here module=go-$what.mod
    [ -f "$folder/$module" ] || module=go.mod
    version=$(sed -n 's/^\tk8s.io\/kubernetes \(v.*\)$/\1/p' "$folder/$module")
    [ "${version%.*}" = "v$what" ] || { echo "no control plane of Kubernetes $what is known here" >&2; exit 2; }
    package=k8s.io/component-base/version
    flags+=(-X "$package.gitVersion=$version" -X "$package.gitMajor=1" -X "$package.gitMinor=${what#1.}" -X "$package.gitTreeState=clean")
    ;;
esac
cd "$folder"
digest=$(cat ./*.go "$module" "${module%.mod}.sum" "$here/build.sh" | sha256sum | cut -c 1-16)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/xtrading-platform
binary=$cache/$what-$digest
if [ ! -x "$binary" ]; then
  [ -z "$cached" ] || exit 1
  mkdir -p "$cache"
  log=$(mktemp)
  trap 'rm -f "$log" "$binary.$$"' EXIT
  if ! CGO_ENABLED=0 timeout 3600 go build -modfile="$module" -trimpath -ldflags "${flags[*]}" -o "$binary.$$" . >"$log" 2>&1; then
    echo "$what cannot be built: $(grep -v '^#\|^go: downloading' "$log" | head -n 1)" >&2
    exit 1
  fi
  mv "$binary.$$" "$binary"
  find "$cache" -name "$what-*" ! -name "$what-$digest" -delete # those of older sources
fi
echo "$binary"
