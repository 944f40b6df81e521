import { join } from 'node:path';
import type { Program } from './build.ts';

/** Where everything of a cluster is. */
export interface Place {
  folder: string;
  etcdPort: number;
  etcdPeerPort: number;
  apiPort: number;
  serverCertificate: { certificateFile: string; keyFile: string };
  /** A kubeconfig for each part that is a client of the API server. */
  kubeconfigs: Record<Client, string>;
  apiServerArgs: readonly string[];
}

export type Client = 'kube-controller-manager' | 'kube-scheduler' | 'hollow-node';
export type Part = 'etcd' | 'kube-apiserver' | Client;

/** Who each part is for the API server's RBAC and Node authorizers. */
export const identities: Record<Client, { name: string; groups: string[] }> = {
  'kube-controller-manager': { name: 'system:kube-controller-manager', groups: [] },
  'kube-scheduler': { name: 'system:kube-scheduler', groups: [] },
  'hollow-node': { name: 'system:node:node', groups: ['system:nodes'] },
};

/** In this order the parts end: the API server hangs once etcd is gone. */
export const endingOrder: readonly Part[] = [
  'hollow-node',
  'kube-scheduler',
  'kube-controller-manager',
  'kube-apiserver',
  'etcd',
];

/** Nothing but etcd and the API server listens, and these only on loopback. */
export const partArgs: Record<Part, (place: Place) => string[]> = {
  etcd: ({ folder, etcdPort, etcdPeerPort }) => {
    const client = `http://127.0.0.1:${etcdPort}`;
    const peer = `http://127.0.0.1:${etcdPeerPort}`;
    return [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ];
  },

  'kube-apiserver': ({ folder, etcdPort, apiPort, serverCertificate, apiServerArgs }) => {
    const pki = (name: string) => join(folder, 'pki', name);
    return [
      `--etcd-servers=http://127.0.0.1:${etcdPort}`,
      `--secure-port=${apiPort}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--cert-dir=${pki('server')}`,
      `--tls-cert-file=${serverCertificate.certificateFile}`,
      `--tls-private-key-file=${serverCertificate.keyFile}`,
      `--client-ca-file=${pki('ca.crt')}`,
      `--token-auth-file=${pki('tokens.csv')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${pki('sa.pub')}`,
      `--service-account-signing-key-file=${pki('sa.key')}`,
      '--authorization-mode=Node,RBAC',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--allow-privileged=true',
      '--endpoint-reconciler-type=none',
      ...apiServerArgs,
    ];
  },

  'kube-controller-manager': ({ folder, kubeconfigs }) => [
    `--kubeconfig=${kubeconfigs['kube-controller-manager']}`,
    `--service-account-private-key-file=${join(folder, 'pki', 'sa.key')}`,
    `--root-ca-file=${join(folder, 'pki', 'ca.crt')}`,
    '--use-service-account-credentials=true',
    '--leader-elect=false',
    '--secure-port=0',
    // With less, the first default ServiceAccount comes five seconds late.
    '--kube-api-qps=300',
    '--kube-api-burst=600',
  ],

  'kube-scheduler': ({ kubeconfigs }) => [
    `--kubeconfig=${kubeconfigs['kube-scheduler']}`,
    '--leader-elect=false',
    '--secure-port=0',
  ],

  'hollow-node': ({ kubeconfigs }) => [`--kubeconfig=${kubeconfigs['hollow-node']}`, '--name=node'],
};

/** The parts that the options ask for, in the order in which they start. */
export function partsOf(options: { controllers?: boolean; node?: boolean }): Part[] {
  return [
    'etcd',
    'kube-apiserver',
    ...(options.controllers || options.node ? (['kube-controller-manager', 'kube-scheduler'] as const) : []),
    ...(options.node ? (['hollow-node'] as const) : []),
  ];
}

export const programsOf = (options: { controllers?: boolean; node?: boolean }): Program[] => [
  ...partsOf(options),
  'kubectl',
];
