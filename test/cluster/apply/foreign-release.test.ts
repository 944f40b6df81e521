import { expect, test } from '@jest/globals';
import { applied, configMap, kubectl, live, delivery as newDelivery, recordOf, useClient } from './scene.ts';

const client = useClient();

const ours = ['remote', 'add', 'origin', 'https://github.com/acme/shop.git'];
const theirs = ['remote', 'set-url', 'origin', 'https://github.com/other/shop.git'];

test("a target of another repository neither pauses, resumes, reverts nor rolls back this one's release", async () => {
  const delivery = newDelivery();
  delivery.git.git(...ours);
  delivery.commit([configMap('a', { a: '1' })]);
  applied(await delivery.apply());
  delivery.commit([configMap('a', { a: '2' })]);
  applied(await delivery.apply());
  await kubectl(['patch', '-n', delivery.name, 'configmap', 'a', '-p', '{"data":{"a":"drift"}}']);
  delivery.git.git(...theirs);

  const verbs = [
    ['pause', '--for', '1h', '--reason', 'theirs'],
    ['resume'],
    ['drift', '--revert'],
    ['rollback', '--yes'],
  ];
  for (const [verb = '', ...args] of verbs) {
    const { exitCode, stdout } = await delivery.run({}, verb, delivery.name, ...args);
    expect({ verb, exitCode, stdout }).toEqual({
      verb,
      exitCode: 3,
      stdout: expect.stringContaining('FOREIGN_RELEASE'),
    });
  }
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: 'drift' });
  expect((await recordOf(client(), delivery)).annotations).not.toHaveProperty(['plumbline.dev/paused-until']);
});
