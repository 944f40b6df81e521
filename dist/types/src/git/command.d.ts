import { PlumblineError } from '../errors/error.ts';
export interface GitOutput {
    exitCode: number;
    stdout: Buffer;
    stderr: string;
}
export interface GitOptions {
    input?: string;
    /** Milliseconds; default 30 s, so that nothing waits for a prompt or a dead server for ever. */
    timeout?: number;
    /** Settings beside ours: `NAME=VALUE`. */
    settings?: readonly string[];
    /** Variables beside, or instead of, those of this process; undefined takes one away. */
    env?: NodeJS.ProcessEnv;
    /** Ends git; the caller knows why. */
    signal?: AbortSignal;
}
/**
 * Runs git in a folder, without a shell; paths are taken literally.
 * @returns whatever it ends with, except for what no caller can mend
 * @throws GIT_FAILED where git is missing, hangs, or refuses the folder
 */
export declare function git(folder: string, args: readonly string[], options?: GitOptions): Promise<GitOutput>;
/** The same where only success will do: its standard output. @throws GIT_FAILED */
export declare function gitText(folder: string, args: readonly string[], options?: GitOptions): Promise<string>;
/** What git said, without the credentials that a remote's URL may hold. */
export declare function failed(args: readonly string[], { stderr, exitCode }: GitOutput): PlumblineError;
