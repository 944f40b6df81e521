/**
 * The logins of this machine, as `docker login` and `helm registry login` keep them: DOCKER_AUTH_CONFIG holds
 * the text itself; else `config.json` of DOCKER_CONFIG or ~/.docker.
 */
export declare class Logins {
    #private;
    constructor(env: NodeJS.ProcessEnv);
    /**
     * The value of a Basic Authorization for a host; undefined where there is none.
     * @throws FETCH_REFUSED where it is kept by a program, which is not run, or the file is broken
     */
    basic(host: string): Promise<string | undefined>;
}
