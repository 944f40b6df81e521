import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LocalCluster } from '../local-cluster/index.ts';
import { type Command, measure, type Usage } from './child.ts';
import { makeManifests } from './manifests.ts';
import { BenchRepository } from './repository.ts';
import type { ToolName } from './results.ts';
import { type Change, changePercent, driftedObjects, type ScenarioStep } from './scenarios.ts';

export interface SiteOptions {
  cluster: LocalCluster;
  folder: string;
  tool: ToolName;
  objects: number;
  /** The kubeconfig the tool is handed: straight to the server, or by way of the proxy. */
  kubeconfig: string;
  /** Path of Plumbline's bundle. */
  bundle: string;
  signal: AbortSignal;
}

/** One tool's place in a cluster: its own namespace, and its own repository of the same manifests. */
export class Site {
  readonly #options: SiteOptions;
  readonly #namespace: string;
  readonly #repository: BenchRepository;

  private constructor(options: SiteOptions) {
    this.#options = options;
    this.#namespace = `bench-${options.tool}`;
    this.#repository = new BenchRepository(options.folder, this.#namespace);
    this.#repository.commit(makeManifests(options.objects, { namespace: this.#namespace }));
  }

  static async make(options: SiteOptions): Promise<Site> {
    const site = new Site(options);
    await options.cluster.kubectl(['create', 'namespace', site.#namespace], { check: true });
    // What kubectl has to ask a server only once it keeps on disk; that is paid here.
    const { kubeconfig } = options;
    await options.cluster.kubectl(['api-resources'], { check: true, kubeconfig });
    return site;
  }

  async change(change: Change): Promise<void> {
    const namespace = this.#namespace;
    const { objects } = this.#options;
    if (change === 'commit') this.#repository.commit(makeManifests(objects, { namespace, changePercent }));
    if (change === 'drift') await this.#drift();
  }

  run({ args, exitCode }: ScenarioStep): Promise<Usage> {
    const { tool, bundle, cluster, kubeconfig, signal } = this.#options;
    const { folder, objects } = this.#repository;
    // The command keeps its compiled code there from its first run on; here that ends with the bench.
    const cache = join(dirname(bundle), 'cache');
    const env = { ...process.env, ...cluster.env, KUBECONFIG: kubeconfig, XDG_CACHE_HOME: cache };
    const common = { cwd: folder, env, exitCode, signal };
    const command: Command =
      tool === 'plumbline'
        ? { ...common, program: process.execPath, args: [bundle, ...args] }
        : { ...common, program: cluster.kubectlPath, args: [...args, '--filename', objects] };
    return measure(command);
  }

  /** Somebody else takes a field that the manifests set. */
  async #drift(): Promise<void> {
    const every = Math.floor(this.#options.objects / driftedObjects / 2) * 2 + 1;
    const drifted = this.#names()
      .filter((_, index) => index % every === 0)
      .slice(0, driftedObjects);
    const args = ['annotate', '--overwrite', '--namespace', this.#namespace, '--field-manager=somebody'];
    await this.#options.cluster.kubectl([...args, ...drifted, 'example.com/owner=nobody'], { check: true });
  }

  /** `KIND/NAME` of all objects, as kubectl takes them. */
  #names(): string[] {
    const texts = [...makeManifests(this.#options.objects, { namespace: this.#namespace }).values()];
    const pattern = /^kind: (\w+)\nmetadata:\n {2}name: (\S+)$/gm;
    return texts.flatMap((text) => [...text.matchAll(pattern)].map(([, kind, name]) => `${kind}/${name}`));
  }
}

/** The cluster's kubeconfig with another port. @returns its path */
export function kubeconfigAt(port: number, cluster: LocalCluster, folder: string): string {
  const file = join(folder, `kubeconfig-${port}`);
  const text = readFileSync(cluster.kubeconfig, 'utf8');
  writeFileSync(file, text.replaceAll(cluster.server, `https://127.0.0.1:${port}`), { mode: 0o600 });
  return file;
}
