# OAuth2 Proxy itself signs people in with the rendered configuration, at a provider of the test's own; NGINX in front
# has the buffers of the rendered ProxySettingsPolicy. Changed: addresses, and where the secrets lie.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
command -v nginx >/dev/null && command -v openssl >/dev/null && command -v python3 >/dev/null \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light openssl python3; } >/dev/null 2>&1 || true
command -v nginx >/dev/null && command -v openssl >/dev/null && command -v python3 >/dev/null \
  || { echo "nginx, openssl or python3 could not be installed"; exit 77; }
command -v go >/dev/null || { apt-get update -qq && apt-get install -y -qq golang; } >/dev/null 2>&1 || true
command -v go >/dev/null || { echo "Go could not be installed"; exit 77; }

manifests=dist/production/manifests/sign-on
version=$(sed -n 's|^ *image: .*/oauth2-proxy:\(v[0-9.]*\).*|\1|p' $manifests/Deployment-sign-on-prometheus.yaml)
programs=${XDG_CACHE_HOME:-$HOME/.cache}/conformance/oauth2-proxy-$version
[ -x "$programs/oauth2-proxy" ] \
  || GOBIN=$programs go install "github.com/oauth2-proxy/oauth2-proxy/v7@$version" 2>"${TMPDIR:-/tmp}/oauth2-proxy-build.log" \
  || { echo "OAuth2 Proxy $version could not be built: $(tail -n 1 "${TMPDIR:-/tmp}/oauth2-proxy-build.log")"; exit 77; }
go version -m "$programs/oauth2-proxy" | grep -q "oauth2-proxy/v7[[:space:]]$version" || { echo "not $version"; exit 1; }

work=$(mktemp -d)
started=()
stop() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost" \
  -keyout "$work/tls.key" -out "$work/tls.crt" 2>/dev/null
printf 'only-for-this-run' >"$work/client-secret"
openssl rand -base64 32 | tr -d '\n' | tr -- '+/' '-_' >"$work/cookie-secret"

# One of the three asks the provider again after two seconds, and not after the rendered time.
rendered=dist/production/config/oauth2-proxy
configuration() { # user interface, port, metrics port
  sed -e "s|^http_address = .*|http_address = \"127.0.0.1:$2\"|" -e "s|^metrics_address = .*|metrics_address = \"127.0.0.1:$3\"|" \
    -e 's|^oidc_issuer_url = .*|oidc_issuer_url = "https://localhost:24443/realm"|' \
    -e 's|^upstreams = .*|upstreams = ["http://127.0.0.1:24090/"]|' \
    -e "s|/etc/xtrading/secrets/sign-on-$1/|$work/|" "$rendered/$1.toml"
}
configuration prometheus 24180 24181 >"$work/proxy.toml"
configuration rabbitmq 24184 24185 >"$work/rabbitmq.toml"
configuration prometheus 24182 24183 | sed 's|^cookie_refresh = .*|cookie_refresh = "2s"|' >"$work/forgetful.toml"

policy() { # key: a value of the rendered ProxySettingsPolicy
  sed -n "s|^ *$1: \([0-9a-z]*\)$|\1|p" $manifests/ProxySettingsPolicy-sign-on-prometheus.yaml
}
cat >"$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log $work/nginx.log;
events {}
http {
  access_log off;
  client_body_temp_path $work/body; proxy_temp_path $work/proxied; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;
  server {
    listen 127.0.0.1:24080;
    proxy_buffer_size $(policy bufferSize);
    proxy_buffers $(policy number) $(policy size);
    proxy_read_timeout $(policy read);
    location / { proxy_http_version 1.1; proxy_set_header Host \$host; proxy_pass http://127.0.0.1:24180; }
  }
}
CONF
nginx -t -q -p "$work" -c nginx.conf

python3 "$here/oauth2-proxy-provider.py" "$work" serve &
started+=($!)
for second in $(seq 50); do [ -e "$work/ready" ] && break || sleep 0.2; done
for file in proxy forgetful rabbitmq; do
  SSL_CERT_FILE=$work/tls.crt "$programs/oauth2-proxy" --config="$work/$file.toml" >"$work/$file.log" 2>&1 &
  started+=($!)
done
nginx -p "$work" -c nginx.conf -g 'daemon off;' &
started+=($!)
for second in $(seq 50); do
  answering=0
  for port in 24180 24182 24184; do curl -s -o /dev/null --max-time 1 http://127.0.0.1:$port/ready && answering=$((answering + 1)); done
  [ $answering = 3 ] && break || sleep 0.2
done
python3 "$here/oauth2-proxy-provider.py" "$work" try || { tail -n 20 "$work/proxy.log" "$work/nginx.log"; exit 1; }
echo "prometheus.toml and rabbitmq.toml: accepted by OAuth2 Proxy $version, which lets in whom they name and nobody else"
