#!/usr/bin/env bash
# Grafana 13.2.3 (@grafana/prometheus): the column with the numbers of a query in the form of a table is called "Value #A" where another query
# of the panel has an answer as well, and "Value" where none has. Transformations that rename, order or keep "Value #A" then drop
# the numbers without a word, as soon as the other query finds nothing. Node.js 22 or newer.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @grafana/data@13.2.3 react@19 react-dom@19 rxjs@7 >/dev/null 2>&1
npm pack --silent @grafana/prometheus@13.2.3 >/dev/null 2>&1
mkdir -p node_modules/@grafana/prometheus node_modules/@grafana/runtime
tar xzf grafana-prometheus-*.tgz -C node_modules/@grafana/prometheus --strip-components=1
# Asked for by its name alone.
echo 'exports.getDataSourceSrv = () => undefined;' >node_modules/@grafana/runtime/index.js
cat >run.cjs <<'J'
const { toDataFrame } = require('@grafana/data');
const { transformV2 } = require('./node_modules/@grafana/prometheus/dist/cjs/result_transformer.cjs');
const answer = (refId) =>
  toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: 'time', values: [1] },
      { name: 'Value', type: 'number', labels: { pod: 'a' }, values: [1] },
    ],
  });
const targets = ['A', 'B'].map((refId) => ({ refId, expr: 'up', format: 'table' }));
const columns = (...data) => transformV2({ data }, { targets }, {}).data[0].fields.map((field) => field.name);
console.log('A and B answer:', columns(answer('A'), answer('B')).join(', '));
console.log('A answers:', columns(answer('A')).join(', '));
J
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
wanted='A and B answer: Time, pod, Value #A
A answers: Time, pod, Value'
[ "$seen" = "$wanted" ] || { echo "this has changed"; exit 1; }
