import { basename, dirname, relative, sep } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import { gather } from '../errors/gather.ts';
import { parsePattern } from '../manifests/pattern.ts';
import { excerpt, locate, positionAt } from '../manifests/position.ts';
import type { Keys } from '../manifests/walk.ts';
import { readYaml, type YamlDocument } from '../manifests/yaml.ts';
import { YamlError } from '../manifests/yaml-events.ts';
import { core } from '../manifests/yaml-scalar.ts';
import { parseDuration } from './duration.ts';
import { issuesOf, type Mistake } from './issues.ts';
import { type ConfigInput, configSchema, type TargetInput } from './schema.ts';
import { targetMistakes } from './targets.ts';
import type { Config, HelmOptions, IgnoreRule, Target } from './types.ts';

/**
 * Reads the text of a plumbline.yaml; pure.
 * @param file absolute path, for the places of mistakes and as the base of the targets' paths
 * @param root folder that no target may leave; default: the file's own
 * @throws CONFIG_INVALID, UNSUPPORTED
 */
export function parseConfig(text: string, file: string, root: string = dirname(file)): Config {
  const source = { file, line: 1, document: 0 };
  const fail = (mistakes: Mistake[]): never => {
    const errors = mistakes.map(({ path, what, message, remedy, code }) => {
      const at = locate(text, source, path, what);
      return new PlumblineError(code ?? 'CONFIG_INVALID', message, {
        place: { file: shown(file), line: at.line, column: at.column },
        excerpt: excerpt(text, at, at.length),
        ...(remedy !== undefined && { remedy }),
      });
    });
    const sorted = errors.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
    throw gather(sorted as [PlumblineError, ...PlumblineError[]]);
  };
  const document = onlyDocument(text, file);
  const read = configSchema.safeParse(document.value, { reportInput: true });
  if (!read.success) return fail(issuesOf(read.error.issues, document.value));
  const config = read.data;
  const mistakes = [...targetMistakes(config, dirname(file), root), ...patternMistakes(config)];
  if (mistakes.length > 0) return fail(mistakes);
  return { file, folder: dirname(file), targets: config.targets.map(targetOf), remotes: config.remotes };
}

/** Paths in messages as people type them: from the working directory where the file is below it. */
function shown(file: string): string {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') || near === '' ? file : near;
}

function onlyDocument(text: string, file: string): YamlDocument {
  const invalid = (message: string, offset: number, remedy: string): PlumblineError => {
    const at = positionAt(text, offset);
    return new PlumblineError('CONFIG_INVALID', message, {
      place: { file: shown(file), ...at },
      excerpt: excerpt(text, at),
      remedy,
    });
  };
  let documents: YamlDocument[];
  try {
    documents = readYaml(text, core);
  } catch (thrown) {
    if (!(thrown instanceof YamlError)) throw thrown;
    throw invalid(thrown.message, thrown.offset, 'Correct the YAML at this place.');
  }
  const [first, second] = documents;
  if (first === undefined) throw invalid(`${basename(file)} is empty`, 0, 'Write one with plumbline init.');
  if (second !== undefined) {
    throw invalid(
      'the configuration is one YAML document',
      second.offset,
      'Put all targets into the first one.',
    );
  }
  return first;
}

function patternMistakes({ targets }: ConfigInput): Mistake[] {
  return targets.flatMap((target, index) =>
    target.ignore.flatMap((rule, number) =>
      (rule.paths ?? []).flatMap((text, position): Mistake[] => {
        const path: Keys = ['targets', index, 'ignore', number, 'paths', position];
        try {
          parsePattern(text);
          return [];
        } catch (thrown) {
          if (!(thrown instanceof PlumblineError)) throw thrown;
          return [
            { path, message: thrown.message, ...(thrown.remedy !== undefined && { remedy: thrown.remedy }) },
          ];
        }
      }),
    ),
  );
}

function targetOf(input: TargetInput): Target {
  const { context, namespace, movedFrom, kubernetesVersion, release, wait, helm } = input;
  const { substitute, decryption } = input;
  return {
    name: input.name,
    path: input.path.split(sep).join('/'),
    createNamespace: input.createNamespace,
    release: {
      namespace: release.namespace,
      ...(release.serviceAccount !== undefined && { serviceAccount: release.serviceAccount }),
    },
    dependsOn: input.dependsOn,
    prune: input.prune,
    allowDestroy: input.allowDestroy,
    adopt: input.adopt,
    takeover: input.takeover,
    wait: { enabled: wait.enabled, timeout: parseDuration(wait.timeout) ?? 0 },
    onFailure: input.onFailure,
    onInterrupted: input.onInterrupted,
    drift: input.drift,
    ignore: input.ignore.map((rule) => withoutUndefined(rule) as IgnoreRule),
    ...(context !== undefined && { context }),
    ...(namespace !== undefined && { namespace }),
    ...(movedFrom !== undefined && { movedFrom }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(substitute !== undefined && { substitute }),
    ...(decryption !== undefined && { decryption }),
    ...(helm !== undefined && { helm: withoutUndefined(helm) as HelmOptions }),
  };
}

const withoutUndefined = (input: object): object =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
