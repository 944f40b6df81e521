import { expect, test } from '@jest/globals';
import { around } from '../release-server.ts';
import { configMap, kubectl, live, useClient } from './scene.ts';
import { InProcess } from './target.ts';

const client = useClient();

test('an object deleted while its ignored fields are handed over is not made anew of them', async () => {
  const target = new InProcess(client());
  const set = [configMap('a', { ours: '1', theirs: '1' }), configMap('b')];
  await target.apply(set);
  let isGone: Promise<unknown> | undefined;
  const objects = around(client(), async (method, send, { kind }) => {
    if (method === 'apply' && kind === 'ConfigMap') {
      isGone ??= kubectl(['delete', '-n', target.name, 'configmap', 'a']);
      await isGone;
    }
    return send();
  });
  const ignore = [{ kind: 'ConfigMap', name: 'a', paths: ['data.theirs'] }];
  const result = await target.apply(set, { commit: 'b', objects, target: { ignore } });
  expect(result.error).toMatchObject({ code: 'APPLY_FAILED', object: `ConfigMap ${target.name}/a` });
  expect(await live(client(), target, 'ConfigMap', 'a')).toBeUndefined();
});
