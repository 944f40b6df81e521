import type { Sensitive } from '../manifests/sensitive.ts';
import type { DesiredOptions } from './desired.ts';
import type { Rendered } from './rendered.ts';
/** Of namespaced objects that name none. */
export declare const namespaceOf: ({ target, contextNamespace }: DesiredOptions) => string;
/** What a target's path renders to: decrypted before it is built, its variables filled in when it is read. */
export declare function renderTarget(options: DesiredOptions & {
    sensitive: Sensitive;
}, path: string): Promise<Rendered | undefined>;
