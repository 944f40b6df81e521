import { describe, expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import { gather } from '../../../src/errors/gather.ts';
import type { ObjectPlan, Plan } from '../../../src/plan/types.ts';
import { errorMarkdown, planMarkdown, readMarker, summaryMarkdown } from '../../../src/report/index.ts';
import { marker } from '../../../src/report/markdown/marker.ts';
import { faultsOf } from '../../fixtures/report/markdown-check.ts';
import { now, plan as sample } from '../../fixtures/report/samples.ts';

const [shop] = sample.targets;
if (shop === undefined) throw new Error('the sample has a target');

/** The sample's objects over and over, each under a name of its own. */
function large(copies: number): Plan {
  const objects: ObjectPlan[] = Array.from({ length: copies }, (_none, copy) =>
    (shop?.objects ?? []).map((object) => ({
      ...object,
      id: { ...object.id, name: `${object.id.name}-${copy}` },
    })),
  ).flat();
  return { ...sample, targets: [{ ...(shop as NonNullable<typeof shop>), objects }] };
}

describe('a comment over the limit', () => {
  test('fits into 65,536 UTF-16 units, whole, and says what was left out', () => {
    const markdown = planMarkdown(large(200), { now });
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown.length).toBeGreaterThan(60_000);
    expect(faultsOf(markdown)).toEqual([]);
    expect(markdown).toMatch(/Left out, for want of room: what the API server adds to 400 objects/);
  });

  test('gives up effects first, then the details of creations, then the rest', () => {
    const whole = planMarkdown(large(3), { now });
    const at = (limit: number) => planMarkdown(large(3), { now, limit });
    expect(whole).not.toContain('Left out');
    const first = at(whole.length - 1);
    expect(first).not.toContain('Left out, for want of room: the');
    expect(first).toContain('maxReplicas: 8');
    const lengths = Array.from({ length: 20 }, (_none, step) => at(4000 + 500 * step));
    const lacking = (text: string) => lengths.filter((one) => !one.includes(text)).length;
    expect(lacking('progressDeadlineSeconds')).toBeGreaterThanOrEqual(lacking('maxReplicas: 8'));
    expect(lacking('maxReplicas: 8')).toBeGreaterThanOrEqual(lacking('memory: 512Mi'));
    expect(lacking('memory: 512Mi')).toBeGreaterThanOrEqual(lacking('allowDestroy:'));
  });

  test('keeps the consent to be given until the last', () => {
    const markdown = planMarkdown(large(20), { now, limit: 8000 });
    expect(markdown.length).toBeLessThanOrEqual(8000);
    expect(markdown).toContain('  - PersistentVolumeClaim/shop/uploads');
  });

  test('as a step summary counts bytes', () => {
    const wide = large(300);
    for (const object of wide.targets[0]?.objects ?? []) object.reason = 'ü😀'.repeat(300);
    const text = summaryMarkdown(wide, { now });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576);
    expect(Buffer.byteLength(text)).toBeGreaterThan(900_000);
  });
});

describe('a comment that tells of errors', () => {
  const errors = Array.from(
    { length: 20 },
    (_none, number) =>
      new PlumblineError('MANIFEST_INVALID', `${number} ${'@'.repeat(400)}`, {
        object: `ConfigMap shop/n${number}`,
        place: { file: `deploy/${number}.yaml`, line: 2 },
        excerpt: `> 2 | ${'é'.repeat(1000)}\n`,
        remedy: '@'.repeat(400),
      }),
  );
  const gathered = gather(errors as [PlumblineError, ...PlumblineError[]]);

  test('fits into 65,536 UTF-16 units too: first the lines of the files go, then the last errors', () => {
    const markdown = errorMarkdown(gathered, { now });
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown.length).toBeGreaterThan(55_000);
    expect(faultsOf(markdown)).toEqual([]);
    expect(readMarker(markdown)).toMatchObject({ state: 'failed' });
    expect(markdown).toContain('`ConfigMap shop/n0`');
    expect(markdown).not.toContain('`ConfigMap shop/n19`');
    expect(markdown.split('\n').at(-1)).toMatch(
      /Left out, .*: the lines that 20 errors are about; 10 errors\./,
    );
  });

  test('as a step summary has a mebibyte', () => {
    const text = errorMarkdown(gathered, { now, marker: false });
    expect(text.length).toBeGreaterThan(75_000);
    expect(text).not.toContain('Left out');
    const many = gather([gathered, ...errors]);
    expect(errorMarkdown(many, { now, marker: false })).toContain('… and 20 more.');
    expect(Buffer.byteLength(errorMarkdown(many, { now, marker: false, limit: 20_000 }))).toBeLessThanOrEqual(
      20_000,
    );
  });
});

describe('the marker', () => {
  const header = { v: 1, label: '--> <b> -- é', plan: 'x', head: 'y', state: 'planned' } as const;

  test('reads back what it holds, and cannot be ended from within', () => {
    const line = marker(header);
    expect(line.slice(4, -3)).not.toMatch(/--|[<>]/);
    expect(readMarker(`${line}\r\nrest`)).toEqual(header);
  });

  test('is known in the first line only', () => {
    expect(readMarker(`text\n${marker(header)}`)).toBeUndefined();
    expect(readMarker('<!-- plumbline:comment {broken -->')).toBeUndefined();
    expect(readMarker('')).toBeUndefined();
  });
});
