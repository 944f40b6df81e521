import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { TestRepository } from '../unit/git/repositories.ts';
import { type CommandOptions, type CommandRun, plumbline } from './command.ts';

export interface TargetKeys {
  name: string;
  namespace?: string;
  /** Further keys of the target, as YAML lines. */
  lines?: string[];
}

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

/** A repository with a plumbline.yaml of one target, whose manifests are in `deploy/`, and the command in it. */
export class WorkTree extends TestRepository {
  readonly #env: Record<string, string>;

  constructor({ name, namespace = name, lines = [] }: TargetKeys, env: Record<string, string> = {}) {
    super();
    this.#env = env;
    this.write(
      'plumbline.yaml',
      [
        'apiVersion: plumbline.dev/v1alpha1',
        'kind: Config',
        'targets:',
        `  - name: ${name}`,
        '    path: deploy',
        `    namespace: ${namespace}`,
        ...lines.map((line) => `    ${line}`),
        '',
      ].join('\n'),
    );
    made.push(this.root);
  }

  run(args: readonly string[], options: Omit<CommandOptions, 'cwd'> = {}): Promise<CommandRun> {
    const { env = {}, ...rest } = options;
    return plumbline(args, { cwd: this.root, env: { ...this.#env, ...env }, ...rest });
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  commitAll(): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '-m', 'all');
    return this.git('rev-parse', 'HEAD');
  }
}

/** A manifest of a ConfigMap, as people write it. */
export const configMapYaml = (name: string, data: Record<string, string> = {}): string =>
  ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', `  name: ${name}`, 'data:', ...pairs(data), ''].join(
    '\n',
  );

export const secretYaml = (name: string, data: Record<string, string> = {}): string =>
  ['apiVersion: v1', 'kind: Secret', 'metadata:', `  name: ${name}`, 'stringData:', ...pairs(data), ''].join(
    '\n',
  );

function pairs(data: Record<string, string>): string[] {
  return Object.entries(data).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
}
