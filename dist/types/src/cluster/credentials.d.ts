/** What one request shows of who it is from. */
export interface Authentication {
    /** The whole `Authorization` header. */
    authorization?: string;
    /** Client certificate and its key, PEM. */
    cert?: string;
    key?: string;
}
/** How to reach an API server and as whom. Tokens and keys are only behind `authenticate`. */
export interface Credentials {
    /** Without user information and without a trailing slash. */
    server: string;
    context: string | undefined;
    /** The context's namespace. */
    namespace: string | undefined;
    /** PEM of the authorities to trust instead of the public ones. */
    ca: string | undefined;
    tlsServerName: string | undefined;
    insecureSkipTlsVerify: boolean;
    /** http:// or https:// URL of a proxy; undefined leaves it to HTTPS_PROXY and NO_PROXY. */
    proxyUrl: string | undefined;
    /** `Impersonate-…` headers of the kubeconfig's `as`, `as-groups`, …. */
    impersonation: Record<string, string | string[]>;
    warnings: string[];
    /** The current token or certificate; `renew` reads or asks for it anew, after a 401. */
    authenticate(renew?: boolean): Promise<Authentication>;
}
export interface CredentialOptions {
    /** The only file to read. Without it: the KUBECONFIG list, ~/.kube/config, the pod's service account. */
    kubeconfig?: string;
    /** Default: the current context. */
    context?: string;
    env: NodeJS.ProcessEnv;
    /** Base names of the exec plugins that may run, and `oidc` for that auth provider. Default: none. */
    allowExec?: readonly string[];
    /** Where a pod finds its service account. For tests. */
    serviceAccountFolder?: string;
}
/**
 * Finds credentials by kubectl's rules (client-go's ClientConfigLoadingRules): the explicit file, the
 * KUBECONFIG list, ~/.kube/config, then the service account of the pod.
 * @throws PlumblineError KUBECONFIG_INVALID, EXEC_NOT_ALLOWED, UNSUPPORTED
 */
export declare function loadCredentials(options: CredentialOptions): Promise<Credentials>;
