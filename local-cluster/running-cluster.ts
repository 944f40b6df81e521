import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Program } from './build.ts';
import { PartProcess } from './part-process.ts';
import { type Client, endingOrder, identities, type Part, type Place, partArgs, partsOf } from './parts.ts';
import { freePorts } from './ports.ts';
import { isNodeReady, isOk, ReadyProbe } from './ready.ts';
import { type ClusterOptions, type ClusterState, writeState } from './state.ts';
import { addUser, caFile, makeAuthority, makeServerCertificate, writeKubeconfig } from './users.ts';

/** The processes of one cluster, which live as long as the supervisor that holds this. */
export class RunningCluster {
  readonly #folder: string;
  readonly #options: ClusterOptions;
  readonly #programs: Partial<Record<Program, string>>;
  readonly #running = new Map<Part, PartProcess>();
  readonly #started = performance.now();
  readonly #adminToken = randomBytes(24).toString('base64url');
  #place: Place | undefined;
  #isEnding = false;

  constructor(folder: string, options: ClusterOptions, programs: Partial<Record<Program, string>>) {
    this.#folder = folder;
    this.#options = options;
    this.#programs = programs;
  }

  /** Starts every part and returns once all are ready. */
  async start(): Promise<ClusterState> {
    this.#place = await this.#prepare();
    const [etcd, apiServer, ...clients] = partsOf(this.#options);
    // The API server waits for etcd by itself.
    for (const part of [etcd, apiServer]) this.#run(part as Part);
    await this.#until('/readyz', isOk);
    for (const part of clients) this.#run(part);
    if (clients.includes('kube-controller-manager')) {
      await this.#until('/api/v1/namespaces/default/serviceaccounts/default', isOk);
      await this.#until('/api/v1/namespaces/default/configmaps/kube-root-ca.crt', isOk);
    }
    if (clients.includes('hollow-node')) await this.#until('/api/v1/nodes/node', isNodeReady);
    return this.#record();
  }

  async restartApiServer(): Promise<ClusterState> {
    await this.#running.get('kube-apiserver')?.end(10_000);
    this.#run('kube-apiserver');
    await this.#until('/readyz', isOk);
    return this.#record();
  }

  /** Ends everything at once, for nothing of a cluster is kept, and removes its folder. */
  async end(): Promise<void> {
    this.#isEnding = true;
    for (const part of endingOrder) await this.#running.get(part)?.end();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #prepare(): Promise<Place> {
    const folder = this.#folder;
    for (const name of ['pki', 'log', 'tmp']) mkdirSync(join(folder, name), { mode: 0o700 });
    makeAuthority(folder);
    const pki = (name: string, text: string) =>
      writeFileSync(join(folder, 'pki', name), text, { mode: 0o600 });
    const serviceAccounts = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    pki('sa.key', serviceAccounts.privateKey.export({ type: 'sec1', format: 'pem' }).toString());
    pki('sa.pub', serviceAccounts.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    pki('tokens.csv', `${this.#adminToken},admin,admin,system:masters\n`);
    const [etcdPort, etcdPeerPort, apiPort] = (await freePorts(3)) as [number, number, number];
    const server = serverAt(apiPort);
    writeKubeconfig(join(folder, 'kubeconfig'), folder, server, 'admin', { token: this.#adminToken });
    const kubeconfigs = Object.fromEntries(
      Object.entries(identities).map(([part, { name, groups }]) => [
        part,
        addUser(folder, server, name, groups).kubeconfig,
      ]),
    ) as Record<Client, string>;
    const serverCertificate = makeServerCertificate(folder);
    const apiServerArgs = this.#options.apiServerArgs ?? [];
    return { folder, etcdPort, etcdPeerPort, apiPort, serverCertificate, kubeconfigs, apiServerArgs };
  }

  #run(part: Part): void {
    if (this.#isEnding) throw new Error('the cluster is ending');
    const program = this.#programs[part];
    if (program === undefined || this.#place === undefined) throw new Error(`no program for ${part}`);
    this.#running.set(part, new PartProcess(part, program, partArgs[part](this.#place), this.#folder));
  }

  async #until(path: string, holds: Parameters<ReadyProbe['until']>[1]): Promise<void> {
    const probe = new ReadyProbe(
      this.#server(),
      readFileSync(caFile(this.#folder), 'utf8'),
      this.#adminToken,
    );
    await probe.until(path, holds, () => {
      for (const part of this.#running.values()) part.check();
    });
  }

  #server(): string {
    return serverAt(this.#place?.apiPort ?? 0);
  }

  #record(): ClusterState {
    const state: ClusterState = {
      name: basename(this.#folder),
      folder: this.#folder,
      server: this.#server(),
      kubeconfig: join(this.#folder, 'kubeconfig'),
      caFile: caFile(this.#folder),
      adminToken: this.#adminToken,
      kubectlPath: this.#programs.kubectl ?? 'kubectl',
      options: this.#options,
      supervisorPid: process.pid,
      pids: Object.fromEntries([...this.#running].map(([part, { pid }]) => [part, pid])),
      startMs: Math.round(performance.now() - this.#started),
    };
    writeState(state);
    return state;
  }
}

const serverAt = (port: number): string => `https://127.0.0.1:${port}`;
