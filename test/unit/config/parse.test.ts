import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse.ts';
import type { Config } from '../../../src/config/types.ts';
import { PlumblineError } from '../../../src/errors/error.ts';

const head = 'apiVersion: plumbline.dev/v1alpha1\nkind: Config\n';
const parse = (text: string): Config => parseConfig(text, '/repo/ops/plumbline.yaml', '/repo');
const target = (lines: string): string => `${head}targets:\n  - name: shop\n    path: deploy\n${lines}`;
const errorsOf = (text: string): PlumblineError[] => {
  try {
    parse(text);
  } catch (thrown) {
    if (thrown instanceof PlumblineError) return [thrown, ...thrown.others];
    throw thrown;
  }
  throw new Error(`taken without a mistake: ${text}`);
};

test('a target of name and path gets every default', () => {
  expect(parse(target(''))).toEqual({
    file: '/repo/ops/plumbline.yaml',
    folder: '/repo/ops',
    targets: [
      {
        name: 'shop',
        path: 'deploy',
        createNamespace: true,
        release: { namespace: 'plumbline-system' },
        dependsOn: [],
        prune: { enabled: true, maxDeletions: 10 },
        allowDestroy: [],
        adopt: 'kubectl',
        takeover: ['kubectl-*', 'before-first-apply'],
        wait: { enabled: true, timeout: 300_000 },
        onFailure: 'stop',
        onInterrupted: 'resume',
        drift: { mode: 'revert', foreign: 'warn' },
        ignore: [],
      },
    ],
    remotes: [],
  });
});

test('what may be fetched from where is read with its defaults', () => {
  const text = `${target('')}remotes:\n  - prefix: oci://ghcr.io/acme\n    login: true\n  - {prefix: "https://charts.internal:8443/", privateNetwork: true}\n`;
  expect(parse(text).remotes).toEqual([
    { prefix: 'oci://ghcr.io/acme', login: true, privateNetwork: false },
    { prefix: 'https://charts.internal:8443/', login: false, privateNetwork: true },
  ]);
});

test.each([
  'http://example.com',
  'https://',
  'https://user@example.com',
  'https://EXAMPLE.com',
  'https://example.com/?a=b',
  'https://example.com/%2e%2e',
  'example.com',
  'file:///etc',
])('what may be fetched from %s is nothing that can be configured', (prefix) => {
  const [error] = errorsOf(`${target('')}remotes:\n  - prefix: ${prefix}\n`);
  expect(error).toMatchObject({ code: 'CONFIG_INVALID', place: { line: 7 } });
});

test('every key is read as it is written', () => {
  const text = `# yaml-language-server: $schema=./plumbline.schema.json
${head}targets:
  - name: infra
    path: infra.yaml
  - name: shop
    context: prod
    path: ../deploy/overlays/production
    namespace: shop
    createNamespace: false
    release: { namespace: releases, serviceAccount: shop }
    dependsOn: [infra]
    movedFrom: { name: old-shop }
    prune: { enabled: false, maxDeletions: 0 }
    allowDestroy: [PersistentVolumeClaim/shop/uploads, Namespace/old]
    adopt: [Deployment/shop/web]
    takeover: [helm]
    substitute: { REGION: eu-1, EMPTY: "" }
    decryption: { provider: sops }
    wait: { timeout: 1m30s }
    onFailure: rollback
    onInterrupted: report
    drift: { mode: off, foreign: ignore }
    ignore:
      - { kind: Deployment, name: web, paths: [spec.replicas] }
      - { managers: [vpa] }
    kubernetesVersion: "1.34"
`;
  expect(parse(text).targets[1]).toEqual({
    name: 'shop',
    substitute: { REGION: 'eu-1', EMPTY: '' },
    decryption: { provider: 'sops' },
    context: 'prod',
    path: '../deploy/overlays/production',
    namespace: 'shop',
    createNamespace: false,
    release: { namespace: 'releases', serviceAccount: 'shop' },
    dependsOn: ['infra'],
    movedFrom: { name: 'old-shop' },
    prune: { enabled: false, maxDeletions: 0 },
    allowDestroy: ['PersistentVolumeClaim/shop/uploads', 'Namespace/old'],
    adopt: ['Deployment/shop/web'],
    takeover: ['helm'],
    wait: { enabled: true, timeout: 90_000 },
    onFailure: 'rollback',
    onInterrupted: 'report',
    drift: { mode: 'off', foreign: 'ignore' },
    ignore: [{ kind: 'Deployment', name: 'web', paths: ['spec.replicas'] }, { managers: ['vpa'] }],
    kubernetesVersion: '1.34',
  });
});

