// As many Deployments as the first argument says, in three charts, by cdk8s alone: nothing is derived, judged or compared.
const { App, Chart } = require('cdk8s');
const { KubeDeployment } = require('cdk8s-plus-25/lib/imports/k8s');

const app = new App({ outdir: 'out' });
const total = Number(process.argv[2]);
['development', 'staging', 'production'].forEach((environment, index) => {
  const chart = new Chart(app, environment);
  for (let i = index; i < total; i += 3) {
    const labels = { 'app.kubernetes.io/name': `service-${i}` };
    new KubeDeployment(chart, `service-${i}`, {
      metadata: { labels },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'service', image: 'example.org/service:1.0.0' }] },
        },
      },
    });
  }
});
app.synth();
