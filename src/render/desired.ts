import { resolve } from 'node:path';
import type { Config, Target } from '../config/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { gather } from '../errors/gather.ts';
import { type AssembledSet, assemble, duplicateError } from '../manifests/assemble.ts';
import { groupOf, idKey } from '../manifests/identity.ts';
import type { Texts } from '../manifests/position.ts';
import type { RawDocument } from '../manifests/read.ts';
import { builtinScope, definedScopes, type Scopes } from '../manifests/scope.ts';
import { joined, noSecrets, type Sensitive, scrubbed } from '../manifests/sensitive.ts';
import type { KubeObject, Manifest, Source } from '../manifests/types.ts';
import { type Hooks, hooksOf } from '../plan/hooks.ts';
import type { Finding } from '../plan/types.ts';
import { validateManifests } from '../validate/validate.ts';
import type { Engine } from './engine.ts';
import { within } from './inputs.ts';
import type { Fetcher } from './remote/fetcher.ts';
import type { Rendered } from './rendered.ts';
import { marked, withoutDecrypted } from './secrets.ts';
import type { Identities } from './sops/identities.ts';
import { notDecrypted } from './sops/left-out.ts';
import type { FileSource } from './sources.ts';
import { namespaceOf, renderTarget } from './target.ts';

export interface DesiredOptions {
  config: Config;
  target: Target;
  source: FileSource;
  /** Whether a kind is namespaced, as discovery or the record knows; asked only for kinds not known offline. */
  lookup?: (group: string, kind: string) => boolean | undefined | Promise<boolean | undefined>;
  /** Namespace of the kubeconfig's context, for targets without one. Default `default`. */
  contextNamespace?: string;
  /** The age keys that encrypted files are decrypted with; default: none. */
  identities?: Identities;
  /** Where no age key is given, encrypted manifests are refused, or left out and told. Default: refuse. */
  encrypted?: 'refuse' | 'leave-out';
  /** Told what was decrypted, beside what was before, so that none of it is shown. */
  sensitive?: Sensitive;
  /** Renders kustomizations and charts; default: one for this call alone. */
  engine?: Engine;
  /** Fetches the charts and bases from elsewhere that plumbline.lock pins; default: without a login. */
  fetcher?: Fetcher;
  /** A missing path or an empty folder is an empty set, not an error: the other side of a comparison. */
  mayBeEmpty?: boolean;
}

export interface DesiredSet {
  manifests: Manifest[];
  /** Warnings and notes only. */
  findings: Finding[];
  /** Of a chart that has any. */
  hooks?: Hooks;
  /** Of the files, for the places of values. */
  texts?: Texts;
  /** Where something was decrypted: what must not be shown. */
  sensitive?: Sensitive;
}

/**
 * The desired objects of a target: rendered, normalised, namespaced, validated offline.
 * @throws PATH_NOT_FOUND, EMPTY_RENDER, UNSUPPORTED; RENDER_FAILED and the limits of rendering; MANIFEST_SYNTAX,
 * MANIFEST_INVALID, MANIFEST_TOO_LARGE, DUPLICATE_OBJECT: every mistake is told, the first with the rest as `others`
 */
export async function loadDesired(options: DesiredOptions): Promise<DesiredSet> {
  const { errors, ...desired } = await inspectDesired(options);
  const [first, ...others] = errors;
  if (first !== undefined) throw gather([first, ...others]);
  return desired;
}

