# ShellCheck reads every rendered script; the one that sets InfluxDB up runs twice against a stand-in for the influx
# command that keeps what it is told. The influx command itself is in no package and was not run. The question that
# follows a sync is put to a server that answers late, and to one that does not.
set -euo pipefail
command -v shellcheck >/dev/null \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends shellcheck; } >/dev/null 2>&1 || true
command -v shellcheck >/dev/null || { echo "ShellCheck could not be installed"; exit 77; }
scripts=(dist/*/scripts/*.sh)
shellcheck "${scripts[@]}"
echo "${#scripts[@]} scripts: nothing to find"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/state" "$work/secrets/influxdb-login-strategy-service" "$work/secrets/influxdb-admin"
cat >"$work/bin/influx" <<'INFLUX'
#!/bin/bash
# Answers as influx 2.8 does; the state is a file for each bucket and login.
[ "$INFLUX_TOKEN" = operator ] || { echo "unauthorized" >&2; exit 1; }
echo "$*" >>"$STATE/calls"
value() { # option, arguments…
  local option=$1; shift
  while [ $# -gt 0 ]; do [ "$1" = "$option" ] && { echo "$2"; return; }; shift; done
}
case "$1 $2 ${3:-}" in
  "ping "*) echo OK ;;
  "bucket list "*) for file in "$STATE"/bucket-*; do [ -e "$file" ] && printf '0001\t%s\t%s\n' "${file##*/bucket-}" "$(cat "$file")"; done; true ;;
  "bucket create "*) [ ! -e "$STATE/bucket-$(value --name "$@")" ] || exit 1; value --retention "$@" >"$STATE/bucket-$(value --name "$@")" ;;
  "bucket update "*) for file in "$STATE"/bucket-*; do value --retention "$@" >"$file"; done ;;
  "v1 auth list") [ -e "$STATE/login-$(value --username "$@")" ] ;;
  "v1 auth create") [ ! -e "$STATE/login-$(value --username "$@")" ] || exit 1
    [ "$(value --read-bucket "$@")" = 0001 ] && [ "$(value --write-bucket "$@")" = 0001 ] || exit 1
    value --password "$@" >"$STATE/login-$(value --username "$@")" ;;
  "v1 auth set-password") value --password "$@" >"$STATE/login-$(value --username "$@")" ;;
  *) echo "unknown: $*" >&2; exit 1 ;;
esac
INFLUX
chmod +x "$work/bin/influx"
printf operator >"$work/secrets/influxdb-admin/token"
printf strategy-service >"$work/secrets/influxdb-login-strategy-service/username"
export STATE=$work/state PATH="$work/bin:$PATH"
run() { # password, retention
  printf %s "$1" >"$work/secrets/influxdb-login-strategy-service/password"
  INFLUX_HOST=https://influxdb:8086 INFLUX_ORG=xtrading INFLUXDB_BUCKET=trading_data INFLUXDB_RETENTION=$2 \
    SSL_CERT_FILE=/dev/null INFLUXDB_TOKEN_FILE=$work/secrets/influxdb-admin/token INFLUXDB_LOGINS=$work/secrets \
    bash dist/production/scripts/influxdb-setup.sh >/dev/null
  [ "$(cat "$STATE/bucket-trading_data")" = "$2" ] || { echo "the bucket keeps $(cat "$STATE/bucket-trading_data") and not $2"; exit 1; }
  [ "$(cat "$STATE/login-strategy-service")" = "$1" ] || { echo "the login has another password"; exit 1; }
}
run first 30d
run second 90d
[ "$(grep -c create "$STATE/calls")" = 2 ] || { echo "the second run made something anew:"; cat "$STATE/calls"; exit 1; }
echo "influxdb-setup.sh: a second run changes password and retention, and makes nothing anew"

python3 -c 'import yaml' 2>/dev/null || pip install -q pyyaml
python3 - <<'PYTHON'
import http.server, subprocess, sys, threading, time, yaml

job = yaml.safe_load(open("dist/production/manifests/user-service/Job-user-service-smoke.yaml"))
container = job["spec"]["template"]["spec"]["containers"][0]
script, address = container["args"]
path = "/" + address.split("/", 3)[3]
waits = []

class Service(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        waits.append(self.path)
        self.send_response(200 if self.path == path and len(waits) > 1 else 503)
        self.end_headers()

    def log_message(self, *_):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
quick = script.replace("time.sleep(5)", "time.sleep(0.1)")
assert quick != script, "the pause between questions is not where it was"

def ask(port):
    return subprocess.run([sys.executable, "-c", quick, f"http://127.0.0.1:{port}{path}"], capture_output=True).returncode

assert ask(server.server_port) == 0 and len(waits) == 2, f"a service that is ready at the second question: {waits}"
server.shutdown()
server.server_close()
assert ask(server.server_port) == 1, "a service that does not answer passes"
print("smoke: a service that answers late passes, one that does not answer fails")
PYTHON
