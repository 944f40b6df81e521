import { expect, test } from '@jest/globals';
import { checkAncestry } from '../../../src/apply/ancestry.ts';
import { bareRelease } from '../../../src/release/read.ts';

const newest = 'b'.repeat(40);
const release = bareRelease({
  apiVersion: 'plumbline.dev/v1alpha1',
  kind: 'Release',
  metadata: { name: 'shop', namespace: 'plumbline-system' },
  spec: { format: 1, newestCommit: newest, history: [] },
});
const check = (acceptHistory: string): Promise<void> =>
  checkAncestry(
    release,
    { repository: '', commit: 'a'.repeat(40) },
    { contains: () => Promise.resolve('no'), reapply: false, acceptHistory },
  );

test.each([7, 40])('rewritten history is accepted where %i digits name the newest commit', async (digits) => {
  await expect(check(newest.slice(0, digits))).resolves.toBeUndefined();
});

test.each(['', 'b', 'a'.repeat(7)])('rewritten history is not accepted by %j', async (name) => {
  await expect(check(name)).rejects.toMatchObject({ code: 'STALE_COMMIT' });
});
