import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generate } from '../../../src/config/json-schema.ts';
import { loadConfig } from '../../../src/config/load.ts';

const text =
  'apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets:\n  - {name: shop, path: ../deploy}\n';
const folder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-config-')));

describe('loadConfig', () => {
  test('a path may leave the folder of the file, not the repository', async () => {
    const root = folder();
    mkdirSync(join(root, 'ops'));
    writeFileSync(join(root, 'ops/plumbline.yaml'), text);
    await expect(loadConfig(join(root, 'ops/plumbline.yaml'))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    mkdirSync(join(root, '.git'));
    const config = await loadConfig(join(root, 'ops/plumbline.yaml'));
    expect(config).toMatchObject({ folder: join(root, 'ops'), file: join(root, 'ops/plumbline.yaml') });
  });

  test('its folder is a real path, as Git names it', async () => {
    const root = folder();
    mkdirSync(join(root, 'real/.git'), { recursive: true });
    mkdirSync(join(root, 'real/ops'));
    writeFileSync(join(root, 'real/ops/plumbline.yaml'), text);
    symlinkSync(join(root, 'real'), join(root, 'link'));
    const config = await loadConfig(join(root, 'link/ops/plumbline.yaml'));
    expect(config.folder).toBe(join(root, 'real/ops'));
  });

  test.each([
    ['out of the repository', '../secret'],
    ['to the environment of the process', '/proc/self/environ'],
    ['into what Git keeps', '.git/config'],
  ])('a link %s is refused, and nothing of what it leads to is quoted', async (_where, target) => {
    const root = folder();
    mkdirSync(join(root, 'shop/.git'), { recursive: true });
    for (const file of ['secret', 'shop/.git/config']) writeFileSync(join(root, file), 'hunter2: *hunter2\n');
    symlinkSync(target, join(root, 'shop/plumbline.yaml'));
    const thrown: unknown = await loadConfig(join(root, 'shop/plumbline.yaml')).catch((error) => error);
    expect(thrown).toMatchObject({
      code: 'CONFIG_INVALID',
      place: { file: join(root, 'shop/plumbline.yaml') },
      excerpt: undefined,
      remedy: 'Replace the link by the file that it leads to.',
    });
    expect(`${String(thrown)} ${JSON.stringify(thrown)}`).not.toMatch(/hunter2|PATH=/);
  });

  test('a link within the repository is followed', async () => {
    const root = folder();
    mkdirSync(join(root, '.git'));
    mkdirSync(join(root, 'ops'));
    writeFileSync(join(root, 'ops/all.yaml'), text.replace('../deploy', 'deploy'));
    symlinkSync('ops/all.yaml', join(root, 'plumbline.yaml'));
    expect(await loadConfig(join(root, 'plumbline.yaml'))).toMatchObject({ folder: root });
  });

  test('a missing file is told with its path', async () => {
    await expect(loadConfig('/nowhere/plumbline.yaml')).rejects.toMatchObject({
      code: 'CONFIG_NOT_FOUND',
      exitCode: 2,
      place: { file: '/nowhere/plumbline.yaml' },
    });
  });
});

test('the schema for editors describes every key of a target', () => {
  const schema = JSON.parse(generate()['plumbline.schema.json'] ?? '{}') as {
    properties: { targets: { items: { properties: Record<string, { description?: string }> } } };
  };
  const properties = Object.entries(schema.properties.targets.items.properties);
  expect(properties).toHaveLength(21);
  expect(properties.filter(([, { description }]) => description === undefined)).toEqual([]);
});