describe('mistakes', () => {
  test('an unknown key has its place, an excerpt and the nearest known key', () => {
    expect(errorsOf(target('    driftt: {}\n'))).toMatchObject([
      {
        code: 'CONFIG_INVALID',
        message: 'unknown key driftt in targets[0]',
        place: { line: 6, column: 5 },
        excerpt: ['   5 |     path: deploy', ' > 6 |     driftt: {}', '     |     ^^^^^^'].join('\n'),
        remedy: 'Did you mean drift?',
      },
    ]);
    expect(errorsOf(target('    zzz: {}\n'))[0]?.remedy).toContain('The keys here are name, context, path');
  });

  test.each([
    ['    wait: {timeout: 5}\n', 'targets[0].wait.timeout must be a string, found a number', 'Quote it: "5"'],
    [
      '    wait: {timeout: 5x}\n',
      'targets[0].wait.timeout must be a duration such as 90s or 5m',
      'Correct it',
    ],
    ['    onFailure: rolback\n', 'must be one of stop, rollback, found rolback', 'Did you mean rollback?'],
    ['    createNamespace: yes\n', 'must be true or false, found a string', 'Write true or false'],
    ['    prune: {maxDeletions: 1.5}\n', 'must be a whole number', 'Write a whole number'],
    ['    prune: {maxDeletions: -1}\n', 'must not be negative', 'Correct it'],
    ['    prune: true\n', 'must be a mapping, found a boolean', 'Write a mapping'],
    ['    allowDestroy: [uploads]\n', 'must be KIND/NAMESPACE/NAME', 'Correct it'],
    ['    adopt: all\n', 'must be kubectl, never, or a list', 'Correct it'],
    ['    ignore: [{kind: Deployment}]\n', 'must name paths or managers', 'Correct it'],
    ['    ignore: [{paths: ["spec..x"]}]\n', 'is not valid', 'Write it like'],
    ['    kubernetesVersion: 1.30\n', 'must be a string, found a number', 'Quote it'],
    ['    kubernetesVersion: "v1.30.1"\n', 'must be a minor version', 'Correct it'],
    ['    namespace: Shop\n', 'must be a DNS-1123 label', 'Correct it'],
    [
      '    dependsOn: [infar]\n  - {name: infra, path: x}\n',
      'there is no target infar',
      'Did you mean infra?',
    ],
    ['  - {name: shop, path: y}\n', 'two targets are named shop', 'another name'],
    [
      '  - {name: web, path: y, movedFrom: {name: shop}}\n',
      'shop is still the name of a target',
      'Rename that target first',
    ],
    [
      '    movedFrom: {name: old}\n  - {name: web, path: y, movedFrom: {name: old}}\n',
      'shop takes over old already',
      'Remove one of the two',
    ],
  ])('%j', (lines, message, remedy) => {
    const [error] = errorsOf(target(lines));
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', place: { line: expect.any(Number) } });
    expect(error?.message).toContain(message);
    expect(error?.remedy).toContain(remedy);
    expect(error?.excerpt).toContain('^');
  });

  test.each(['/etc', '../../etc', '../..'])('a path that leaves the repository: %s', (path) => {
    const [error] = errorsOf(`${head}targets:\n  - {name: shop, path: ${path}}\n`);
    expect(error?.message).toMatch(/leaves the repository|is absolute/);
  });

  test('targets that wait for each other are told once, as a circle', () => {
    const errors = errorsOf(
      `${head}targets:\n  - {name: a, path: a, dependsOn: [b]}\n  - {name: b, path: b, dependsOn: [c]}\n  - {name: c, path: c, dependsOn: [a]}\n`,
    );
    expect(errors.map(({ message }) => message)).toEqual(['the targets wait for each other: a → b → c → a']);
    expect(errorsOf(target('    dependsOn: [shop]\n'))[0]?.message).toContain('shop → shop');
  });

  test('all are told, in the order of the file', () => {
    const errors = errorsOf('kind: Conf\ntargets:\n  - name: A\n    pth: x\n');
    expect(errors.map(({ message }) => message)).toEqual([
      'apiVersion is missing',
      'kind must be Config, found Conf',
      expect.stringContaining('targets[0].name must be a DNS-1123 label'),
      'targets[0].path is missing',
      'unknown key pth in targets[0]',
    ]);
  });

  test.each([
    ['substitute: {A: 3}', 'must be a string', 'Quote it'],
    ['substitute: {1A: b}', 'letters, digits', ''],
    ['decryption: {provider: vault}', 'must be sops', 'sops'],
    ['helm: {chart: {repository: "http://a", name: b, version: c}}', 'oci:// or https://', ''],
    ['helm: {chart: {repository: "oci://a", name: ../b, version: c}}', 'the name of a chart', ''],
  ])('a value that does not fit is told: %s', (line, message, remedy) => {
    const [error] = errorsOf(target(`    ${line}\n`));
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', place: { line: 6 } });
    expect(error?.message).toContain(message);
    expect(error?.remedy).toContain(remedy);
  });

  test.each([
    ['', 'plumbline.yaml is empty'],
    ['a: [', 'unexpected end'],
    ['hello', 'the configuration must be a mapping, found a string'],
    [`${head}targets: []\n`, 'targets must have at least one target'],
    [`${head}targets: [{name: a, path: b}]\n---\nx: 1\n`, 'the configuration is one YAML document'],
    [`${head}kind: Config\n`, 'the key "kind" is there twice'],
  ])('%j is no configuration', (text, message) => {
    expect(errorsOf(text)[0]).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(errorsOf(text)[0]?.message).toContain(message);
  });
});

test.each([
  ['path', `${head}targets: [{ name: shop, path: "a\\0b" }]\n`],
  ['a file of values', target('    helm: { valuesFiles: ["a\\0b"] }\n')],
])('%s with a NUL is refused where it stands', (_what, text) => {
  const [error] = errorsOf(text);
  expect(error).toMatchObject({ code: 'CONFIG_INVALID', place: { line: expect.any(Number) } });
  expect(error?.message).toContain('must not hold a NUL character');
});
