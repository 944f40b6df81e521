import { type User } from '@kubernetes/client-node';
import type { Authentication } from './credentials.ts';
/** Runs a plugin through client-node's KubeConfig. Its command has been checked by name before. */
export declare function execAuthentication(user: Pick<User, 'name' | 'exec' | 'authProvider'>): (renew?: boolean) => Promise<Authentication>;
