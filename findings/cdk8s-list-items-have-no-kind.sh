#!/usr/bin/env bash
# cdk8s-plus-33 2.5.57 with cdk8s 2.70.47: the generated list types (KubeDeploymentList, KubeServiceList) render items without apiVersion
# and kind, although the same properties given to KubeDeployment render both. The API defines the items of a DeploymentList as
# Deployments; a reader that splits the list into its items gets objects of no kind. Who draws lists adds both fields.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . cdk8s@2.70.47 cdk8s-plus-33@2.5.57 constructs@10.8.1 >/dev/null
cat >run.js <<'JS'
const { App, Chart } = require('cdk8s');
const { k8s } = require('cdk8s-plus-33');
const app = new App();
const spec = {
  selector: { matchLabels: { app: 'web' } },
  template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1.0.0' }] } },
};
const chart = new Chart(app, 'chart', { disableResourceNameHashes: true });
new k8s.KubeDeployment(chart, 'one', { metadata: { name: 'web' }, spec });
new k8s.KubeDeploymentList(chart, 'list', { items: [{ metadata: { name: 'web' }, spec }] });
const [one, list] = chart.toJson();
console.log(`object: ${one.apiVersion} ${one.kind}`);
console.log(`list: ${list.apiVersion} ${list.kind}`);
console.log(`item: ${Object.keys(list.items[0]).sort().join(' ')}`);
JS
seen=$(NODE_PATH=$work/node_modules node run.js)
echo "$seen"
wanted='object: apps/v1 Deployment
list: apps/v1 DeploymentList
item: metadata spec'
[ "$seen" = "$wanted" ] || { echo "this has changed"; exit 1; }
