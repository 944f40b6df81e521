import { groupOf, kindKey } from '../manifests/identity.ts';
import { stringField } from '../manifests/json.ts';
import type { KubeObject } from '../manifests/types.ts';
import type { Complaint } from './report.ts';

interface Rule {
  form: RegExp;
  most: number;
  words: string;
}

// Source: apimachinery, pkg/util/validation/validation.go and pkg/api/validation/path/name.go.
const subdomain: Rule = {
  form: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
  most: 253,
  words:
    'lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit (RFC 1123 subdomain)',
};
const label: Rule = {
  form: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  most: 63,
  words: 'lower-case letters, digits and "-", beginning and ending with a letter or digit (RFC 1123 label)',
};
const serviceLabel: Rule = {
  form: /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  most: 63,
  words: 'lower-case letters, digits and "-", beginning with a letter (RFC 1035 label)',
};
const pathSegment: Rule = {
  form: /^(?!\.{1,2}$)[^/%]+$/,
  most: Number.POSITIVE_INFINITY,
  words: 'anything but "/" and "%", and not "." or ".."',
};
const anything: Rule = { form: /^/, most: Number.POSITIVE_INFINITY, words: 'anything' };

/** The kinds whose names are not plain subdomains; source: pkg/apis/ * /validation of Kubernetes 1.34. */
const rules: Record<string, Rule> = {
  Namespace: label,
  Service: serviceLabel,
  'Role.rbac.authorization.k8s.io': pathSegment,
  'ClusterRole.rbac.authorization.k8s.io': pathSegment,
  'RoleBinding.rbac.authorization.k8s.io': pathSegment,
  'ClusterRoleBinding.rbac.authorization.k8s.io': pathSegment,
  'CertificateSigningRequest.certificates.k8s.io': anything,
  'ClusterTrustBundle.certificates.k8s.io': anything,
  'IPAddress.networking.k8s.io': anything,
  // A Job's name and eleven more characters must fit into a label.
  'CronJob.batch': { ...subdomain, most: 52 },
  'Job.batch': { ...subdomain, most: 63 },
};

/** Whether the API server would take the object's name and namespace. */
export function checkName(object: KubeObject): Complaint[] {
  const { name, namespace } = object.metadata;
  const kind = kindKey({ group: groupOf(object.apiVersion), kind: object.kind });
  const found = against(rules[kind] ?? subdomain, name, 'name');
  if (typeof namespace === 'string') found.push(...against(label, namespace, 'namespace'));
  const wanted = definedName(kind, object);
  if (found.length === 0 && wanted !== undefined && wanted !== name) {
    found.push(complaint('name', `metadata.name must be ${wanted}`, `Write name: ${wanted}`));
  }
  return found;
}

function against({ form, most, words }: Rule, value: string, what: 'name' | 'namespace'): Complaint[] {
  if (value.length > most) {
    const message = `metadata.${what} has ${value.length} characters, at most ${most} are allowed`;
    return [complaint(what, message, 'Shorten it.')];
  }
  if (form.test(value)) return [];
  return [complaint(what, `metadata.${what} is not valid: ${JSON.stringify(value)}`, `Use ${words}.`)];
}

/** The names that follow from the object itself. */
function definedName(kind: string, { spec }: KubeObject): string | undefined {
  const parts =
    kind === 'CustomResourceDefinition.apiextensions.k8s.io'
      ? [stringField(spec, 'names', 'plural'), stringField(spec, 'group')]
      : kind === 'APIService.apiregistration.k8s.io'
        ? [stringField(spec, 'version'), stringField(spec, 'group')]
        : [];
  const [first, group] = parts;
  return first === undefined || group === undefined ? undefined : `${first}.${group}`;
}

const complaint = (what: string, message: string, remedy: string): Complaint => ({
  severity: 'error',
  code: 'INVALID_NAME',
  path: ['metadata', what],
  message,
  remedy,
});
