#!/usr/bin/env bash
# Exporters that Debian has run on loopback, and what they export is held against src/main/resources/metrics: a type or a
# label that is not as listed is a mistake. Debian's versions are not the deployed ones: names that only one of them has are
# printed.
set -euo pipefail
cd "$(dirname "$0")/../.."
lists=src/main/resources/metrics
programs=(prometheus-node-exporter prometheus-redis-exporter redis-server prometheus prometheus-alertmanager)
missing() {
  local program
  for program in "${programs[@]}"; do
    command -v "$program" >/dev/null || echo "$program"
  done
}
[ -z "$(missing)" ] \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${programs[@]}"; } >/dev/null 2>&1 || true
[ -z "$(missing)" ] || { echo "not there and not to be installed:" $(missing); exit 77; }
command -v python3 >/dev/null && command -v curl >/dev/null || { echo "Python or curl is not there"; exit 77; }

work=$(mktemp -d)
pids=()
stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

starts() { # log, command…
  local log=$work/$1.log
  shift
  "$@" >"$log" 2>&1 &
  pids+=($!)
}
failed=0
holds() { # list, port, name of a family that comes last, version
  local list=$1 port=$2 last=$3
  for _ in $(seq 100); do
    if curl -sf -o "$work/$list.txt" "http://127.0.0.1:$port/metrics" && grep -q "^$last" "$work/$list.txt"; then
      echo "$list, run as $4:"
      python3 .ci/conformance/metrics.py "$lists/$list.tsv" "$work/$list.txt" || failed=1
      return
    fi
    sleep 0.3
  done
  echo "$list: $last was not exported in time:"
  tail -n 20 "$work"/*.log
  exit 1
}
version() { "$1" --version 2>&1 | sed -n '1s/.*version[ :]*\([0-9][0-9a-z.+~]*\).*/\1/p'; }

# The collectors of the list, and no other.
collectors=(cpu cpufreq diskstats entropy filefd filesystem loadavg meminfo os pressure schedstat stat time timex uname vmstat)
starts node prometheus-node-exporter --collector.disable-defaults "${collectors[@]/#/--collector.}" \
  --web.listen-address=127.0.0.1:17400
holds node-exporter 17400 node_uname_info "$(version prometheus-node-exporter)"

# A cluster of one node, a master with all slots.
mkdir "$work/redis"
starts redis redis-server --bind 127.0.0.1 --port 17401 --dir "$work/redis" --cluster-enabled yes --save ''
for _ in $(seq 50); do [ "$(redis-cli -p 17401 ping 2>/dev/null)" = PONG ] && break; sleep 0.2; done
redis-cli -p 17401 cluster addslotsrange 0 16383 >/dev/null
redis-cli -p 17401 get nothing >/dev/null
starts redis-exporter prometheus-redis-exporter --redis.addr=redis://127.0.0.1:17401 --web.listen-address=127.0.0.1:17402
holds redis-exporter 17402 redis_uptime_in_seconds \
  "$(prometheus-redis-exporter --version 2>&1 | sed -n 's/.*Redis Metrics Exporter \(\S*\).*/\1/p' | head -n 1) with Redis $(redis-server --version | sed 's/.*v=\(\S*\).*/\1/')"

cat >"$work/alertmanager.yaml" <<'YAML'
route: {receiver: nobody}
receivers: [{name: nobody}]
YAML
starts alertmanager prometheus-alertmanager --config.file="$work/alertmanager.yaml" --storage.path="$work/alertmanager" \
  --web.listen-address=127.0.0.1:17403 --cluster.listen-address=127.0.0.1:17404 --cluster.advertise-address=127.0.0.1:17404
# It scrapes itself, has rules and tells Alertmanager of an alert.
cat >"$work/rules.yaml" <<'YAML'
groups: [{name: one, interval: 1s, rules: [{alert: Always, expr: vector(1)}]}]
YAML
cat >"$work/prometheus.yaml" <<YAML
global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: [$work/rules.yaml]
scrape_configs: [{job_name: itself, static_configs: [{targets: ["127.0.0.1:17405"]}]}]
alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:17403"]}]}]}
YAML
# The first evaluation is over before Alertmanager is found, and what it said would be said again a minute later.
starts prometheus prometheus --config.file="$work/prometheus.yaml" --storage.tsdb.path="$work/prometheus" \
  --rules.alert.resend-delay=1s --web.listen-address=127.0.0.1:17405
holds prometheus 17405 'prometheus_notifications_sent_total{.*} [1-9]' "$(version prometheus)"
holds alertmanager 17403 'alertmanager_alerts_received_total{.*} [1-9]' "$(version prometheus-alertmanager)"
exit $failed
