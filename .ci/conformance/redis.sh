# Redis 7 runs with the settings that were derived: the single servers over TLS with their ACL file, and six nodes
# of a cluster on loopback that lose a master and no write.
set -euo pipefail
command -v redis-server >/dev/null && command -v redis-cli >/dev/null && command -v openssl >/dev/null \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server redis-tools openssl; } >/dev/null 2>&1 || true
command -v redis-server >/dev/null || { echo "Redis could not be installed"; exit 77; }

work=$(mktemp -d)
password=only-for-this-run
pids=()
stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

# The authority, and certificates for what the rendered ones are for, as cert-manager would issue them.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=authority" \
  -keyout "$work/ca.key" -out "$work/ca.crt" 2>/dev/null
issue() { # rendered Certificate, folder
  local usages
  usages=$(sed -n '/^  usages:/,/^  [a-z]/s/^    - //p' "$1" \
    | sed -n 's/server auth/serverAuth/p; s/client auth/clientAuth/p' | paste -sd,)
  [ -n "$usages" ] || { echo "$1 is for nothing"; exit 1; }
  mkdir -p "$2"
  cp "$work/ca.crt" "$2/ca.crt"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=redis" \
    -keyout "$2/tls.key" -out "$2/tls.csr" 2>/dev/null
  openssl x509 -req -in "$2/tls.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days 2 \
    -extfile <(printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=%s\nsubjectAltName=DNS:localhost,IP:127.0.0.1\n' "$usages") \
    -out "$2/tls.crt" 2>/dev/null
}

# What External Secrets makes of the template in the ExternalSecret.
printf 'user default on #%s ~* &* +@all\n' "$(printf %s "$password" | sha256sum | cut -d' ' -f1)" >"$work/users.acl"

cli() { # port, command…
  local port=$1
  shift
  REDISCLI_AUTH=$password redis-cli --tls --cacert "$work/ca.crt" -h localhost -p "$port" "$@"
}
await() { # port
  for _ in $(seq 50); do
    [ "$(cli "$1" ping 2>/dev/null)" = PONG ] && return
    sleep 0.2
  done
  echo "no server at port $1:"
  cat "$work/$1.log"
  exit 1
}
same() { # port, setting, expected
  local shown
  shown=$(cli "$1" config get "$2" | tail -n 1)
  [ "$shown" = "$3" ] || { echo "$2 is \"$shown\" and not \"$3\""; exit 1; }
}
bytes() { # file: its maxmemory in bytes
  echo $(($(sed -n 's/^maxmemory \([0-9]*\)mb$/\1/p' "$1") * 1048576))
}

single() { # file of a server, port
  local port=$2 environment
  environment=$(cut -d/ -f2 <<<"$1")
  issue "dist/$environment/manifests/certificates/Certificate-$(basename "$1" .conf)-tls.yaml" "$work/tls-$port"
  sed -e "s#^tls-port .*#tls-port $port#" -e "s#/etc/xtrading/certificates/[^/]*/#$work/tls-$port/#" \
    -e "s#^aclfile .*#aclfile $work/users.acl#" -e "s#^dir .*#dir $work#" "$1" >"$work/$port.conf"
  ! grep -q /etc/xtrading "$work/$port.conf"
  redis-server "$work/$port.conf" --bind 127.0.0.1 --logfile "$work/$port.log" &
  pids+=($!)
  await "$port"
  same "$port" maxmemory "$(bytes "$1")"
  same "$port" maxmemory-policy "$(sed -n 's/^maxmemory-policy //p' "$1")"
  same "$port" save ""
  same "$port" appendonly no
  ! redis-cli --tls --cacert "$work/ca.crt" -h localhost -p "$port" set a b 2>/dev/null | grep -q OK \
    || { echo "$1: writes without a password"; exit 1; }
  ! redis-cli -h localhost -p "$port" ping 2>/dev/null | grep -q PONG || { echo "$1: speaks without TLS"; exit 1; }
  echo "$1: accepted; refuses who has no password or no TLS"
}

