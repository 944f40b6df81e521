import type { Credentials } from './credentials.ts';
/** The pod's service account, as client-go's rest.InClusterConfig reads it. The token file is read again as it rotates. */
export declare function inClusterCredentials(env: NodeJS.ProcessEnv, folder?: string): Promise<Credentials>;
