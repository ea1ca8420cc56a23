#!/usr/bin/env bash
# Environments differ in what they may alone: every difference of the rendered results is put down to a setting.
set -euo pipefail
run() { java @.mvn/jvm.config -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main parity "$@" | tail -1; }
for pair in "staging production" "development staging" "development production"; do
  read -r from to <<<"$pair"
  echo "$from, $to: $(run "$from" "$to")"
done
