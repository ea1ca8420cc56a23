# The workflows that go to the application's repository, and our own, are ones that GitHub would run.
set -euo pipefail
version=v1.7.12
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
actionlint=$(command -v actionlint || true)
if [ -z "$actionlint" ] && command -v go >/dev/null; then
  GOBIN="$work/bin" go install "github.com/rhysd/actionlint/cmd/actionlint@$version" >/dev/null 2>&1 || true
  [ ! -x "$work/bin/actionlint" ] || actionlint="$work/bin/actionlint"
fi
[ -n "$actionlint" ] || { echo "actionlint could not be installed"; exit 77; }

# As they will lie there: one calls the other by its place.
mkdir -p "$work/application/.github/workflows"
cp dist/*/config/github/*.yaml "$work/application/.github/workflows/"
git -C "$work/application" init -q
for project in "$work/application" "$PWD"; do
  (cd "$project" && "$actionlint" .github/workflows/*)
  echo "$(find "$project/.github/workflows" -type f | wc -l) workflows"
done
