import { beforeAll, expect, test } from '@jest/globals';
import { apiStatusOf } from '../../src/cluster/errors.ts';
import { PlumblineError } from '../../src/errors/error.ts';
import type { KubeObject } from '../../src/manifests/types.ts';
import { admin, freshNamespace, secrets } from './client-scene.ts';

const value = 'TOPSECRET-9f2b';
const encoded = Buffer.from(value).toString('base64');
const other = 'ANOTHER-31c0';
let namespace: string;
const secret = (change: object): KubeObject =>
  ({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name: 'token' }, ...change }) as KubeObject;

beforeAll(async () => {
  namespace = await freshNamespace();
  await admin.apply(secrets, secret({ data: { token: encoded }, immutable: true }));
});

test.each([
  ['a value that is no base64', { data: { token: value } }],
  ['a mapping for a value', { data: { token: { value } } }],
  ['a list for a value', { stringData: { token: [value] } }],
  ['a number for a value', { data: { token: 31337 } }],
  ['another value of an immutable Secret', { data: { token: Buffer.from(other).toString('base64') } }],
  ['another type', { data: { token: encoded }, type: value }],
  ['a label that holds the value', { metadata: { name: 'token', labels: { x: `${value} ${value}` } } }],
  ['the value in the wrong place', { data: encoded }],
])('an error about %s in a Secret quotes no value, plain or encoded', async (_what, change) => {
  const metadata = { namespace, name: 'token', ...('metadata' in change ? change.metadata : {}) };
  const error: unknown = await admin
    .apply(secrets, secret({ ...change, metadata }))
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof PlumblineError)) throw new Error('the server took it');
  expect(error.object).toBe(`Secret ${namespace}/token`);
  const status = apiStatusOf(error);
  const shown = JSON.stringify([error.message, error.remedy, error.stack, error.cause ?? '', status]);
  for (const hidden of [value, encoded, other, '31337']) expect(shown).not.toContain(hidden);
});
