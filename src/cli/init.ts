import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { PlumblineError, toPlumblineError } from '../errors/error.ts';
import { repositoryOf } from '../git/repository.ts';
import { readManifests } from '../manifests/read.ts';
import { decodeText } from '../manifests/read-text.ts';
import { stringifyYaml } from '../manifests/yaml-write.ts';
import { kindOf } from '../render/kind.ts';
import { kustomizationFiles } from '../render/kustomization-files.ts';
import { type FileSource, workTreeSource } from '../render/sources.ts';
import type { GlobalOptions } from './options.ts';
import { onlyForms, printResult } from './output.ts';

/**
 * `plumbline init`: writes a plumbline.yaml that names the folders with manifests, and a workflow that plans
 * on pull requests and applies on merge. Nothing that exists is written over.
 */
export async function init(names: string[], options: GlobalOptions): Promise<number> {
  onlyForms(options, 'init', 'text');
  const folder = process.cwd();
  const root = (await repositoryOf(folder))?.root ?? folder;
  const config = resolve(options.config ?? join(folder, 'plumbline.yaml'));
  const workflow = join(root, '.github/workflows/plumbline.yaml');
  for (const file of [config, workflow]) refuseExisting(file);
  const folders = await manifestFolders(folder);
  if (folders.length === 0) {
    throw new PlumblineError('PATH_NOT_FOUND', `no Kubernetes manifest was found below ${folder}`, {
      remedy: 'Run it in the repository that holds the manifests.',
    });
  }
  const targets = named(folders, names, basename(root));
  await write(config, configText(targets));
  await write(workflow, workflowText(relative(root, config)));
  printResult(
    [
      `${relative(folder, config)}: ${targets.map(({ name, path }) => `target ${name} (${path})`).join(', ')}`,
      `${relative(folder, workflow)}: plans on pull requests, applies on merge, looks for drift every hour`,
      'Next: plumbline validate, then plumbline plan. The workflow needs the secret KUBECONFIG.',
    ].join('\n'),
  );
  return 0;
}

function refuseExisting(file: string): void {
  if (!existsSync(file)) return;
  throw new PlumblineError('BAD_USAGE', `${file} exists already`, {
    remedy: 'Edit it, or remove it first.',
  });
}

/** The topmost folders that hold manifests themselves; a kustomization or chart claims all below it. */
async function manifestFolders(folder: string): Promise<string[]> {
  const source = workTreeSource(folder);
  const files = (await source.list('.')) ?? [];
  const candidates = files.filter((file) => !/(^|\/)(node_modules|vendor|dist)\//.test(file));
  const folders = new Set<string>();
  for (const file of candidates) if (await holdsManifests(source, file)) folders.add(dirname(file));
  const parts = await partsOfOthers(source, folders);
  const sorted = [...folders].filter((one) => !parts.has(one)).sort();
  return sorted.filter((one) => !sorted.some((other) => other !== one && contains(other, one)));
}

/** Bases and components: the kustomizations that name them are the targets. */
async function partsOfOthers(source: FileSource, folders: ReadonlySet<string>): Promise<Set<string>> {
  const parts = new Set<string>();
  for (const folder of folders) {
    if ((await kindOf(source, folder))?.kind !== 'kustomization') continue;
    const { folders: named } = await kustomizationFiles(source, folder);
    for (const part of named) if (part !== folder) parts.add(part);
  }
  return parts;
}

const contains = (outer: string, inner: string): boolean => outer === '.' || inner.startsWith(`${outer}/`);

async function holdsManifests(source: FileSource, file: string): Promise<boolean> {
  if (/^(Chart\.ya?ml|kustomization\.ya?ml|Kustomization)$/.test(basename(file))) return true;
  try {
    // One by one: all files of a repository may be more than a target may hold.
    const content = (await source.read([file])).get(file) ?? new Uint8Array();
    const { manifests } = readManifests(decodeText(content, file), file);
    return manifests.some(({ object }) => object.apiVersion !== 'plumbline.dev/v1alpha1');
  } catch (thrown) {
    // Too large, or not text: whatever it is, it is no manifest.
    if (toPlumblineError(thrown).code.startsWith('MANIFEST_')) return false;
    throw thrown;
  }
}

interface NewTarget {
  name: string;
  path: string;
}

/** Names given by hand go to the folders in their order; the others are called after their folder. */
function named(folders: string[], names: string[], fallback: string): NewTarget[] {
  const taken = new Set<string>();
  return folders.map((path, index) => {
    const wanted =
      names[index] ?? (folders.length === 1 ? fallback : path === '.' ? fallback : basename(path));
    const label =
      wanted
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]+/g, '-')
        .replaceAll(/^-+|-+$/g, '') || 'app';
    const base = label.slice(0, 50);
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
    taken.add(name);
    return { name, path };
  });
}

const configText = (targets: NewTarget[]): string =>
  stringifyYaml({
    apiVersion: 'plumbline.dev/v1alpha1',
    kind: 'Config',
    targets: targets.map(({ name, path }) => ({ name, path, namespace: name })),
  });

const workflowText = (config: string): string => `name: plumbline
on:
  pull_request:
  push:
    branches: [main]
  schedule:
    - cron: "17 * * * *"
permissions:
  contents: read
  pull-requests: write
concurrency:
  group: plumbline-\${{ github.ref }}
jobs:
  plumbline:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          fetch-depth: 0
          persist-credentials: false
      # Pin this to a full commit SHA too.
      - uses: plumbline/plumbline@v0
        with:
          config: ${config}
          kubeconfig: \${{ secrets.KUBECONFIG }}
`;

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // wx: what appeared in between is not written over either.
  await writeFile(file, text, { flag: 'wx' });
}
