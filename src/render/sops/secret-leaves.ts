import type { Document, Leaf } from './leaves.ts';

/** Of a manifest, what tells which object it is, and of what type: shown of a Secret, too. */
const shown = new Set(['apiVersion', 'kind', 'type', 'immutable']);
const named = new Set(['name', 'namespace', 'generateName']);
/** Where people keep what is secret; elsewhere in a manifest most texts are words of Kubernetes. */
const kept = new Set(['data', 'stringData', 'binaryData']);
const wordOfKubernetes = /^[A-Z][A-Za-z]+$/;

/**
 * Whether a decrypted value is a secret. A file may be encrypted as a whole: that a Deployment is called one, and
 * that it pulls `IfNotPresent`, must not be taken out of every report.
 */
export function isSecretLeaf({ keys }: Pick<Leaf, 'keys'>, value: string, inManifest: boolean): boolean {
  if (!inManifest) return true;
  const own = keys[0] === 'items' ? keys.slice(1) : keys;
  const [first = '', second = ''] = own;
  if (shown.has(first) || (first === 'metadata' && named.has(second))) return false;
  return kept.has(first) || !wordOfKubernetes.test(value);
}

/** Whether a document is a manifest, or a list of some: other files hold what they hold in any field. */
export const isManifest = ({ fields }: Document): boolean => fields.has('apiVersion') && fields.has('kind');