port=17379
for file in dist/*/config/redis/*.conf; do
  if grep -q '^aclfile ' "$file"; then
    single "$file" $port
    port=$((port + 1))
  fi
done
[ $port -gt 17380 ] || { echo "there are no single servers"; exit 1; }

cluster() { # settings of a cluster
  local settings=$1 first=$2 nodes="" node tls=$work/tls-cluster
  issue dist/production/manifests/certificates/Certificate-redis-tls.yaml "$tls"
  for node in 0 1 2 3 4 5; do
    local at=$((first + node))
    mkdir "$work/$at"
    # What the operator writes above our settings.
    cat >"$work/$at.conf" <<CONF
port 0
tls-port $at
tls-cert-file $tls/tls.crt
tls-key-file $tls/tls.key
tls-ca-cert-file $tls/ca.crt
tls-auth-clients optional
tls-replication yes
tls-cluster yes
cluster-enabled yes
cluster-node-timeout 2000
cluster-migration-barrier 1
cluster-config-file $work/nodes-$at.conf
cluster-preferred-endpoint-type hostname
cluster-announce-hostname localhost
requirepass $password
masterauth $password
save 900 1
appendonly yes
dir $work/$at
include $work/settings.conf
CONF
    cp "$settings" "$work/settings.conf"
    redis-server "$work/$at.conf" --bind 127.0.0.1 --logfile "$work/$at.log" &
    pids+=($!)
    await "$at"
    same "$at" maxmemory "$(bytes "$settings")"
    same "$at" save ""
    same "$at" appendonly no
    same "$at" repl-diskless-sync yes
    # The operator's probes present the certificate of the server.
    REDISCLI_AUTH=$password redis-cli --tls --cert "$tls/tls.crt" --key "$tls/tls.key" --cacert "$tls/ca.crt" \
      -h localhost -p "$at" ping | grep -q PONG || { echo "$at refuses a client with the server's certificate"; exit 1; }
    nodes="$nodes 127.0.0.1:$at"
  done
  # shellcheck disable=SC2086
  cli "$first" --cluster create $nodes --cluster-replicas 1 --cluster-yes >"$work/create.log" \
    || { cat "$work/create.log"; exit 1; }
  for _ in $(seq 100); do
    cli "$first" cluster info | grep -q cluster_state:ok && [ "$(cli "$first" cluster nodes | grep -c ' connected')" -ge 6 ] && break
    sleep 0.2
  done
  for _ in $(seq 100); do # every master has its replica
    [ "$(cli "$first" cluster nodes | grep -c slave)" = 3 ] && [ "$(cli "$first" -c wait 1 100)" -ge 0 ] && break
    sleep 0.2
  done
  sleep 2

  # A replica that copies everything anew keeps no file of it.
  local replica
  replica=$(cli "$first" cluster nodes | awk '$3 ~ /slave/ { split($2, a, /[:@]/); print a[2]; exit }')
  cli "$replica" shutdown nosave >/dev/null 2>&1 || true
  redis-server "$work/$replica.conf" --bind 127.0.0.1 --logfile "$work/$replica.log" &
  pids+=($!)
  await "$replica"
  for _ in $(seq 100); do
    cli "$replica" info replication | grep -q master_link_status:up && break
    sleep 0.2
  done
  cli "$replica" info replication | grep -q master_link_status:up || { echo "the replica at $replica does not catch up"; exit 1; }
  [ ! -e "$work/$replica/dump.rdb" ] || { echo "the replica at $replica keeps $(du -h "$work/$replica/dump.rdb" | cut -f1) on its disk"; exit 1; }

  # The write and the wait for its replica are one connection to the master of the slot.
  local key=order:42 slot master pid survivor
  slot=$(cli "$first" cluster keyslot $key)
  master=$(cli "$first" cluster nodes | awk -v slot="$slot" '
    $3 ~ /master/ { for (i = 9; i <= NF; i++) { split($i, r, "-"); if (slot >= r[1] && slot <= (r[2] == "" ? r[1] : r[2])) { split($2, a, /[:@]/); print a[2] } } }')
  [ -n "$master" ] || { echo "no master has slot $slot"; cli "$first" cluster nodes; exit 1; }
  printf 'set %s filled\nwait 1 5000\n' $key | cli "$master" >"$work/write.log"
  [ "$(tr '\n' ' ' <"$work/write.log")" = "OK 1 " ] || { echo "the write did not reach a replica:"; cat "$work/write.log"; exit 1; }

  pid=$(cli "$master" info server | tr -d '\r' | sed -n 's/^process_id://p')
  kill -9 "$pid"
  survivor=$first
  [ "$master" = "$first" ] && survivor=$((first + 1))
  local value=""
  for _ in $(seq 150); do
    value=$(cli "$survivor" -c get $key 2>/dev/null || true)
    [ "$value" = filled ] && break
    sleep 0.2
  done
  [ "$value" = filled ] || { echo "the write is lost with the master at $master: \"$value\""; cli "$survivor" cluster nodes; exit 1; }
  cli "$survivor" cluster info | grep -q cluster_state:ok
  cli "$survivor" -c set order:43 new | grep -q OK
  echo "$settings: six nodes; the master of a key was killed, the key was read and another written"
}
cluster dist/production/config/redis/redis.conf 17400
redis-server --version | cut -d' ' -f3
