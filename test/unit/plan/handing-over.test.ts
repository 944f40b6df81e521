import { describe, expect, test } from '@jest/globals';
import type { IgnoreRule } from '../../../src/config/types.ts';
import { idOf } from '../../../src/manifests/identity.ts';
import { field } from '../../../src/manifests/json.ts';
import { renderPath } from '../../../src/manifests/path.ts';
import { builtinStructure } from '../../../src/manifests/structure.ts';
import type { Json, JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { sending, withMembership } from '../../../src/plan/send.ts';
import { alsoOwned, answerTo, entry } from '../../support/server-side-apply.ts';
import { configMap, membership, object } from './situations.ts';

const applied = (manifest: KubeObject): KubeObject => answerTo(withMembership(manifest, membership));
const settings = configMap('settings', { a: '1', b: '1' });

/** What is handed over of a live object when these paths are ignored. */
function handedOver(desired: KubeObject, live: KubeObject, ...paths: string[]) {
  const rules: IgnoreRule[] = [{ paths }];
  const structure = builtinStructure(desired.apiVersion, desired.kind);
  const { handover } = sending({ id: idOf(desired), object: desired }, membership, rules, live, structure);
  return handover.map(({ path, value }) => [renderPath(path), value]);
}

describe('of an ignored field', () => {
  test('the live value is handed over, not that of Git', () => {
    const live = { ...applied(settings), data: { a: '1', b: '5' } };
    expect(handedOver(settings, live, 'data.b')).toEqual([['data.b', '5']]);
  });

  test('what leaves Git in the commit that ignores it is handed over, too', () => {
    expect(handedOver(configMap('settings', { a: '1' }), applied(settings), 'data.b')).toEqual([
      ['data.b', '1'],
    ]);
  });

  test('what others hold is not ours to hand over', () => {
    const theirs = entry('some-controller', { 'f:data': { 'f:c': {} } });
    const live = { ...alsoOwned(applied(settings), theirs), data: { a: '1', b: '1', c: '1' } };
    expect(handedOver(settings, live, 'data.c')).toEqual([]);
    expect(handedOver(settings, live, 'data')).toEqual([['data', { a: '1', b: '1' }]]);
  });

  test('an item named by another field than its key is handed over by its key', () => {
    const port = { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 };
    const service = object('v1', 'Service', 'web', { spec: { ports: [port] } });
    const own = entry('plumbline', {
      'f:spec': {
        'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:name': {}, 'f:targetPort': {} } },
      },
    });
    const live = { ...service, metadata: { ...service.metadata, managedFields: [own] } };
    expect(handedOver(service, live, 'spec.ports[name=http].targetPort')).toEqual([
      ['spec.ports[port=80,protocol=TCP].targetPort', 8080],
    ]);
  });

  test('the label and the annotation of the release are handed to nobody', () => {
    const labelled: KubeObject = { ...settings, metadata: { ...settings.metadata, labels: { tier: 'a' } } };
    expect(handedOver(labelled, applied(labelled), 'metadata.labels', 'metadata.annotations')).toEqual([
      ['metadata.labels', { tier: 'a' }],
    ]);
  });
});

describe('an item of which everything is ignored', () => {
  const web = (containers: JsonObject[]): KubeObject =>
    object('apps/v1', 'Deployment', 'web', { spec: { template: { spec: { containers } } } });
  const main = web([{ name: 'main', image: 'shop:1' }]);
  const sent = (live: KubeObject): Json | undefined => {
    const structure = builtinStructure('apps/v1', 'Deployment');
    const rules: IgnoreRule[] = [{ paths: ['spec.template.spec.containers[*].image'] }];
    const { object: send } = sending({ id: idOf(main), object: main }, membership, rules, live, structure);
    return field(send, 'spec', 'template', 'spec', 'containers');
  };

  test('is sent by its key still: Git has it, and without it the server would take it away', () => {
    expect(sent(applied(main))).toEqual([{ name: 'main' }]);
  });

  test('is sent whole where the live object lacks it', () => {
    expect(sent(applied(web([])))).toEqual([{ name: 'main', image: 'shop:1' }]);
  });
});

test('a manager that is ignored does not own what others put into a map that it made', () => {
  const made = entry('dashboard', { 'f:data': {} });
  const live = alsoOwned(applied(settings), made);
  const rules: IgnoreRule[] = [{ managers: ['dashboard'] }];
  const { object: send, handover } = sending(
    { id: idOf(settings), object: settings },
    membership,
    rules,
    live,
    builtinStructure('v1', 'ConfigMap'),
  );
  expect(send.data).toEqual({ a: '1', b: '1' });
  expect(handover).toEqual([]);
});
