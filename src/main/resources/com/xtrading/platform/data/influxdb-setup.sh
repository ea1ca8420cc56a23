#!/bin/bash
# Brings InfluxDB to what is declared, as often as it runs: the bucket with its retention, and for each client a login
# that reads and writes this bucket alone. Runs in every sync.
#
# Reads INFLUX_HOST, INFLUX_ORG, INFLUXDB_BUCKET, INFLUXDB_RETENTION, SSL_CERT_FILE, INFLUXDB_TOKEN_FILE, and a folder
# with username and password for each client in INFLUXDB_LOGINS.
set -euo pipefail

INFLUX_TOKEN=$(cat "$INFLUXDB_TOKEN_FILE")
export INFLUX_TOKEN
export INFLUX_CONFIGS_PATH=/tmp/influx-configs

wait_for_server() {
  for _ in $(seq 60); do
    if influx ping >/dev/null 2>&1; then
      return
    fi
    sleep 5
  done
  echo "InfluxDB does not answer at $INFLUX_HOST" >&2
  exit 1
}

bucket_id() {
  influx bucket list --hide-headers |
    awk -F '\t+' -v name="$INFLUXDB_BUCKET" '$2 == name { print $1 }'
}

ensure_bucket() {
  local id
  id=$(bucket_id)
  if [ -z "$id" ]; then
    influx bucket create --name "$INFLUXDB_BUCKET" --retention "$INFLUXDB_RETENTION" >/dev/null
    echo "bucket $INFLUXDB_BUCKET is new"
  else
    influx bucket update --id "$id" --retention "$INFLUXDB_RETENTION" >/dev/null
    echo "bucket $INFLUXDB_BUCKET keeps $INFLUXDB_RETENTION"
  fi
}

ensure_login() { # user name, password
  local id
  id=$(bucket_id)
  if influx v1 auth list --username "$1" >/dev/null 2>&1; then
    influx v1 auth set-password --username "$1" --password "$2" >/dev/null
    echo "login $1 has its password"
  else
    influx v1 auth create --username "$1" --password "$2" --read-bucket "$id" --write-bucket "$id" >/dev/null
    echo "login $1 is new"
  fi
}

wait_for_server
ensure_bucket
for login in "$INFLUXDB_LOGINS"/influxdb-login-*/; do
  if [ -d "$login" ]; then
    ensure_login "$(cat "$login/username")" "$(cat "$login/password")"
  fi
done
