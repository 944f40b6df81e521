import type { Fill } from '../../manifests/read.ts';
/**
 * Fills in the variables of the manifests of one target, which have one budget.
 * @param isSecret whether messages about a file must not quote it
 */
export declare function filling(substitute: Readonly<Record<string, string>>, isSecret?: (file: string) => boolean): Fill;
