import { PlumblineError } from '../errors/error.ts';

/** Node's codes of a connection that never stood: the server cannot have acted. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);
/** Codes of OpenSSL's verification, beside those that begin with CERT_ or ERR_TLS_CERT. */
const badCertificate = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
]);

/** What a request without an answer met, as an error for people. */
export function networkError(cause: unknown, host: string): PlumblineError {
  if (cause instanceof PlumblineError) return cause;
  const code = codeOf(cause);
  const text = Error.isError(cause) ? cause.message : String(cause);
  if (badCertificate.has(code) || code.startsWith('CERT_') || code.startsWith('ERR_TLS_CERT')) {
    return new PlumblineError('CERTIFICATE', `the certificate of ${host} is not trusted: ${text}`, {
      remedy:
        'Check certificate-authority and tls-server-name of the kubeconfig, and the clock of this machine.',
      cause,
    });
  }
  if (/alert.*certificate|certificate.*alert/i.test(text)) {
    return new PlumblineError('CERTIFICATE', `${host} does not take our client certificate (${code})`, {
      remedy: 'Check client-certificate and client-key of the kubeconfig, and their expiry.',
      cause,
    });
  }
  if (code === 'ERR_PROXY_TUNNEL') {
    return new PlumblineError('UNREACHABLE', `the proxy gives no way to ${host}`, {
      remedy: 'Check proxy-url of the kubeconfig, or HTTPS_PROXY and NO_PROXY, and the login at the proxy.',
      cause,
    });
  }
  if (code === 'ERR_INVALID_CHAR') {
    return new PlumblineError(
      'KUBECONFIG_INVALID',
      'the token or user name holds what no HTTP header may hold',
      {
        remedy: 'Look for line breaks or blanks in the token of the kubeconfig.',
      },
    );
  }
  const detail = code === '' ? text : `${code}`;
  const remedy = neverConnected.has(code)
    ? 'Check the server address, the network, and that the cluster is running.'
    : 'The connection broke: try again, and look for a proxy or a restarting API server.';
  return new PlumblineError('UNREACHABLE', `${host} cannot be reached: ${detail}`, { remedy, cause });
}

/** True when the server cannot have seen the request at all. */
export function neverReached(error: PlumblineError): boolean {
  return error.code === 'UNREACHABLE' && neverConnected.has(codeOf(error.cause));
}

function codeOf(cause: unknown): string {
  const code = Error.isError(cause) ? (cause as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : '';
}
