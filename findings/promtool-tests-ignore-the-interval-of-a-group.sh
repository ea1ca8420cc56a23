#!/usr/bin/env bash
# promtool 2.42.0 (Debian bookworm, prometheus 2.42.0+ds): `promtool test rules` evaluates every group at the evaluation_interval of the
# test file; the `interval` of the group itself counts for nothing. A rule that is evaluated every five minutes, with `for: 1m`, fires
# in its test after one minute. Prometheus looks at it every five minutes and fires four minutes later, so that the test holds a
# time that is never kept. Rules with an interval of their own want a test file of their own with the same evaluation_interval.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq prometheus=2.42.0+ds-5+deb12u1 >/dev/null 2>&1
dpkg-deb -x prometheus_*.deb .
cat >rules.yaml <<'Y'
groups:
  - name: slow
    interval: 5m
    rules:
      - {alert: Down, expr: up == 0, for: 1m}
Y
cat >tests.yaml <<'Y'
rule_files: [rules.yaml]
evaluation_interval: 30s
tests:
  - interval: 30s
    input_series: [{series: 'up{job="a"}', values: 0x20}]
    alert_rule_test:
      - {eval_time: 30s, alertname: Down, exp_alerts: []}
      - {eval_time: 1m, alertname: Down, exp_alerts: [{exp_labels: {job: a}}]}
Y
seen=$(./usr/bin/promtool test rules tests.yaml 2>&1 | grep -o 'SUCCESS\|FAILED' || true)
echo "fires after one minute, evaluated every five: $seen"
[ "$seen" = SUCCESS ] || { echo "this has changed"; exit 1; }
