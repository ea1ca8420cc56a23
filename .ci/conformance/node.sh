# No Node.js, and one that is too old: one message, exit code 2, no stack trace. Node.js 20: works, and says one line.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java=$(command -v java)
mkdir "$work/bin" "$work/old"
cp -r environments "$work/"

expect() { # what, path, pattern
  local code=0 message
  message=$(cd "$work" && PATH=$2 "$java" -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main synth 2>&1) || code=$?
  [ $code -eq 2 ] && grep -q "$3" <<<"$message" && ! grep -q "^[[:space:]]*at " <<<"$message" && [ ! -e "$work/dist" ] \
    || { echo "$1: exit code $code: $message"; exit 1; }
  echo "$1: $message"
}
expect "no Node.js" "$work/bin" "Node.js is not there"
printf '#!/bin/sh\necho v18.20.4\n' >"$work/old/node"
chmod +x "$work/old/node"
expect "old Node.js" "$work/old" "too old"

npm install --silent --no-audit --no-fund --prefix "$work/twenty" node@20 >/dev/null 2>&1 \
  || { echo "Node.js 20 could not be installed"; exit 77; }
message=$(cd "$work" && PATH="$work/twenty/node_modules/node/bin:$PATH" java -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main synth 2>&1 >/dev/null)
[ "$(wc -l <<<"$message")" -eq 1 ] && grep -q "install Node.js 22 or 24" <<<"$message" || { echo "Node.js 20: $message"; exit 1; }
echo "Node.js 20: $message"
