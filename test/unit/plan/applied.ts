import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { withMembership } from '../../../src/plan/send.ts';
import { answerTo } from '../../support/server-side-apply.ts';
import { membership, object } from './situations.ts';

/** What the API server holds after this was applied for the release, and nobody has touched it since. */
export const asApplied = (manifest: KubeObject, metadata: JsonObject = {}): KubeObject =>
  answerTo(withMembership(manifest, membership), metadata);

export const deployment = (name: string, spec: JsonObject = {}): KubeObject =>
  object('apps/v1', 'Deployment', name, {
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image: 'example.org/main:1' }] },
      },
      ...spec,
    },
  });

export const secret = (name: string, values: Record<string, string>): KubeObject =>
  object('v1', 'Secret', name, {
    data: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
    ),
  });

export const claim = (name: string): KubeObject =>
  object('v1', 'PersistentVolumeClaim', name, {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
  });

export const namespace = (name: string): KubeObject => object('v1', 'Namespace', name, {}, {});

/** All of these as an apply has left them, and nothing else. */
export const settled = (...objects: KubeObject[]) => {
  const live = objects.map((one) => asApplied(one));
  return { released: objects, live, answered: live };
};
