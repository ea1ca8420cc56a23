#!/usr/bin/env bash
# Grafana's own types judge every page that is written: JSON Schemas are generated from them, of the dashboard and of the
# options and fields of each kind of panel, and keys that they do not have are refused. Units are those of Grafana's value
# formats, read from the code that formats them. Grafana itself does not run here.
set -euo pipefail
GRAFANA=13.2.3
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Node.js with npm is not there"
  exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# @grafana/data is unpacked without what it depends on: only its list of units is read.
{
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" \
    "@grafana/schema@$GRAFANA" ts-json-schema-generator@2.10.0 ajv@8.20.0 \
    && (cd "$folder" && npm pack --silent "@grafana/data@$GRAFANA" && mkdir data && tar xzf grafana-data-*.tgz -C data)
} >/dev/null 2>&1 || { echo "npm packages could not be had"; exit 77; }
cp .ci/conformance/grafana.mjs "$folder/"
node "$folder/grafana.mjs" src/main/resources/com/xtrading/platform/dashboard/grafana-units.txt dist/*/config/grafana/*.json
