# RabbitMQ reads the rendered configuration and definitions, and a message that three workers fail on is set aside.
# Debian has 3.10, we run 4.2. What 3.10 does not know is taken out first and named below.
set -euo pipefail
bin=/usr/lib/rabbitmq/bin
command -v "$bin/rabbitmq-server" >/dev/null && command -v curl >/dev/null && command -v python3 >/dev/null \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends rabbitmq-server curl openssl python3; } >/dev/null 2>&1 || true
command -v "$bin/rabbitmq-server" >/dev/null || { echo "RabbitMQ could not be installed"; exit 77; }

work=$(mktemp -d)
export HOME=$work RABBITMQ_NODENAME=conformance@localhost RABBITMQ_MNESIA_BASE=$work/mnesia RABBITMQ_LOG_BASE=$work/log
export RABBITMQ_ENABLED_PLUGINS_FILE=$work/plugins RABBITMQ_CONFIG_FILE=$work/rabbitmq RABBITMQ_PID_FILE=$work/pid
export RABBITMQ_DIST_PORT=25679 ERL_EPMD_PORT=24369 ERL_EPMD_ADDRESS=127.0.0.1
stop() {
  "$bin/rabbitmqctl" -q shutdown >/dev/null 2>&1 || true
  epmd -port 24369 -kill >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
echo "[rabbitmq_management]." >"$work/plugins"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=localhost" \
  -addext "subjectAltName=DNS:localhost" -keyout "$work/tls.key" -out "$work/tls.crt" 2>/dev/null

rendered=dist/production/config/rabbitmq
openid='^\(auth_oauth2\|auth_backends\|management.oauth_\)'
grep -q "$openid" "$rendered/rabbitmq.conf" && echo "not run, 3.10 does not know it: people sign in with OpenID"
{
  sed "/$openid/d" "$rendered/rabbitmq.conf"
  # The listeners and certificates are the operator's; here they are on loopback.
  cat <<CONF
listeners.tcp = none
listeners.ssl.1 = 127.0.0.1:25671
ssl_options.certfile = $work/tls.crt
ssl_options.keyfile = $work/tls.key
management.ssl.ip = 127.0.0.1
management.ssl.port = 25673
management.ssl.certfile = $work/tls.crt
management.ssl.keyfile = $work/tls.key
CONF
} >"$work/rabbitmq.conf"
python3 - "$rendered/definitions.json" "$work/definitions.json" <<'PY'
import json, sys
definitions = json.load(open(sys.argv[1]))
for policy in definitions["policies"]:
    if policy["apply-to"] == "quorum_queues":
        policy["apply-to"] = "queues"
    if policy["definition"].pop("consumer-timeout", None) is not None:
        print("not run, 3.10 does not know it: consumer-timeout in policy " + policy["name"])
print("changed for 3.10: policies apply to queues, not to quorum_queues")
json.dump(definitions, open(sys.argv[2], "w"))
PY

"$bin/rabbitmq-server" >"$work/start.log" 2>&1 &
"$bin/rabbitmqctl" -q --timeout 90 wait --timeout 90 "$RABBITMQ_PID_FILE" >>"$work/start.log" 2>&1 \
  || { grep -h error "$work/start.log" "$work"/log/*.log 2>/dev/null | cut -c1-300 | head -n 40; exit 1; }
"$bin/rabbitmqctl" -q enable_feature_flag all
"$bin/rabbitmqctl" -q import_definitions "$work/definitions.json"

shown() { # command…: a table without its header
  "$bin/rabbitmqctl" -q --no-table-headers "$@"
}
want() { # what, expected, found
  [ "$2" = "$3" ] || { printf '%s should be\n%s\nand is\n%s\n' "$1" "$2" "$3"; exit 1; }
}
mebibytes=$(sed -n 's/^vm_memory_high_watermark.absolute = \([0-9]*\)MiB$/\1/p' "$rendered/rabbitmq.conf")
want "the watermark" $((mebibytes * 1048576)) "$("$bin/rabbitmqctl" -q eval 'element(2, lists:keyfind(vm_memory_limit, 1, rabbit:status())).')"
vhost=pytrading
want "the queues" "$(printf 'backtest\tquorum\tbacktest\nbacktest.dead\tquorum\t')" \
  "$(shown list_queues -p $vhost name type policy | sort)"

# A user for this run, to send and to fail.
"$bin/rabbitmqctl" -q add_user tester only-for-this-run
"$bin/rabbitmqctl" -q set_user_tags tester administrator
"$bin/rabbitmqctl" -q set_permissions -p $vhost tester '' '.*' '.*'
api() { # path, body
  curl -sS --fail --max-time 10 -u tester:only-for-this-run -H 'content-type: application/json' \
    --cacert "$work/tls.crt" -X POST -d "$2" "https://localhost:25673/api/$1"
}
messages() { # queue
  shown list_queues -p $vhost name messages | awk -v queue="$1" '$1 == queue { print $2 }'
}
api "exchanges/$vhost/backtest/publish" \
  '{"properties":{"delivery_mode":2},"routing_key":"backtest","payload":"42","payload_encoding":"string"}' \
  | grep -q '"routed":true' || { echo "the exchange leads to no queue"; exit 1; }

# KEDA's login sees how long the queue is (counted anew every five seconds), and may do nothing with it.
"$bin/rabbitmqctl" -q change_password keda only-for-this-run
trigger() { # key
  sed -n "s|^ *$1: \"*\([^\"]*\)\"*$|\1|p" dist/production/manifests/backtest-worker/ScaledJob-backtest-worker.yaml
}
queue="$(trigger vhostName)/$(trigger queueName)"
keda() { # path, curl arguments…
  local path=$1; shift
  curl -sS --max-time 10 -u keda:only-for-this-run -H 'content-type: application/json' --cacert "$work/tls.crt" "$@" \
    "https://localhost:25673/api/$path"
}
length() {
  keda "queues/$queue" --fail | python3 -c 'import json,sys; print(json.load(sys.stdin).get("messages", 0))'
}
for second in $(seq 20); do [ "$(length)" = 1 ] && break || sleep 1; done
want "the length that KEDA sees" 1 "$(length)"
for path in "queues/$queue/get" "exchanges/$vhost/backtest/publish"; do
  answer=$(keda "$path" -o "$work/answer" -w '%{http_code}' -X POST -d \
    '{"count":1,"ackmode":"reject_requeue_true","encoding":"auto","properties":{},"routing_key":"backtest","payload":"1","payload_encoding":"string"}')
  grep -q "access to .* refused\|not_authorised\|ACCESS_REFUSED" "$work/answer" \
    || { echo "KEDA's login may use $path: $answer $(cat "$work/answer")"; exit 1; }
done
echo "KEDA's login sees the length of $queue and may neither send nor read"

attempts=0
while [ "$(messages backtest.dead)" != 1 ]; do
  if [ "$(api "queues/$vhost/backtest/get" '{"count":1,"ackmode":"reject_requeue_true","encoding":"auto"}')" != "[]" ]; then
    attempts=$((attempts + 1))
  fi
  [ $attempts -le 10 ] || { echo "ten workers failed, and the message is still there"; exit 1; }
  sleep 0.5
done
limit=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["policies"][0]["definition"]["delivery-limit"])' "$rendered/definitions.json")
# The limit counts how often a message comes again.
want "the number of deliveries" "$((limit + 1))" "$attempts"
want "what is left in the queue" 0 "$(messages backtest)"
echo "definitions.json and rabbitmq.conf: accepted by RabbitMQ $("$bin/rabbitmqctl" version); after $attempts deliveries a message lies in backtest.dead"
