# For the build.sh here and beside: builds a program of Go, and prints where the binary is. Whatever has been built from the same
# sources is taken from ${XDG_CACHE_HOME:-~/.cache}/xtrading-platform.
#
# usage: go_flags=(…) built NAME FOLDER PACKAGE
#
# Reads from its input what tells its sources from others. 1 says that it cannot be built, or, with $cached, that it has not been.
built() {
  local name=$1 folder=$2 package=$3 digest cache binary log
  digest=$(cat - "${BASH_SOURCE[0]}" | sha256sum | cut -c 1-16)
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/xtrading-platform
  binary=$cache/$name-$digest
  if [ ! -x "$binary" ]; then
    [ -z "$cached" ] || return 1
    mkdir -p "$cache"
    log=$(mktemp)
    if ! (cd "$folder" && CGO_ENABLED=0 timeout 3600 go build -trimpath "${go_flags[@]}" -o "$binary.$$" "$package") >"$log" 2>&1; then
      echo "$name cannot be built: $(grep -v '^#\|^go: downloading' "$log" | head -n 1)" >&2
      rm -f "$log" "$binary.$$"
      return 1
    fi
    mv "$binary.$$" "$binary"
    rm -f "$log"
    find "$cache" -name "$name-*" ! -name "$name-$digest" -delete # those of older sources
  fi
  echo "$binary"
}
