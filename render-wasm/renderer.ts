import { join } from 'node:path';
import { loadModule, Sandbox, SandboxError } from '../wasm-sandbox/index.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { checkPath, type SentFiles, sentFiles, tooLarge } from './files.ts';
import type { KustomizationOptions, KustomizationResult } from './kustomization.ts';
import { defaultRenderLimits, type RenderLimits } from './limits.ts';
import { type Problem, problemOfSandbox, RenderError } from './problems.ts';

export interface RendererOptions {
  /** The module's file. Default: the one beside this package's sources. */
  module?: string;
  limits?: Partial<RenderLimits>;
  /** What the templates take for now, so that a rendering is the same tomorrow. */
  now?: Date;
  /** Of the templates' random numbers, so that base and head of a change get the same ones. */
  seed?: string;
}

/** The module as it is built and committed. */
export const builtModule = (): string => join(import.meta.dirname, 'render.wasm.br');

const epoch = new Date('2000-01-01T00:00:00Z');

interface Reply {
  problems: Problem[];
  warnings: Problem[];
}

/**
 * Renders kustomizations and charts, one after the other, in a worker of its own: base and head of a change
 * each have one. Nothing of one rendering is left for the next.
 */
export class Renderer implements AsyncDisposable {
  readonly #sandbox: Sandbox;
  readonly #limits: RenderLimits;

  private constructor(sandbox: Sandbox, limits: RenderLimits) {
    this.#sandbox = sandbox;
    this.#limits = limits;
  }

  /** Compiles the module, once per process and limit of memory. */
  static async load(options: RendererOptions = {}): Promise<Renderer> {
    const limits = { ...defaultRenderLimits, ...options.limits };
    const { memoryMb, timeoutMs, stackMb, inputBytes, outputBytes } = limits;
    const module = await loadModule(options.module ?? builtModule(), { memoryMb });
    // In JSON a byte takes two at most, but for control characters; of base64 four stand for three.
    const size = { requestBytes: 2 * inputBytes, replyBytes: 2 * outputBytes };
    const world = { now: options.now ?? epoch, seed: options.seed ?? 'plumbline' };
    return new Renderer(new Sandbox(module, { timeoutMs, stackMb, ...size }, world), limits);
  }

  /** Starts the worker now, so that the first rendering does not wait for it. */
  start(): void {
    this.#sandbox.start();
  }

  /** What `kustomize build` gives. @throws RenderError */
  async buildKustomization({ files, folder }: KustomizationOptions): Promise<KustomizationResult> {
    const request = { ...this.#send(files, folder), folder };
    const { documents, warnings } = await this.#call<KustomizationResult & Reply>(
      'kustomization',
      request,
      folder,
    );
    this.#checkCount(documents.length, folder);
    return { documents, warnings };
  }

  /** What `helm template` gives. @throws RenderError */
  async renderChart(options: ChartOptions): Promise<Chart> {
    const { files, folder, releaseName, namespace } = options;
    const values = [...(options.valuesFiles ?? [])];
    if (options.values !== undefined) values.push({ file: '', text: JSON.stringify(options.values) });
    const request = {
      ...this.#send(files, folder),
      folder,
      values,
      releaseName,
      namespace,
      kubernetesVersion: options.kubernetesVersion ?? '',
      apiVersions: options.apiVersions ?? [],
      isUpgrade: options.isUpgrade ?? false,
    };
    const { problems: _, ...chart } = await this.#call<Chart & Reply>('chart', request, folder);
    this.#checkCount(chart.documents.length + chart.hooks.length + chart.crds.length, folder);
    return chart;
  }

  async close(): Promise<void> {
    await this.#sandbox.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #send(files: ChartOptions['files'], folder: string): SentFiles {
    if (folder !== '.') checkPath(folder);
    return sentFiles(files, this.#limits);
  }

  async #call<R extends Reply>(operation: string, request: unknown, folder: string): Promise<R> {
    try {
      const reply = (await this.#sandbox.call(operation, request)) as R;
      const [first, ...others] = reply.problems;
      if (first !== undefined) throw new RenderError([first, ...others]);
      return reply;
    } catch (thrown) {
      throw thrown instanceof SandboxError ? problemOfSandbox(thrown, folder) : thrown;
    }
  }

  #checkCount(documents: number, folder: string): void {
    const { documents: most } = this.#limits;
    if (documents > most)
      throw tooLarge(`it renders to ${documents} documents, and ${most} are allowed`, folder);
  }
}
