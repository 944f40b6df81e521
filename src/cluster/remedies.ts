import type { ErrorCode } from '../errors/codes.ts';
import type { ApiStatus } from './status.ts';

type Remedy = string | ((status: ApiStatus) => string);

const remedies: Partial<Record<ErrorCode, Remedy>> = {
  UNAUTHORIZED: 'Log in again: the token or certificate is wrong or has expired.',
  FORBIDDEN: forbidden,
  NOT_FOUND: 'Somebody has deleted it: run again to plan anew.',
  NAMESPACE_MISSING:
    'Put the Namespace into the target, set createNamespace: true, or correct the namespace.',
  NAMESPACE_TERMINATING:
    'Wait until the namespace is gone; `kubectl get namespace NAME -o yaml` names what holds it.',
  UNKNOWN_KIND: 'Correct apiVersion and kind, or install the CustomResourceDefinition first.',
  UNKNOWN_FIELD: 'Correct the spelling or the indentation of the field, or remove it.',
  INVALID: 'Correct the named fields in the manifest.',
  IMMUTABLE: 'Undo the change, or allow a replacement with the annotation plumbline.dev/replace: allow.',
  CONFLICT: 'Somebody else changed it in the meantime: run again.',
  QUOTA: 'Ask for less, delete something else, or raise the ResourceQuota.',
  WEBHOOK_DENIED: 'Change the object as the policy asks, or ask the owner of the policy.',
  WEBHOOK_FAILED: 'Mend or remove the webhook: its service does not answer as it must.',
  TOO_LARGE: 'Split the object: a ConfigMap or Secret holds 1 MiB, a custom resource about 1.5 MiB.',
  RATE_LIMITED: 'The API server is overloaded: try again later.',
  SERVER_ERROR: 'Try again; the log of the API server says more.',
  TIMEOUT: 'Try again; the API server or a webhook is slow.',
  BAD_RESPONSE:
    'Check that the server address is that of a Kubernetes API server, not of a proxy or a login page.',
};

export function remedyFor(code: ErrorCode, status: ApiStatus): string | undefined {
  const remedy = remedies[code];
  return typeof remedy === 'function' ? remedy(status) : remedy;
}

/** RBAC's own sentence says what is missing: the rule to add. */
function forbidden({ message }: ApiStatus): string {
  const found =
    /User "([^"]*)" cannot (\w+) resource "([^"]*)" in API group "([^"]*)"(?: in the namespace "([^"]*)")?/;
  const [, user, verb, resource, group, namespace] = found.exec(message) ?? [];
  if (user === undefined)
    return 'An admission rule of the cluster refuses it: change the object, or ask for the right.';
  const role = namespace === undefined ? 'a ClusterRole' : `a Role in ${namespace}`;
  return `Grant ${user} the verb ${verb} on ${resource}${group ? `.${group}` : ''} by ${role}.`;
}
