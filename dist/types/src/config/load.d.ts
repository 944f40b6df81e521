import type { Config } from './types.ts';
/**
 * The real path of the configuration: Git names its root without symbolic links, and targets are found
 * relative to it.
 * @param file default: plumbline.yaml in the working directory or the nearest folder above that has one
 * @throws CONFIG_NOT_FOUND
 */
export declare function findConfig(file?: string): string;
/**
 * Reads plumbline.yaml.
 * @param file as findConfig takes it
 * @throws CONFIG_NOT_FOUND, CONFIG_INVALID, UNSUPPORTED; every mistake is told, the first with the rest as `others`
 */
export declare function loadConfig(file?: string): Promise<Config>;
