import { expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { answerTo } from '../../support/server-side-apply.ts';
import { asApplied } from './applied.ts';
import { answer, object, planned, planOf } from './situations.ts';

const service = (spec: JsonObject): KubeObject => object('v1', 'Service', 'web', { spec });
const ports = [{ port: 80, protocol: 'TCP' }];
const drawn = { clusterIP: '10.96.0.7', clusterIPs: ['10.96.0.7'] };
const shown = (desired: KubeObject, result: KubeObject): string[] =>
  planned(planOf({ desired: [desired] }, { web: answer(result) }), 'web').fields.map(({ path }) => path);

test('the address that a dry run drew for a new Service is not foretold', () => {
  expect(shown(service({ ports }), service({ ports, ...drawn }))).not.toContain('spec.clusterIP');
});

test('the node port that a dry run drew for a port of others is not foretold', () => {
  const other = { port: 53, protocol: 'TCP' };
  const live = answerTo(service({ ports: [...ports, other] }));
  const result = service({
    type: 'NodePort',
    ports: [
      { ...ports[0], nodePort: 30001 },
      { ...other, nodePort: 30002 },
    ],
  });
  const plan = planOf(
    {
      released: [service({ ports })],
      desired: [service({ type: 'NodePort', ports })],
      live: [asApplied(live)],
    },
    { web: answer(result) },
  );
  const paths = planned(plan, 'web').fields.map(({ path }) => path);
  expect(paths).toContain('spec.type');
  expect(paths.filter((path) => path.endsWith('nodePort'))).toEqual([]);
});

test('an address that Git asks for is shown', () => {
  expect(shown(service({ ports, clusterIP: 'None' }), service({ ports, clusterIP: 'None' }))).toContain(
    'spec.clusterIP',
  );
});

test('the uid labels of a new Job are not foretold; its name label is', () => {
  const job = (labels: JsonObject) =>
    object('batch/v1', 'Job', 'web', { spec: { template: { metadata: { labels } } } });
  const paths = shown(job({}), job({ 'controller-uid': 'x', 'job-name': 'web' }));
  expect(paths).toContain('spec.template.metadata.labels.job-name');
  expect(paths).not.toContain('spec.template.metadata.labels.controller-uid');
});

test('a replaced object is shown as it will be, others’ fields gone, its new address unknown', () => {
  const before = service({ ports, sessionAffinity: 'None' });
  const after = service({ ports, sessionAffinity: 'ClientIP' });
  const live: KubeObject = {
    ...answerTo(before),
    spec: { ports, sessionAffinity: 'None', externalName: 'of others', ...drawn },
  };
  const immutable = new PlumblineError('IMMUTABLE', 'field is immutable');
  const result = service({
    ports,
    sessionAffinity: 'ClientIP',
    clusterIP: '10.96.0.9',
    clusterIPs: ['10.96.0.9'],
  });
  const plan = planOf(
    { released: [before], answered: [answerTo(before)], desired: [after], live: [live] },
    { web: { ...answer(result), error: immutable } },
  );
  const { action, fields, effectNotAsked } = planned(plan, 'web');
  expect({ action, effectNotAsked, paths: fields.map(({ path }) => path) }).toEqual({
    action: 'replace',
    effectNotAsked: undefined,
    paths: expect.arrayContaining(['spec.externalName', 'spec.sessionAffinity']),
  });
  expect(fields.map(({ path }) => path)).not.toContain('spec.clusterIP');
});
