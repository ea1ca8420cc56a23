#!/usr/bin/env bash
# Grafana's own types judge every page that is written: JSON Schemas are generated from them, of the dashboard and of the
# options and fields of each kind of panel, and keys that they do not have are refused. Its own code says which units there
# are, and makes columns of tables. The program itself does not run here.
set -euo pipefail
GRAFANA=13.2.3
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Node.js with npm is not there"
  exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# One file of @grafana/prometheus is read, which needs nothing of what that depends on but a name.
{
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" \
    "@grafana/schema@$GRAFANA" "@grafana/data@$GRAFANA" react@19 react-dom@19 rxjs@7 \
    ts-json-schema-generator@2.10.0 ajv@8.20.0 \
    && (cd "$folder" && npm pack --silent "@grafana/prometheus@$GRAFANA") \
    && mkdir "$folder/node_modules/@grafana/prometheus" "$folder/node_modules/@grafana/runtime" \
    && tar xzf "$folder"/grafana-prometheus-*.tgz -C "$folder/node_modules/@grafana/prometheus" --strip-components=1 \
    && echo 'exports.getDataSourceSrv = () => undefined;' >"$folder/node_modules/@grafana/runtime/index.js"
} >/dev/null 2>&1 || { echo "npm packages could not be had"; exit 77; }
cp .ci/conformance/grafana/*.mjs "$folder/"
node "$folder/pages.mjs" src/main/resources/com/xtrading/platform/dashboard/grafana-units.txt \
  src/test/resources/dashboards/every-kind.json dist/*/config/grafana/*.json
