# ./platform in a fresh clone: builds by itself, prints what the command prints and nothing else, from anywhere.
set -euo pipefail
project=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q "$project" "$work/clone"
cd "$work/clone"
expect() { # what, wanted, got
  [ "$2" = "$3" ] || { printf '%s: wanted\n%s\ngot\n%s\n' "$1" "$2" "$3"; exit 1; }
}

version=$(mvn -q -B compile exec:java -Dexec.args=--version)
rm -rf target
expect "the first run" "$version" "$(./platform --version 2>&1)"
[ -s target/launcher/classes.jsa ] || { echo "there is no archive of classes"; exit 1; }
expect "from elsewhere" "$version" "$(cd / && "$work/clone/platform" --version 2>&1)"
./platform connectivity production --format json | python3 -c 'import json, sys; json.load(sys.stdin)'

before=$(./platform environments)
rm target/launcher/classes.jsa && : >target/launcher/classes.jsa
expect "with an archive that no Java can use" "$before" "$(./platform environments 2>&1)"

./platform synth >/dev/null
[ -z "$(git status --porcelain)" ] || { echo "the tree is not clean:"; git status --porcelain; exit 1; }

sleep 1
sed -i 's/"environments"/"surroundings"/' src/main/java/com/xtrading/platform/cli/EnvironmentsCommand.java
expect "after a change of a source" "$before" "$(./platform surroundings 2>&1)"
sleep 1
echo 'class {' >>src/main/java/com/xtrading/platform/cli/EnvironmentsCommand.java
code=0
message=$(./platform surroundings 2>&1 >output) || code=$?
[ $code -eq 2 ] && grep -q EnvironmentsCommand.java <<<"$message" && [ ! -s output ] || { echo "a source that does not compile: exit code $code: $message"; exit 1; }
git checkout -q .
code=0
message=$(PATH=/usr/bin:/bin JAVA_HOME=/nowhere ./platform --version 2>&1) || code=$?
[ $code -eq 2 ] && grep -q "there is no Java" <<<"$message" || { echo "without Java: exit code $code: $message"; exit 1; }
echo "first run, from elsewhere, piped, damaged archive, changed source, broken source, no Java: as the README says"
