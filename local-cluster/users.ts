import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyPair, makeCertificate, type Subject } from './certificates.ts';

/** A person or a part that the API server knows by a client certificate. */
export interface ClusterUser {
  name: string;
  groups: readonly string[];
  /** Paths. */
  kubeconfig: string;
  certificateFile: string;
  keyFile: string;
}

const authoritySubject: Subject = { commonName: 'plumbline-local-cluster' };

export const caFile = (folder: string): string => join(folder, 'pki', 'ca.crt');

/** The cluster's own authority. Its key stays in the folder, so users can be added while the cluster runs. */
export function makeAuthority(folder: string): void {
  writePair(folder, 'ca', makeCertificate({ ...authoritySubject, use: 'authority' }));
}

export function makeServerCertificate(folder: string): { certificateFile: string; keyFile: string } {
  const names = ['127.0.0.1', '10.96.0.1', 'localhost', 'kubernetes', 'kubernetes.default.svc'];
  const request = { commonName: 'kube-apiserver', use: 'server', names } as const;
  return writePair(folder, 'server', makeCertificate(request, authority(folder)));
}

/** Adds a user at once, without a restart. The API server reads name and groups from the certificate. */
export function addUser(
  folder: string,
  server: string,
  name: string,
  groups: readonly string[] = [],
  validity: { notBefore?: Date; notAfter?: Date } = {},
): ClusterUser {
  const request = { commonName: name, organizations: groups, use: 'client', ...validity } as const;
  const pair = makeCertificate(request, authority(folder));
  const fileName = name.replaceAll(/[^\w.-]/g, '-');
  const kubeconfig = join(folder, `${fileName}.kubeconfig`);
  writeKubeconfig(kubeconfig, folder, server, name, {
    'client-certificate-data': base64(pair.certificate),
    'client-key-data': base64(pair.key),
  });
  return { name, groups, kubeconfig, ...writePair(folder, fileName, pair) };
}

/** Writes a kubeconfig as JSON, which is YAML too. */
export function writeKubeconfig(
  file: string,
  folder: string,
  server: string,
  user: string,
  credential: Record<string, string>,
): void {
  const ca = base64(readFileSync(caFile(folder), 'utf8'));
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'local', cluster: { server, 'certificate-authority-data': ca } }],
    users: [{ name: user, user: credential }],
    contexts: [{ name: 'local', context: { cluster: 'local', user } }],
    'current-context': 'local',
  };
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}

function authority(folder: string): KeyPair & { subject: Subject } {
  const read = (name: string) => readFileSync(join(folder, 'pki', name), 'utf8');
  return { certificate: read('ca.crt'), key: read('ca.key'), subject: authoritySubject };
}

function writePair(
  folder: string,
  name: string,
  pair: KeyPair,
): { certificateFile: string; keyFile: string } {
  const certificateFile = join(folder, 'pki', `${name}.crt`);
  const keyFile = join(folder, 'pki', `${name}.key`);
  writeFileSync(certificateFile, pair.certificate);
  writeFileSync(keyFile, pair.key, { mode: 0o600 });
  return { certificateFile, keyFile };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
