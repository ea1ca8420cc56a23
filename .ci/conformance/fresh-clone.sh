# A new user's path: clone, run the README's commands, find the tree clean.
set -euo pipefail
project=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q "$project" "$work/clone"
cd "$work/clone"

code=0
message=$(mvn -q -B exec:java 2>&1) || code=$?
[ $code -eq 2 ] && grep -q "mvn compile exec:java" <<<"$message" || { echo "missing classes: exit code $code: $message"; exit 1; }

mvn -q -B compile exec:java
[ -z "$(git status --porcelain)" ] || { echo "the tree is not clean:"; git status --porcelain; exit 1; }

# What the README calls the checkout of the main branch.
mkdir "$work/main"
cp -r dist "$work/main/dist"

# Every command of the README.
grep -E '^\./platform ' README.md | sed 's/ *#.*//' >lines
[ "$(wc -l <lines)" -ge 4 ] || { echo "the README shows no commands"; exit 1; }
while read -r line; do
  bash -c "$line" >/dev/null 2>output </dev/null || { echo "$line:"; cat output; exit 1; }
done <lines
rm lines output
[ -z "$(git status --porcelain)" ] || { echo "the tree is not clean:"; git status --porcelain; exit 1; }

sleep 1
touch src/main/java/com/xtrading/platform/TradingPlatform.java
code=0
message=$(mvn -q -B exec:java 2>&1) || code=$?
[ $code -eq 2 ] && grep -q "older" <<<"$message" || { echo "stale classes: exit code $code: $message"; exit 1; }

mvn -q -B compile exec:java -Dexec.args="check production"
printf ' ' >>dist/production/manifests/user-service/Service-user-service.yaml
code=0
message=$(mvn -q -B exec:java -Dexec.args=check 2>&1) || code=$?
[ $code -eq 1 ] && grep -q "Service-user-service.yaml" <<<"$message" || { echo "one byte more: exit code $code: $message"; exit 1; }
echo "clone, compile, synth, stale classes, changed byte: as the README says"
