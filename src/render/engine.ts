import type { Renderer, RenderLimits } from '../../render-wasm/index.ts';

/**
 * What renders kustomizations and charts for one trust unit, such as the head of a pull request: a worker of its
 * own, loaded when something is to be rendered and not before.
 */
export class Engine implements AsyncDisposable {
  readonly #limits: Partial<RenderLimits>;
  #renderer: Promise<Renderer> | undefined;

  constructor(limits: Partial<RenderLimits> = {}) {
    this.#limits = limits;
  }

  renderer(): Promise<Renderer> {
    this.#renderer ??= this.#load();
    return this.#renderer;
  }

  /** Begins to load it, beside the reading of files. Whoever renders meets what goes wrong. */
  begin(): void {
    this.renderer().catch(() => undefined);
  }

  async #load(): Promise<Renderer> {
    const { Renderer } = await import('../../render-wasm/renderer.ts');
    const renderer = await Renderer.load({ limits: this.#limits });
    renderer.start();
    return renderer;
  }

  async close(): Promise<void> {
    // One that could not be loaded has told so already, and has nothing to close.
    const [loaded] = await Promise.allSettled(this.#renderer === undefined ? [] : [this.#renderer]);
    if (loaded?.status === 'fulfilled') await loaded.value.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
