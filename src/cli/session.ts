import { dirname } from 'node:path';
import type { AncestryOptions } from '../apply/ancestry.ts';
import type { Desired, NeededTarget, TargetContext } from '../apply/context.ts';
import type { Progress } from '../apply/types.ts';
import { connect } from '../cluster/client.ts';
import type { ClusterClient } from '../cluster/types.ts';
import { findConfig, loadConfig } from '../config/load.ts';
import type { Config, RemoteRule, Target } from '../config/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { dirtyFiles } from '../git/history.ts';
import { type Repository, repositoryOf } from '../git/repository.ts';
import { definedScopes } from '../manifests/scope.ts';
import { noSecrets, scrubbed } from '../manifests/sensitive.ts';
import type { ReleaseSource } from '../release/types.ts';
import { type DesiredOptions, inspectDesired, loadDesired } from '../render/desired.ts';
import { Engine } from '../render/engine.ts';
import { inputPaths } from '../render/inputs.ts';
import { type Judge, judgeBy } from '../render/judge.ts';
import type { FetchLimits } from '../render/remote/fetch-limits.ts';
import { Fetcher } from '../render/remote/fetcher.ts';
import { parseLimits } from '../render/render-limits.ts';
import type { Identities } from '../render/sops/identities.ts';
import { revisionSource, workTreeSource } from '../render/sources.ts';
import { byPlace } from '../validate/report.ts';
import { SchemaCheck } from '../validate/schemas.ts';
import { takeAgeKeys } from './age-keys.ts';
import { configAt } from './config-at.ts';
import { containsIn } from './contains.ts';
import { inOrder } from './in-order.ts';
import type { GlobalOptions } from './options.ts';
import { type RunIdentity, runIdentity } from './run-identity.ts';
import { warnOnStderr } from './streams.ts';

export interface SessionOptions {
  /** Default: as the environment tells. */
  run?: RunIdentity;
  /** The age keys themselves, beside those of the environment. */
  ageKeys?: string;
  /** What may be fetched from where; default: as the configuration says, which on a pull request is a stranger's. */
  remotes?: readonly RemoteRule[];
  /** Told what is amiss but not in the way, a sentence each: TLS unverified, a group of kinds away. */
  warn?: (text: string) => void;
}

/** The configuration, its repository and connections to its clusters: what every verb begins with. */
export class Session implements AsyncDisposable {
  readonly config: Config;
  readonly repository: Repository | undefined;
  readonly #options: GlobalOptions;
  readonly #clients = new Map<string, Promise<ClusterClient>>();
  readonly run: RunIdentity;
  readonly #warn: (text: string) => void;
  readonly #ageKeys: () => Identities;
  #remotes: readonly RemoteRule[];
  readonly #fetchLimits: Partial<FetchLimits>;
  /** What was decrypted in any rendering, so that none of it is shown. */
  readonly #sensitive = noSecrets();
  readonly #schemas: SchemaCheck;
  readonly judge: Judge;
  /** What the work tree has and what a revision has do not share one: one may be a stranger's. */
  /** What the work tree has of the targets that others depend on. */
  readonly #rendered = new Map<string, Promise<Desired>>();
  readonly #engines: Record<'head' | 'revision', Engine>;

