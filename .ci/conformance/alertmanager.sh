#!/usr/bin/env bash
# Alertmanager's own packages are asked what our evaluator says: of random configurations, many of them with older forms and
# mistakes, whether they are accepted; of random alerts, who is told in which order, grouped with what, when; at moments around
# changes of clocks, ends of months and of weeks, whether a route is quiet and until when; and which alerts inhibit which.
# Its tool reads the file of every environment that has one.
#
# What is not compared:
# - settings of ways of telling other than webhook, PagerDuty, Slack and mail, and of tracing and the recorder of events;
# - lists with an item of nothing, which Alertmanager takes for a receiver or a route without anything.
set -euo pipefail

shopt -s nullglob
files=(dist/*/config/alertmanager/alertmanager.yaml)
if [ ${#files[@]} -eq 0 ]; then
  echo "amtool: no environment has one"
else
  command -v go >/dev/null || { echo "there is no Go"; exit 77; }
  # Debian's 0.25 refuses what is delivered: it does not know url_file of a webhook.
  version=$(sed -n 's/^  version: //p' dist/production/manifests/alertmanager/Alertmanager-alertmanager.yaml)
  amtool=$(bash .ci/conformance/pipeline/build.sh amtool "$version") || { echo "amtool $version could not be built"; exit 77; }
  for file in "${files[@]}"; do
    "$amtool" check-config "$file"
    for severity in critical warning info none; do
      echo "$file severity=$severity: $("$amtool" config routes test --config.file="$file" "severity=$severity")"
    done
  done
fi

command -v go >/dev/null || { echo "there is no Go"; exit 77; }
configurations=2000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd .ci/conformance/alertmanager && go list -deps . >/dev/null) || { echo "the code of Alertmanager could not be had"; exit 77; }
(cd .ci/conformance/alertmanager && timeout 1800 go build -o "$work/alertmanager" .)
java -cp "target/test-classes:$PLATFORM_CLASSPATH" com.xtrading.platform.alerting.RoutingTraces "$work/traces" "$configurations" \
  2>"$work/err" || { cat "$work/err"; exit 1; }
[ "$(wc -l <"$work/traces")" -eq $((configurations + 1)) ] || { echo "a configuration is missing"; exit 1; }
"$work/alertmanager" "$work/traces"
sed -n 's/^# - /not compared: /p' "$0"
