import type { Finding } from './index.ts';
import { countsOf } from './summary.ts';

type Attributes = Record<string, string | number>;

/** A suite per file, a test case per object. */
export function junitOutput(findings: readonly Finding[]): string {
  const files = Map.groupBy(findings, ({ file }) => file);
  const suites = [...files].map(([file, all], index) => suite(file, all, index + 1));
  const { valid, invalid, errors, skipped } = countsOf(findings);
  return `${element(
    'testsuites',
    {
      name: 'kubeconform',
      time: process.uptime(),
      tests: valid + invalid + errors + skipped,
      failures: invalid,
      disabled: skipped,
      errors,
    },
    suites,
  ).join('\n')}\n`;
}

function suite(file: string, all: readonly Finding[], id: number): string[] {
  const { valid, invalid, errors, skipped } = countsOf(all);
  const cases = all.filter(({ status }) => status !== 'empty').map(testCase);
  const tests = valid + invalid + errors + skipped;
  return element(
    'testsuite',
    { name: file, id, tests, failures: invalid, errors, disabled: 0, skipped },
    cases,
  );
}

function testCase({ status, kind, apiVersion, namespace, name, message = '' }: Finding): string[] {
  const inner: Partial<Record<Finding['status'], string[]>> = {
    invalid: element('failure', { message, type: '' }),
    error: element('error', { message, type: '' }),
    skipped: element('skipped', { message: '' }),
  };
  const found = inner[status];
  const attributes = {
    name: namespace ? `${namespace}/${name}` : name,
    classname: `${kind}@${apiVersion}`,
    time: 0,
  };
  return element('testcase', attributes, found === undefined ? [] : [found]);
}

function element(name: string, attributes: Attributes, children: readonly string[][] = []): string[] {
  const texts = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const head = `<${name}${texts.join('')}>`;
  if (children.length === 0) return [`${head}</${name}>`];
  return [head, ...children.flat().map((line) => `  ${line}`), `</${name}>`];
}

const escapes: Record<string, string> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** What XML cannot hold at all becomes the sign for that, as in Go. */
const escaped = (text: string): string =>
  text
    .replaceAll(/["'&<>\t\n\r]/g, (char) => escapes[char] ?? char)
    .replaceAll(/[^\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