  private constructor(
    config: Config,
    repository: Repository | undefined,
    options: GlobalOptions,
    how: Required<Omit<SessionOptions, 'ageKeys' | 'remotes'>>,
    { ageKeys, remotes }: { ageKeys: () => Identities; remotes: readonly RemoteRule[] },
  ) {
    this.config = config;
    this.repository = repository;
    this.#options = options;
    this.run = how.run;
    this.#warn = how.warn;
    this.#ageKeys = ageKeys;
    this.#remotes = remotes;
    const limits = parseLimits(options.limit ?? []);
    this.#fetchLimits = limits.fetch;
    this.#schemas = new SchemaCheck(limits.render);
    this.judge = judgeBy(this.#schemas);
    this.#engines = { head: new Engine(limits.render), revision: new Engine(limits.render) };
  }

  static async open(options: GlobalOptions, how: SessionOptions = {}): Promise<Session> {
    const { run = runIdentity(process.env), warn = warnOnStderr } = how;
    const { ageKeyFile: keyFile } = options;
    const ageKeys = takeAgeKeys(process.env, {
      ...(how.ageKeys !== undefined && { text: how.ageKeys }),
      ...(keyFile !== undefined && { file: keyFile }),
    });
    // Git answers while the configuration is read.
    const file = findConfig(options.config);
    const [config, repository] = await Promise.all([loadConfig(file), repositoryOf(dirname(file))]);
    const { remotes = config.remotes } = how;
    return new Session(config, repository, options, { run, warn }, { ageKeys, remotes });
  }

  /** The named targets, or all, each after those it depends on. */
  targets(names: readonly string[]): Target[] {
    const known = new Map(this.config.targets.map((target) => [target.name, target]));
    const unknown = names.find((name) => !known.has(name));
    if (unknown !== undefined) {
      throw new PlumblineError('UNKNOWN_TARGET', `there is no target ${unknown} in ${this.config.file}`, {
        remedy: `Choose one of: ${[...known.keys()].join(', ')}.`,
      });
    }
    return inOrder(this.config.targets).filter(({ name }) => names.length === 0 || names.includes(name));
  }

  /** One connection per kubeconfig context, and one more per impersonated service account. */
  client(target: Pick<Target, 'context'>, impersonate?: string): Promise<ClusterClient> {
    const context = this.#options.context ?? target.context;
    const key = `${context ?? ''}\0${impersonate ?? ''}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const { kubeconfig, allowExec } = this.#options;
    const client = this.#connect({
      env: process.env,
      allowExec,
      onNotice: this.#warn,
      ...(kubeconfig !== undefined && { kubeconfig }),
      ...(context !== undefined && { context }),
      ...(impersonate !== undefined && { impersonate }),
    });
    this.#clients.set(key, client);
    return client;
  }

  async #connect(options: Parameters<typeof connect>[0]): Promise<ClusterClient> {
    const { client, credentials } = await connect(options);
    // The same kubeconfig warns once, however many service accounts are impersonated with it.
    if (options.impersonate === undefined) credentials.warnings.forEach(this.#warn);
    return client;
  }

  async close(): Promise<void> {
    const sandboxes = [...Object.values(this.#engines), this.#schemas];
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
    // A connection that could not be made has told so already.
    for (const made of await Promise.allSettled(this.#clients.values())) {
      if (made.status === 'fulfilled') made.value.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** @param login whose cluster and service account are used; default: the target itself */
  async context(
    target: Target,
    progress: Progress,
    signal?: AbortSignal,
    login: Target = target,
  ): Promise<TargetContext> {
    const several = this.config.targets.length > 1;
    // Git answers while the kubeconfig is read.
    const [client, source] = await Promise.all([this.client(login), this.source(target)]);
    const { serviceAccount } = login.release;
    const account = `system:serviceaccount:${login.namespace ?? 'default'}:${serviceAccount}`;
    const objects = serviceAccount === undefined ? client : await this.client(login, account);
    return {
      target,
      client,
      objects,
      source,
      desired: () => this.#desired(target, client),
      ...(target.dependsOn.length > 0 && { needed: () => this.#needed(target, client) }),
      releasedFromGit: async (commit) => (await this.desiredAt(target, commit, client))?.manifests,
      judge: this.judge,
      progress: (event) => {
        const told = several ? { ...event, target: target.name } : event;
        progress(scrubbed(told, this.#sensitive));
      },
      ...(signal !== undefined && { signal }),
    };
  }

  /** Once, where other targets depend on it: they ask for it, too. */
  #desired(target: Target, client: ClusterClient): Promise<Desired> {
    const { name } = target;
    const known = this.#rendered.get(name);
    if (known !== undefined) return known;
    const needed = (): Promise<NeededTarget[]> => this.#needed(target, client);
    const desired = loadDesired({ ...this.#head(target), lookup: scopes(client, needed) });
    if (this.config.targets.some(({ dependsOn }) => dependsOn.includes(name)))
      this.#rendered.set(name, desired);
    return desired;
  }

  /** What this target depends on, directly or not. One that cannot be rendered is told by its own plan. */
  async #needed({ dependsOn }: Target, client: ClusterClient): Promise<NeededTarget[]> {
    const direct = this.config.targets.filter(({ name }) => dependsOn.includes(name));
    const found = await Promise.all(
      direct.map(async (target): Promise<NeededTarget[]> => {
        const { name, namespace, createNamespace } = target;
        const [own] = await Promise.allSettled([this.#desired(target, client)]);
        const manifests = own.status === 'fulfilled' ? own.value.manifests : [];
        const made = createNamespace && namespace !== undefined ? { namespace } : {};
        return [...(await this.#needed(target, client)), { name, manifests, ...made }];
      }),
    );
    return found.flat();
  }

  /** The repository's root; without Git the folder of plumbline.yaml. */
  get root(): string {
    return this.repository?.root ?? this.config.folder;
  }

  /** The configuration as a revision of Git has it; undefined where it has none that can be read. */
  async configAt(revision: string): Promise<Config | undefined> {
    const { repository, config } = this;
    return repository === undefined ? undefined : configAt(repository.root, config.file, revision);
  }

  /**
   * The target's manifests as a revision of Git has them, where its configuration then says they are: none
   * where it did not know the target; undefined where the revision is not here.
   */
  async desiredAt(target: Target, revision: string, client?: ClusterClient): Promise<Desired | undefined> {
    const { repository } = this;
    if (repository === undefined) return undefined;
    const source = await revisionSource(repository.root, revision);
    if (source === undefined) return undefined;
    const lookup = client === undefined ? undefined : scopes(client);
    const config = await this.configAt(revision);
    const then = config === undefined ? target : config.targets.find(({ name }) => name === target.name);
    if (then === undefined) return { manifests: [], findings: [] };
    return loadDesired({
      config: config ?? this.config,
      target: then,
      source,
      engine: this.#engines.revision,
      fetcher: this.fetcher(),
      ...this.#secrets(then),
      // With a cluster all of it is wanted.
      encrypted: client === undefined ? 'leave-out' : 'refuse',
      mayBeEmpty: true,
      ...(lookup && { lookup }),
    });
  }

  /**
   * The target's manifests as the work tree has them; no cluster is asked.
   * @param encrypted what becomes of encrypted ones where there is no age key
   */
  headManifests(target: Target, encrypted: DesiredOptions['encrypted'] = 'refuse'): Promise<Desired> {
    return loadDesired({ ...this.#head(target), encrypted });
  }

  /** The same with the mistakes beside what is right, every object judged by its schema. */
  async inspect(target: Target): ReturnType<typeof inspectDesired> {
    const set = await inspectDesired({ ...this.#head(target), encrypted: 'leave-out' });
    const hooks = (set.hooks?.hooks ?? []).map(({ manifest }) => manifest);
    const judged = await this.judge.judge([...set.manifests, ...hooks], set, target);
    return {
      ...set,
      findings: [...set.findings, ...judged.findings],
      errors: byPlace([...set.errors, ...judged.errors]),
    };
  }

  /** From now on this may be fetched from where: as somebody says who is trusted. */
  allowRemotes(rules: readonly RemoteRule[]): void {
    this.#remotes = rules;
  }

  /** What fetches charts and bases from elsewhere. */
  fetcher(): Fetcher {
    return new Fetcher({ rules: this.#remotes, limits: this.#fetchLimits, warn: this.#warn });
  }

  #head(target: Target): DesiredOptions {
    const source = workTreeSource(this.root);
    return {
      config: this.config,
      target,
      source,
      engine: this.#engines.head,
      fetcher: this.fetcher(),
      ...this.#secrets(target),
    };
  }

  #secrets({ decryption }: Target): Pick<DesiredOptions, 'identities' | 'sensitive'> {
    const sensitive = this.#sensitive;
    return decryption === undefined ? { sensitive } : { sensitive, identities: this.#ageKeys() };
  }

  async source(target: Target): Promise<ReleaseSource> {
    const { repository, run } = this;
    const dirty = repository === undefined ? [] : await this.#dirtyFiles(repository.root, target);
    const ref = run.ref ?? repository?.ref;
    return {
      repository: repository?.remote ?? '',
      commit: repository?.commit ?? '',
      ...(ref !== undefined && { ref }),
      ...(run.repositoryId !== undefined && { repositoryId: run.repositoryId }),
      ...(run.runUrl !== undefined && { runUrl: run.runUrl }),
      ...(run.actor !== undefined && { actor: run.actor }),
      ...(dirty.length > 0 && { dirty: true }),
    };
  }

  /** Uncommitted changes in anything that the target is rendered from. */
  async #dirtyFiles(root: string, target: Target): Promise<string[]> {
    const { paths, reads } = await inputPaths(workTreeSource(root), this.config, target);
    return dirtyFiles(root, paths, reads);
  }

  ancestry(options: { reapply: boolean; acceptHistory?: string }): AncestryOptions {
    return { ...options, contains: containsIn(this.repository) };
  }
}

/** Whether a kind is namespaced, as the cluster says or what comes before; asked only for kinds not known offline. */
function scopes(
  client: ClusterClient,
  needed: () => Promise<NeededTarget[]> = () => Promise.resolve([]),
): (group: string, kind: string) => Promise<boolean | undefined> {
  return async (group, kind) => {
    const resources = await client.discover();
    const served = resources.find((resource) => resource.group === group && resource.kind === kind);
    if (served !== undefined) return served.namespaced;
    const before = (await needed()).flatMap(({ manifests }) => manifests.map(({ object }) => object));
    return definedScopes(before)(group, kind);
  };
}
