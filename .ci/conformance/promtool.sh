# Prometheus's own tool reads every rule file that is written and runs the scenarios of every alert; and each alert has
# a scenario that tells it from copies with a wrong threshold or a wrong time (AlertMutants says which).
set -euo pipefail
command -v promtool >/dev/null \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends prometheus; } >/dev/null 2>&1 || true
command -v promtool >/dev/null || { echo "promtool could not be installed"; exit 77; }
promtool check rules --lint=all --lint-fatal dist/*/config/prometheus/rules/*.yaml >/dev/null
printf '%s\0' dist/*/config/prometheus/tests/*.yaml | xargs -0 -P "$(nproc)" -n 12 promtool test rules

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -ntp -q -Dstyle.color=never test-compile exec:exec@alert-mutants -Dalert.mutants="$work"
cd "$work"
promtool check rules --lint=all --lint-fatal right/*/rules/*.yaml >/dev/null
promtool test rules right/*/tests/*.yaml

# What promtool cannot read it would refuse for another reason.
find wrong -path '*/rules/*.yaml' -print0 | xargs -0 -P "$(nproc)" -n 100 promtool check rules >/dev/null
# One process for many files; "SUCCESS" below the name of a file says that nothing told the copy from the right one.
find wrong -path '*/tests/*.yaml' -print0 \
  | xargs -0 -P "$(nproc)" -n 40 sh -c 'promtool test rules "$@" >"answer.$$" 2>&1 || true' sh
copies=$(wc -l <wrong.tsv)
answers=$(cat answer.* | grep -c '^Unit Testing')
[ "$copies" -gt 0 ] && [ "$copies" -eq "$answers" ] || { echo "$answers of $copies wrong copies were tested"; exit 1; }
missed=$(cat answer.* | awk '/^Unit Testing:/ {split($3, part, "/"); file = part[2]} /^  SUCCESS/ {print file}' | sort -n)
if [ -n "$missed" ]; then
  echo "No scenario tells these from the right alert; add one that is near the threshold, or near the time:"
  for number in $missed; do grep -P "^$number\t" wrong.tsv; done
  exit 1
fi
echo "$copies wrong copies of $(cut -f 2 wrong.tsv | sort -u | wc -l) alerts: each is told by a scenario"
echo "Without a wrong copy of a kind:"
sort -u left-out.tsv
