# nginx itself reads the server configuration of the front end, and serves with it.
set -euo pipefail
command -v nginx >/dev/null \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light; } >/dev/null 2>&1 || true
command -v nginx >/dev/null || { echo "nginx could not be installed"; exit 77; }
work=$(mktemp -d)
trap 'nginx -p "$work" -c nginx.conf -s stop 2>/dev/null || true; rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$work/html/assets"
echo '<title>app</title>' >"$work/html/index.html"
echo 'var app;' >"$work/html/assets/app.4f2a.js"
cp dist/production/config/nginx/env-config.js "$work/"
sed "s#/usr/share/nginx/html#$work/html#; s#/etc/nginx/conf.d#$work#; s#listen 8080#listen 127.0.0.1:18080#" \
  dist/production/config/nginx/frontend.conf >"$work/frontend.conf"
cat >"$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log $work/error.log;
events {}
http {
  access_log off;
  include /etc/nginx/mime.types;
  include $work/frontend.conf;
}
CONF
nginx -t -q -p "$work" -c nginx.conf
nginx -p "$work" -c nginx.conf
expect() { # path, status, header or text that must be there
  local answer
  answer=$(curl -s -i --max-time 5 "http://127.0.0.1:18080$1")
  grep -q "^HTTP/1.1 $2" <<<"$answer" && grep -qi "$3" <<<"$answer" || { echo "$1:"; echo "$answer"; exit 1; }
}
expect /healthz 200 alive
expect /readyz 200 '<title>app'
expect /strategies/7 200 '<title>app'
expect /index.html 200 'cache-control: no-cache'
expect /assets/app.4f2a.js 200 'cache-control: public, max-age=31536000, immutable'
expect /assets/gone.js 404 'cache-control: no-cache'
expect /env-config.js 200 'cache-control: no-store'
expect /env-config.js 200 'https://api.xtrading.com'
expect /.git/config 404 nginx
expect / 200 "content-security-policy: default-src 'self'"
echo "frontend.conf: accepted, and ten requests answered as they should"
