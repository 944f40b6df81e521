import type { Authentication } from './credentials.ts';
import { type Entry } from './kubeconfig.ts';
/**
 * Authentication by an exec plugin or the `oidc` auth provider, of which nothing runs unless `allowed` names it.
 * The auth providers that run a command through a shell (gcp, azure) are refused: kubectl dropped them in 1.26.
 */
export declare function pluginAuthentication(user: Entry, userName: string, allowed: readonly string[]): Promise<(renew?: boolean) => Promise<Authentication>>;
