import type { CredentialOptions, Credentials } from './credentials.ts';
import { type Kubeconfig } from './kubeconfig.ts';
/** The credentials of one context of a merged kubeconfig. */
export declare function selectCredentials(config: Kubeconfig, options: Pick<CredentialOptions, 'context' | 'allowExec'>): Promise<Credentials>;
