import type { Fetcher } from './fetcher.ts';
/** Of the caller's variables git sees none that gives it a configuration, a key or a helper. */
export declare function anonymous(home: string): NodeJS.ProcessEnv;
/** ssh asks nothing: nobody is there to answer. */
export declare function withLogin(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
/** What Node trusts beside its own, git is told in a file; its own too, for git then trusts nothing else. */
export declare function authoritiesIn(folder: string, { env, options: { ca } }: Fetcher): Promise<NodeJS.ProcessEnv>;
