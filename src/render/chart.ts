import { posix } from 'node:path';
import type { Chart, Hook as ChartHook, ChartOptions } from '../../render-wasm/index.ts';
import { leadsOut } from '../config/inside.ts';
import type { HelmOptions } from '../config/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { stringifyJson } from '../manifests/json.ts';
import { decodeText } from '../manifests/read-text.ts';
import type { HookDeletePolicy } from '../plan/hooks.ts';
import type { Finding } from '../plan/types.ts';
import { BuiltReader } from './built.ts';
import type { Folder } from './folder.ts';
import { mountCharts, type Supply } from './remote/mount.ts';
import { remoteChart } from './remote/supply.ts';
import { renderErrors, renderFinding } from './render-error.ts';
import type { Rendered, RenderedHook, RenderTools } from './rendered.ts';
import type { FileSource } from './sources.ts';

export interface ChartTarget extends HelmOptions {
  /** The file that says so, for places. */
  configuration: string;
  releaseName: string;
  namespace: string;
  kubernetesVersion?: string;
}

/** Renders the chart in a folder, or the one from elsewhere that the target names, as `helm template` does. */
export async function renderChart(
  source: FileSource,
  path: string,
  target: ChartTarget,
  { engine, steps, supply }: RenderTools,
): Promise<Rendered> {
  const { files, folder } = await chartFiles(source, path, target, supply);
  const reader = new BuiltReader(files, steps, (file) => /(?:^|\/)templates\//.test(file));
  const nothing: Rendered = {
    documents: [],
    hooks: [],
    files: files.size,
    findings: [],
    errors: [],
    texts: reader.texts,
  };
  const { valuesFiles, errors } = await valuesFilesOf(source, path, target.valuesFiles ?? [], files);
  if (errors.length > 0) return { ...nothing, errors };
  const { releaseName, namespace, apiVersions, kubernetesVersion } = target;
  let chart: Chart;
  try {
    const renderer = await engine.renderer();
    chart = await renderer.renderChart({
      files,
      folder,
      releaseName,
      namespace,
      valuesFiles: [...valuesFiles, ...ownValues(target)],
      ...(apiVersions !== undefined && { apiVersions }),
      ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    });
  } catch (thrown) {
    return { ...nothing, errors: renderErrors(thrown, path) };
  }
  const own = posix.join(folder, 'Chart.yaml');
  const documents = [...chart.crds, ...chart.documents].flatMap(({ text, file = own }) =>
    reader.read({ text, file }),
  );
  const hooks = chart.hooks.flatMap((hook) => readHook(reader, hook, own));
  return {
    ...nothing,
    documents,
    hooks,
    texts: reader.texts,
    findings: [
      ...chart.warnings.map((warning) => renderFinding(warning, own)),
      ...impureFindings(chart, own),
      ...reader.findings,
    ],
    errors: [...randomErrors(chart, target, own), ...reader.errors],
  };
}

/** With the dependencies that are not in charts/; a chart from elsewhere has all of its own. */
async function chartFiles(
  source: FileSource,
  path: string,
  { chart, configuration }: ChartTarget,
  supply: Supply,
): Promise<{ files: Folder; folder: string }> {
  if (chart !== undefined) {
    const reference = { kind: 'chart' as const, ...chart };
    const fetched = await remoteChart({ reference, place: { file: configuration } }, supply);
    if (fetched !== undefined) return fetched;
  }
  const own = (await source.folder(path)) ?? new Map<string, Uint8Array>();
  return { files: (await mountCharts(own, path, supply)).files, folder: path };
}

/** As a text, for it may hold integers that JavaScript's numbers cannot. */
const ownValues = ({ values, configuration }: ChartTarget): { file: string; text: string }[] =>
  values === undefined ? [] : [{ file: configuration, text: stringifyJson(values) }];

/** Relative to the chart, and anywhere in the repository. */
async function valuesFilesOf(
  source: FileSource,
  path: string,
  names: readonly string[],
  files: Folder,
): Promise<{ valuesFiles: ChartOptions['valuesFiles'] & {}; errors: PlumblineError[] }> {
  const errors: PlumblineError[] = [];
  const valuesFiles: { file: string; text: string }[] = [];
  for (const name of names) {
    const file = posix.join(path, name);
    try {
      const bytes = files.get(file) ?? (await readOne(source, file));
      if (bytes === undefined) errors.push(missing(file));
      else valuesFiles.push({ file, text: decodeText(bytes, file) });
    } catch (thrown) {
      if (!(thrown instanceof PlumblineError)) throw thrown;
      errors.push(thrown);
    }
  }
  return { valuesFiles, errors };
}

async function readOne(source: FileSource, file: string): Promise<Uint8Array | undefined> {
  if (leadsOut(file) || file.startsWith('/')) return undefined;
  const [found] = (await source.list(file)) ?? [];
  // A link's name is another than that of its file; a folder is no file of values.
  if (found === undefined || (found !== file && (await source.folder(file)) !== undefined)) return undefined;
  return (await source.read([found])).get(found);
}

const missing = (file: string): PlumblineError =>
  new PlumblineError('FILE_UNREADABLE', 'there is no such file of values in the repository', {
    place: { file },
    remedy: 'Correct helm.valuesFiles in plumbline.yaml: the paths are relative to the chart.',
  });

const deletePolicies = new Set<string>(['before-hook-creation', 'hook-succeeded', 'hook-failed']);

function readHook(reader: BuiltReader, hook: ChartHook, own: string): RenderedHook[] {
  const { events, weight, file = own, text } = hook;
  const policies = hook.deletePolicies.filter((policy): policy is HookDeletePolicy =>
    deletePolicies.has(policy),
  );
  return reader
    .read({ text, file })
    .map((document) => ({ document, events, weight, deletePolicies: policies }));
}

/** Of the functions whose results are no function of the files, those that make up passwords and keys. */
const isRandom = (name: string): boolean =>
  /^(?:rand|gen|derive|shuffle|uuid|bcrypt|htpasswd|encrypt)/.test(name);

/** A password that a template makes at random is the same in every rendering here: it must not become one. */
function randomErrors(
  { impure }: Chart,
  { allowRandom = false }: ChartTarget,
  file: string,
): PlumblineError[] {
  const random = impure.filter(isRandom);
  if (random.length === 0 || allowRandom) return [];
  return [
    new PlumblineError(
      'RENDER_FAILED',
      `the templates call ${random.join(', ')}, whose results are the same in every rendering and no secret`,
      {
        place: { file },
        remedy:
          'Give what they would make up as a value; or set helm.allowRandom: true where nothing secret comes of it.',
      },
    ),
  ];
}

function impureFindings(chart: Chart, file: string): Finding[] {
  const impure = chart.impure.filter((name) => !isRandom(name));
  if (impure.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'CHART_IMPURE',
      message: `the templates call ${impure.join(', ')}, which gives the same result in every rendering here`,
      place: { file },
      remedy: 'Do not build on what they return: no cluster is asked, and the time stands still.',
    },
  ];
}
