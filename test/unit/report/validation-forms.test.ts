import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { validationJunit } from '../../../src/report/junit.ts';
import { validationSarif } from '../../../src/report/sarif.ts';
import type { ValidationReport } from '../../../src/report/types.ts';
import { XMLParser } from './xml.ts';

const report = (targets: ValidationReport['targets']): ValidationReport => ({
  apiVersion: 'plumbline.dev/v1alpha1',
  kind: 'ValidationReport',
  targets,
});

const mistaken = report([
  { target: 'infra', objects: 2, errors: [], findings: [] },
  {
    target: 'shop',
    objects: 3,
    errors: [
      {
        code: 'MANIFEST_INVALID',
        message: 'metadata.labels.tier must be a string, found a number',
        object: 'Pod shop/web',
        place: { file: 'deploy/a b.yaml', line: 7, column: 11 },
        remedy: 'Quote it: "3"',
      },
      { code: 'EMPTY_RENDER', message: 'target shop renders to nothing' },
    ],
    findings: [
      {
        severity: 'warning',
        code: 'REMOVED_API',
        message: 'policy/v1beta1 is gone',
        place: { file: 'x.yaml' },
      },
    ],
  },
]);

describe('SARIF', () => {
  const options = { version: '1.2.3', configuration: 'ops/plumbline.yaml' };
  const [run] = JSON.parse(validationSarif(mistaken, options)).runs;

  test('has a rule per code, and every result refers to its own', () => {
    const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(rules).toEqual(['EMPTY_RENDER', 'MANIFEST_INVALID', 'REMOVED_API']);
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex]).toBe(ruleId);
  });

  test('places each result by a relative URI, and one without a place at the configuration', () => {
    const places = run.results.map(
      ({ level, locations }: { level: string; locations: [{ physicalLocation: object }] }) => [
        level,
        locations[0].physicalLocation,
      ],
    );
    const at = (uri: string, region: object) => ({
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region,
    });
    expect(places).toEqual([
      ['error', at('deploy/a%20b.yaml', { startLine: 7, startColumn: 11 })],
      ['error', at('ops/plumbline.yaml', { startLine: 1 })],
      ['warning', at('x.yaml', { startLine: 1 })],
    ]);
  });

  test('says the object, the mistake and the remedy', () => {
    expect(run.results[0].message.text).toBe(
      'Pod shop/web: metadata.labels.tier must be a string, found a number. Quote it: "3"',
    );
  });
});

describe('JUnit', () => {
  test('has a suite per target, with a failed case per mistake and the findings as output', () => {
    const suites = new XMLParser(validationJunit(mistaken)).read();
    expect(suites.attributes).toMatchObject({ tests: '4', failures: '2' });
    const [infra, shop] = suites.children;
    expect(infra?.attributes).toEqual({ name: 'infra', tests: '1', failures: '0' });
    expect(shop?.attributes).toEqual({ name: 'shop', tests: '3', failures: '2' });
    expect(shop?.children.map(({ name, attributes }) => [name, attributes.name])).toEqual([
      ['testcase', '3 objects valid'],
      ['testcase', 'Pod shop/web'],
      ['testcase', 'EMPTY_RENDER'],
      ['system-out', undefined],
    ]);
  });

  test('is well-formed XML whatever a manifest holds, and holds no character that XML forbids', () => {
    const forbidden = fc.constantFrom('\ufffe', '\uffff', '\0', '\u001b', '\ud800', ']]>', '&', '\r');
    const text = fc
      .array(fc.oneof(forbidden, fc.string({ unit: 'binary' })), { maxLength: 5 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (message, object) => {
        const error = { code: 'MANIFEST_INVALID' as const, message, object, place: { file: object } };
        const xml = validationJunit(report([{ target: 'shop', objects: 0, errors: [error], findings: [] }]));
        expect(new XMLParser(xml).read().children).toHaveLength(1);
        // XML 1.0 forbids them, even as entities.
        expect(
          Array.from(xml).filter((char) => (char < ' ' && !'\t\n\r'.includes(char)) || char >= '\ufffe'),
        ).toEqual([]);
        expect(xml.isWellFormed()).toBe(true);
      }),
    );
  });
});
