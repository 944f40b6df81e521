import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import { parseJson } from '../../../src/manifests/json.ts';
import {
  annotations,
  applyJson,
  driftJson,
  errorJson,
  historyJson,
  planJson,
  statusJson,
  validationJson,
} from '../../../src/report/index.ts';
import { generate, schemas } from '../../../src/report/schema/generate.ts';
import * as samples from '../../fixtures/report/samples.ts';

const root = join(import.meta.dirname, '../../..');

describe('JSON documents', () => {
  const error = new PlumblineError('MANIFEST_INVALID', 'no', {
    cause: new Error('secret'),
    others: [new PlumblineError('DUPLICATE_OBJECT', 'twice', { place: { file: 'a.yaml', line: 3 } })],
  });

  test.each([
    ['plan', planJson(samples.plan)],
    ['plan', planJson(samples.firstPlan)],
    ['apply', applyJson(samples.failed)],
    ['apply', applyJson(samples.applied)],
    ['drift', driftJson(samples.drift)],
    ['status', statusJson(samples.status)],
    ['history', historyJson(samples.history)],
    ['validation', validationJson(samples.validation)],
    ['error', errorJson(error)],
  ] as const)('of %s are what the schema says, with nothing besides', (name, text) => {
    const document = JSON.parse(text) as unknown;
    expect(schemas[name].parse(document)).toEqual(document);
  });

  test('keep integers exact', () => {
    const [target] = samples.plan.targets;
    const [object] = target?.objects ?? [];
    if (target === undefined || object === undefined) throw new Error('the sample has an object');
    const fields = [{ path: 'spec.big', result: 9007199254740993n, causes: ['change' as const] }];
    const plan = { ...samples.plan, targets: [{ ...target, objects: [{ ...object, fields }] }] };
    expect(planJson(plan)).toContain('"result": 9007199254740993');
    expect(parseJson(planJson(plan))).toEqual(plan);
  });

  test('of errors hold the others and no cause', () => {
    expect(JSON.parse(errorJson(error))).toMatchObject({
      kind: 'Error',
      exitCode: 1,
      others: [{ code: 'DUPLICATE_OBJECT', place: { line: 3 } }],
    });
    expect(errorJson(error)).not.toContain('secret');
  });
});

test.each(Object.entries(generate()))('%s is current', (path, text) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('annotations come worst first, at the line they are of', () => {
  const found = annotations(samples.plan);
  expect(found.map(({ level, title }) => `${level} ${title}`)).toEqual([
    'error shop: CONSENT_REQUIRED',
    'warning shop: UNUSED_CONSENT',
    'warning PersistentVolumeClaim shop/uploads: data-loss',
    'notice Deployment shop/web: pods-restart',
  ]);
  expect(found[3]).toMatchObject({ file: 'deploy/base/web.yaml', line: 14, message: '3 pods restart' });
});
