#!/usr/bin/env bash
# Prometheus' own parser, of the version that is deployed and without feature flags, is asked about every expression of the rules
# and dashboards in dist/, of the corpus of the tests, and about many mutations of both. It must accept and refuse the same ones,
# and write those that it accepts letter by letter as they are written here.
#   .ci/conformance/promql.sh [mutations [seed]]      default 20000 and 1
#
# What is read here and not held against Prometheus:
# - the places and words of messages, which are our own;
# - nesting deeper than 300 levels, which is refused here;
# - regular expressions that only a newer Unicode, or the limit of Prometheus on their size, tells apart.
set -euo pipefail
command -v go >/dev/null || { echo "there is no Go"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd .ci/conformance/promql && go list -deps . >/dev/null) || { echo "the parser of Prometheus could not be had"; exit 77; }
(cd .ci/conformance/promql && timeout 1200 go build -o "$work/promql" .)
java -cp "target/test-classes:$PLATFORM_CLASSPATH" com.xtrading.platform.promql.PromqlAnswers \
  "$work/answers" "${1:-20000}" "${2:-1}" 2>"$work/err" || { cat "$work/err"; exit 1; }
"$work/promql" "$work/answers"
sed -n 's/^# - /not compared: /p; s/^#   /  /p' "$0" | grep -v '\.sh '
