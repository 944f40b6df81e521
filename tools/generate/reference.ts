import { configJsonSchema } from '../../src/config/json-schema.ts';

/** The parts of a JSON Schema that the reference tells of. */
interface Schema {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: string[];
  const?: string;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

const head = `<!-- Generated from src/config/schema.ts by \`npm run generate\`. -->
# plumbline.yaml

One file, at the root of the repository or wherever the command is run from. Unknown keys are errors that name the nearest known one. Editors complete and check it with the line \`# yaml-language-server: $schema=./plumbline.schema.json\`. Durations are in Go's form: \`90s\`, \`5m\`, \`1h30m\`.

\`\`\`yaml
apiVersion: plumbline.dev/v1alpha1
kind: Config
targets:
  - name: shop
    path: deploy
    namespace: shop
\`\`\`

Each target:
`;

const besides = `
Beside the targets:
`;

/** docs/configuration.md: every key of a target and beside them, with its default. */
export function generate(): Record<string, string> {
  const { properties = {} } = configJsonSchema() as Schema;
  const target = properties.targets?.items ?? {};
  const { remotes = {} } = properties;
  const text = `${head}\n${tableOf(target)}\n${besides}\n${tableOf({ properties: { remotes } })}\n`;
  return { 'docs/configuration.md': text };
}

const tableOf = (schema: Schema): string =>
  ['| key | | default |', '| --- | --- | --- |', ...rowsOf(schema, '')].join('\n');

function rowsOf({ properties = {}, required = [] }: Schema, above: string): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const key = `${above}${name}`;
    const what = `${schema.description ?? ''}${choices(schema)}.`;
    const row = `| \`${key}\` | ${cell(what)} | ${required.includes(name) ? 'required' : cell(defaultOf(schema))} |`;
    const inner = schema.items?.properties === undefined ? schema : schema.items;
    const below = schema.items?.properties === undefined ? `${key}.` : `${key}[].`;
    return [row, ...rowsOf(inner, below)];
  });
}

function choices({ enum: values, description = '' }: Schema): string {
  if (values === undefined || values.every((value) => description.includes(value))) return '';
  return `: ${values.map((value) => `\`${value}\``).join(', ')}`;
}

/** An object's default is that of its keys. */
function defaultOf({ default: value, properties }: Schema): string {
  if (value === undefined || properties !== undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : `\`[${value.join(', ')}]\``;
  return `\`${String(value)}\``;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('*', '\\*');
