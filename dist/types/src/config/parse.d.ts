import type { Config } from './types.ts';
/**
 * Reads the text of a plumbline.yaml; pure.
 * @param file absolute path, for the places of mistakes and as the base of the targets' paths
 * @param root folder that no target may leave; default: the file's own
 * @throws CONFIG_INVALID, UNSUPPORTED
 */
export declare function parseConfig(text: string, file: string, root?: string): Config;