/** The same with the mistakes beside what is right, for reports that show both. @throws what is no mistake in a manifest */
export async function inspectDesired(
  options: DesiredOptions,
): Promise<DesiredSet & { errors: PlumblineError[] }> {
  const { config, target, source, mayBeEmpty = false } = options;
  // What other targets have decrypted must not decide how this one's objects are told: the plan's hash would not hold.
  const sensitive = noSecrets();
  const path = await source.real(within(source.root, resolve(config.folder, target.path)));
  const rendered = await renderTarget({ ...options, sensitive }, path);
  if (rendered === undefined) {
    if (mayBeEmpty) return { manifests: [], findings: [], errors: [] };
    throw missing(target, path);
  }
  if (isEmpty(rendered) && !mayBeEmpty) throw empty(target, path, rendered);
  const { documents, texts } = rendered;
  const every = [...documents, ...rendered.hooks.map(({ document }) => document)];
  const placing = {
    defaultNamespace: namespaceOf(options),
    isNamespaced: await scopes(
      every.map(({ object }) => object),
      options.lookup,
    ),
    texts,
  };
  const placed = (some: RawDocument[]): AssembledSet => {
    const { manifests, ...rest } = assemble(some, placing);
    return { ...rest, manifests: manifests.map((manifest) => marked(manifest, sensitive)) };
  };
  const set = placed(documents);
  // Each by itself: the same hook may be made at two moments in two forms.
  const hooks = rendered.hooks.map(({ document, ...hook }) => ({ hook, ...placed([document]) }));
  const inSet = new Map(set.manifests.map(({ id, source: from }) => [idKey(id), from]));
  const sets = [set, ...hooks.map((hook) => withClashes(hook, inSet, texts))];
  const made = sets.flatMap(({ manifests }) => manifests);
  const checked = validateManifests(made, {
    texts,
    ...(target.kubernetesVersion !== undefined && { kubernetesVersion: target.kubernetesVersion }),
  });
  const run = hooks.flatMap(({ hook, manifests }) => manifests.map((manifest) => ({ ...hook, manifest })));
  return {
    manifests: set.manifests,
    findings: scrubbed(
      [rendered, ...sets, checked].flatMap(({ findings }) => findings),
      sensitive,
    ),
    errors: [rendered, ...sets, checked].flatMap(({ errors }) =>
      errors.map((error) => withoutDecrypted(error, sensitive)),
    ),
    ...(run.length > 0 && { hooks: hooksOf(run) }),
    texts,
    ...(sensitive.files.size > 0 && { sensitive: joined(options.sensitive, sensitive) }),
  };
}

/** A hook is made and removed by itself: what is of the set, too, would go with it. */
function withClashes(
  hook: AssembledSet,
  inSet: ReadonlyMap<string, Source | undefined>,
  texts: Texts,
): AssembledSet {
  const clashes = hook.manifests.flatMap(({ id, source }) => {
    const earlier = inSet.get(idKey(id));
    if (source === undefined || earlier === undefined) return [];
    return duplicateError(id, source, earlier, texts);
  });
  return { ...hook, errors: [...hook.errors, ...clashes] };
}

/** What was left out is there all the same. */
const isEmpty = ({ documents, errors, findings }: Rendered): boolean =>
  documents.length === 0 && errors.length === 0 && findings.every(({ code }) => code !== notDecrypted);

/** Known offline first; then the lookup, once per kind. */
async function scopes(objects: readonly KubeObject[], lookup: DesiredOptions['lookup']): Promise<Scopes> {
  const defined = definedScopes(objects);
  const asked = new Map<string, boolean | undefined>();
  const offline: Scopes = (group, kind) => builtinScope(group, kind) ?? defined(group, kind);
  for (const { apiVersion, kind } of objects) {
    const group = groupOf(apiVersion);
    const key = `${group}/${kind}`;
    if (lookup === undefined || offline(group, kind) !== undefined || asked.has(key)) continue;
    asked.set(key, await lookup(group, kind));
  }
  return (group, kind) => offline(group, kind) ?? asked.get(`${group}/${kind}`);
}

function missing(target: Target, path: string): PlumblineError {
  return new PlumblineError('PATH_NOT_FOUND', `the path of target ${target.name} does not exist: ${path}`, {
    place: { file: path },
    remedy: 'Correct path in plumbline.yaml. To remove everything, use plumbline uninstall.',
  });
}

function empty(target: Target, path: string, { files }: Rendered): PlumblineError {
  const found =
    files === 0
      ? 'no *.yaml, *.yml or *.json file'
      : `no manifest in ${files === 1 ? '1 file' : `${files} files`}`;
  return new PlumblineError(
    'EMPTY_RENDER',
    `target ${target.name} renders to nothing: ${found} below ${path}`,
    {
      place: { file: path },
      remedy: 'Correct path in plumbline.yaml. To remove everything, use plumbline uninstall.',
    },
  );
}
