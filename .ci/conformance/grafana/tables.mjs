// What Grafana makes of a table: its own code turns answers of Prometheus into columns, and applies the transformations of
// the panel to them.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const grafana = require('@grafana/data');
const { firstValueFrom } = require('rxjs');
const { transformV2 } = require('./node_modules/@grafana/prometheus/dist/cjs/result_transformer.cjs');

// Asked for by transformations; there is no page around them here. React looks for it too, so it comes after the imports.
globalThis.window = { __grafanaSceneContext: {} };
const transformers = Object.values(grafana.standardTransformers).filter((one) => one?.id);
grafana.standardTransformersRegistry.setInit(() =>
  [...new Map(transformers.map((one) => [one.id, one])).values()].map((one) => ({
    id: one.id,
    name: one.name,
    transformation: () => Promise.resolve(one),
  })),
);

export const units = grafana.getValueFormats().flatMap((category) => category.submenu.map((unit) => unit.value));

// Two rows, with a label beside those of the columns, as a query without an aggregation would have.
function answer(refId, labels, number) {
  return ['a', 'b'].map((row, index) =>
    grafana.toDataFrame({
      refId,
      fields: [
        { name: 'Time', type: 'time', values: [1] },
        {
          name: 'Value',
          type: 'number',
          labels: { ...Object.fromEntries(labels.map((label) => [label, row])), surplus: 'x' },
          values: [number + index],
        },
      ],
    }),
  );
}

export async function problemsOfTable(tree, place) {
  const { renameByName: names, indexByName: order } = tree.transformations.find((step) => step.id === 'organize').options;
  const columns = Object.keys(order).sort((one, other) => order[one] - order[other]);
  const labels = columns.slice(0, -tree.targets.length);
  const data = tree.targets.flatMap((target, index) => answer(target.refId, labels, 10 * index));
  const answered = transformV2({ data }, { targets: tree.targets }, {}).data;
  const frames = await firstValueFrom(grafana.transformDataFrame(tree.transformations, answered));
  const shown = frames.map((frame) =>
    frame.fields.map((field) => `${field.config.displayName ?? field.name}: ${field.values}`).join('; '),
  );
  const wanted = columns.map((column, index) => {
    const number = 10 * (index - labels.length);
    return `${names[column]}: ${index < labels.length ? 'a,b' : `${number},${number + 1}`}`;
  });
  return shown.length === 1 && shown[0] === wanted.join('; ') ? [] : [`${place}: shows ${JSON.stringify(shown)}`];
}
