#!/usr/bin/env bash
# Grafana 13.2.3 (@grafana/data): a unit that does not exist is not refused anywhere. The type of the field is a plain text, and a number is
# shown with that text behind it, without scaling: `percent-unit` for `percentunit` shows 0.25 as "0.25 percent-unit" and not as 25.00%. Node.js 22 or newer.
# Pages that are written by programs need a list of the units.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @grafana/data@13.2.3 react@19 react-dom@19 rxjs@7 >/dev/null 2>&1
cat >run.cjs <<'J'
const { getValueFormat, formattedValueToString } = require('@grafana/data');
for (const unit of ['percentunit', 'percent-unit', 'reqps', 'requests/s']) {
  console.log(unit, '=>', formattedValueToString(getValueFormat(unit)(0.25, 2)));
}
J
seen=$(node run.cjs 2>/dev/null)
echo "$seen"
wanted='percentunit => 25.00%
percent-unit => 0.25 percent-unit
reqps => 0.25 req/s
requests/s => 0.25 requests/s'
[ "$seen" = "$wanted" ] || { echo "this has changed"; exit 1; }
