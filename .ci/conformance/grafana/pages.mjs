// Called by grafana.sh with the list of units and the pages; stands beside the npm packages that it needs.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { problemsOfTable, units } from './tables.mjs';

const here = new URL('.', import.meta.url).pathname;
const types = `${here}node_modules/@grafana/schema/dist/types/raw/`;

// What Grafana 13 draws without plugins, by the folder that has its types; null where it has none.
const PANELS = {
  timeseries: 'timeseries',
  stat: 'stat',
  gauge: 'gauge',
  table: 'table',
  heatmap: 'heatmap',
  'state-timeline': 'statetimeline',
  logs: 'logs',
  traces: null,
};

const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });

function compiled(file, type) {
  const generator = createGenerator({
    path: types + file,
    type,
    skipTypeCheck: true,
    additionalProperties: false,
    expose: 'export',
  });
  return ajv.compile(generator.createSchema(type));
}

const dashboard = compiled('dashboard/x/types.gen.d.ts', 'Dashboard');
const panel = compiled('dashboard/x/types.gen.d.ts', 'Panel');
const row = compiled('dashboard/x/types.gen.d.ts', 'RowPanel');
const looks = new Map();
for (const [kind, folder] of Object.entries(PANELS)) {
  if (folder === null) continue;
  const file = `composable/${folder}/panelcfg/x/types.gen.d.ts`;
  const text = readFileSync(types + file, 'utf8');
  looks.set(kind, {
    options: compiled(file, 'Options'),
    // Single numbers have no fields of their own.
    custom: text.includes('interface FieldConfig') ? compiled(file, 'FieldConfig') : null,
  });
}

function found(validate, tree, place) {
  return validate(tree)
    ? []
    : validate.errors.map(
        (error) => `${place}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`,
      );
}

function problemsOfPanel(tree, place) {
  if (tree.type === 'row') {
    return [
      ...found(row, tree, place),
      ...tree.panels.flatMap((inner) => problemsOfPanel(inner, `${place} / ${inner.title}`)),
    ];
  }
  const problems = found(panel, tree, place);
  if (!(tree.type in PANELS)) {
    return [...problems, `${place}: Grafana 13 has no panel "${tree.type}"`];
  }
  const look = looks.get(tree.type);
  const defaults = tree.fieldConfig.defaults;
  if (look) {
    problems.push(...found(look.options, tree.options, `${place} options`));
    const custom = defaults.custom ?? {};
    if (look.custom && tree.type !== 'logs') {
      problems.push(...found(look.custom, custom, `${place} custom`));
    } else if (Object.keys(custom).length > 0) {
      problems.push(`${place} custom: ${tree.type} has no fields of its own`);
    }
  }
  const given = [
    defaults.unit,
    tree.options?.yAxis?.unit,
    ...tree.fieldConfig.overrides
      .flatMap((override) => override.properties)
      .filter((property) => property.id === 'unit')
      .map((property) => property.value),
  ].filter((unit) => unit !== undefined);
  problems.push(
    ...given
      .filter((unit) => !units.includes(unit))
      .map((unit) => `${place}: Grafana has no unit "${unit}"`),
  );
  return problems;
}

async function problemsOf(page, place) {
  const problems = [
    ...found(dashboard, page, place),
    ...page.panels.flatMap((tree) => problemsOfPanel(tree, `${place}: ${tree.title}`)),
  ];
  for (const tree of page.panels) {
    if (tree.transformations) problems.push(...(await problemsOfTable(tree, `${place}: ${tree.title}`)));
  }
  return problems;
}

const [list, ...files] = process.argv.slice(2);
const failures = [];

const ours = readFileSync(list, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
for (const unit of new Set([...ours, ...units])) {
  if (ours.includes(unit) !== units.includes(unit)) {
    failures.push(`${basename(list)}: "${unit}" is ${ours.includes(unit) ? 'no unit of Grafana' : 'missing'}`);
  }
}

let panels = 0;
const kinds = new Set();
for (const file of files) {
  const page = JSON.parse(readFileSync(file, 'utf8'));
  const all = page.panels.flatMap((tree) => [tree, ...(tree.panels ?? [])]);
  panels += all.length;
  all.forEach((tree) => kinds.add(tree.type));
  failures.push(...(await problemsOf(page, file)));
}

// A check that lets everything through is none: each of these spoils a page that is right.
const spoilt = {
  'a key that no panel has': (page, tree) => (tree.lines = true),
  'an option that the panel does not have': (page, tree) => (tree.options.fill = 1),
  'a field that the panel does not have': (page, tree) => (tree.fieldConfig.defaults.custom.aliasColors = {}),
  'a value that an option cannot have': (page, tree) => (tree.options.legend.placement = 'left'),
  'an option that is missing': (page, tree) => delete tree.options.tooltip,
  'a panel in Angular': (page, tree) => (tree.type = 'graph'),
  'the old table': (page, tree) => (tree.type = 'table-old'),
  'an unknown unit': (page, tree) => (tree.fieldConfig.defaults.unit = 'requests/s'),
  'an unknown unit of a column': (page, tree) =>
    (tree.fieldConfig.overrides = [
      { matcher: { id: 'byName', options: 'a' }, properties: [{ id: 'unit', value: 'percent-unit' }] },
    ]),
  'the form of the HTTP API': (page) => (page.dashboard = {}),
  'no version of the model': (page) => delete page.schemaVersion,
  'a column that no query gives': (page) =>
    (table(page).transformations.at(-1).options.renameByName = { pod: 'Pod', Value: 'A', 'Value #B': 'B' }),
  'columns that are not put together': (page) => table(page).transformations.splice(1, 1),
};
const sound = files.map((file) => JSON.parse(readFileSync(file, 'utf8'))).find((page) => first(page) && table(page));
function first(page) {
  return page.panels.find((tree) => tree.type === 'timeseries');
}
function table(page) {
  return page.panels.find((tree) => tree.type === 'table' && tree.targets.length > 1);
}
if (!sound) failures.push('no page has a time series and a table, so nothing could be spoilt');
for (const [what, spoil] of Object.entries(sound ? spoilt : {})) {
  const page = structuredClone(sound);
  spoil(page, first(page));
  if ((await problemsOf(page, 'spoilt')).length === 0) failures.push(`${what} is let through`);
}

failures.forEach((failure) => console.log(failure));
console.log(
  `${files.length} pages, ${panels} panels (${[...kinds].sort().join(', ')}), ${units.length} units, ` +
    `${Object.keys(spoilt).length} spoilt pages refused: ${failures.length} problems`,
);
process.exit(failures.length === 0 && files.length > 0 ? 0 : 1);
