import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { JsonObject } from '../../src/manifests/types.ts';

/** A folder that goes when the tests of the file are over. */
export function testFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-test-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface KubeconfigParts {
  cluster: JsonObject;
  user?: JsonObject;
  context?: JsonObject;
}

/** A kubeconfig of one cluster, user and context, each named `name`. JSON is YAML too. */
export function kubeconfig({ cluster, user = {}, context = {} }: KubeconfigParts, name = 'test'): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name, ...context } }],
    'current-context': name,
  });
}

/** Writes one into a folder, and gives its path. */
export function writeKubeconfig(folder: string, parts: KubeconfigParts, name = 'test'): string {
  const file = join(folder, `${name}.kubeconfig`);
  writeFileSync(file, kubeconfig(parts, name));
  return file;
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64');
