import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Limits,
  loadModule,
  Sandbox,
  type SandboxErrorCode,
  type SandboxOptions,
} from '../../../wasm-sandbox/index.ts';
import { builtFixture } from '../../support/go-module.ts';

let wasm: WebAssembly.Module;
const open: Sandbox[] = [];

beforeAll(async () => {
  wasm = await loadModule(await builtFixture('wasm-sandbox'), { memoryMb: 64 });
}, 300_000);

afterAll(async () => {
  await Promise.all(open.map((sandbox) => sandbox.close()));
});

function sandbox(limits: Partial<Limits> = {}, options: SandboxOptions = {}): Sandbox {
  const made = new Sandbox(wasm, limits, options);
  open.push(made);
  return made;
}

const failure = (code: SandboxErrorCode, message: RegExp | string) =>
  expect.objectContaining({ name: 'SandboxError', code, message: expect.stringMatching(message) });

describe('a call', () => {
  test('carries any text there and back', async () => {
    const request = { Text: 'é <&> \u2028 "\\ 🦊\0' };
    expect(await sandbox().call('echo', request)).toEqual(request);
  });

  test('carries bytes as they are', async () => {
    const reply = await sandbox().exchange('bytes', Uint8Array.from([0, 255, 128]));
    expect([...reply]).toEqual([0, 255, 128, '!'.charCodeAt(0)]);
  });

  test('finds the state that the calls before it left', async () => {
    const one = sandbox();
    expect([await one.call('count', {}), await one.call('count', {})]).toEqual([1, 2]);
  });

  test('waits for the calls before it', async () => {
    const one = sandbox();
    const all = [1, 2, 3].map(() => one.call('count', {}));
    expect(await Promise.all(all)).toEqual([1, 2, 3]);
  });

  test('can wait inside the module', async () => {
    expect(await sandbox().call('nap', {})).toBe(true);
  });

  test('of an operation that fails says why, and the instance goes on', async () => {
    const one = sandbox();
    await one.call('count', {});
    await expect(one.call('fail', {})).rejects.toEqual(failure('FAILED', /^the input is wrong$/));
    expect(await one.call('count', {})).toBe(2);
  });

  test('of an operation that the module does not have fails', async () => {
    await expect(sandbox().call('nope', {})).rejects.toEqual(failure('FAILED', 'no operation "nope"'));
  });

  test('with a field that the operation does not know fails', async () => {
    await expect(sandbox().call('echo', { Texx: '' })).rejects.toEqual(failure('FAILED', 'Texx'));
  });
});

describe('what goes past a limit is stopped, and the next call gets a fresh instance:', () => {
  const faults: [string, SandboxErrorCode, RegExp, string, unknown, Partial<Limits>?][] = [
    ['an endless loop', 'TIMEOUT', /longer than the 300 ms/, 'loop', {}, { timeoutMs: 300 }],
    ['an endless sleep', 'TIMEOUT', /longer than the 300 ms/, 'sleep', {}, { timeoutMs: 300 }],
    ['ever more memory', 'MEMORY', /more memory/, 'hoard', {}],
    ['a huge piece of memory', 'MEMORY', /more memory/, 'allocate', 1 << 30],
    ['deep recursion', 'STACK', /too deeply/, 'recurse', 1e8],
    ['a panic', 'PANIC', /panicked: unforeseen/, 'panic', {}],
    ['an exit', 'CRASHED', /left with code 7/, 'exit', 7],
  ];
  test.each(faults)('%s', async (_name, code, message, operation, request, limits = {}) => {
    const one = sandbox(limits);
    await one.call('count', {}, { timeoutMs: 30_000 });
    await expect(one.call(operation, request)).rejects.toEqual(failure(code, message));
    expect(await one.call('count', {}, { timeoutMs: 30_000 })).toBe(1);
  });
});

describe('sizes', () => {
  test('a request over its limit is not sent', async () => {
    const one = sandbox({ requestBytes: 20 });
    await expect(one.call('echo', { Text: 'x'.repeat(20) })).rejects.toEqual(
      failure('REQUEST_TOO_LARGE', 'has 31 bytes, and 20 are allowed'),
    );
    expect(await one.call('echo', { Text: 'x' })).toEqual({ Text: 'x' });
  });

  test('a reply over its limit is not copied, and the instance goes on', async () => {
    const one = sandbox({ replyBytes: 1000 });
    await one.call('count', {});
    const all = expect(one.call('repeat', 5_000_000)).rejects;
    await all.toEqual(failure('REPLY_TOO_LARGE', 'has 5000003 bytes, and 1000 are allowed'));
    expect(await one.call('count', {})).toBe(2);
  });

  test('what the module prints is kept up to its limit', async () => {
    const failed = sandbox({ printedBytes: 100 }).call('print', 1_000_000);
    await expect(failed).rejects.toHaveProperty('details', expect.stringMatching(/(^|[^x])x{100}$/));
  });
});

describe('the world of the module', () => {
  const world = { now: new Date('2026-01-02T03:04:05Z'), seed: 'one' };

  test('holds no file, folder, network, process and environment', async () => {
    const nothing = { file: false, folder: false, written: false, network: false };
    expect(await sandbox().call('reach', {})).toEqual({ ...nothing, process: false, environment: false });
  });

  test('has the time that it is given', async () => {
    expect(await sandbox({}, world).call('world', {})).toHaveProperty('now', '2026-01-02T03:04:05Z');
  });

  test('has the same random numbers for the same seed, and others for another', async () => {
    const ask = async (seed: string) => await sandbox({}, { ...world, seed }).call('world', {});
    const [first, second, other] = await Promise.all(['one', 'one', 'two'].map(ask));
    expect(first).toEqual(second);
    expect(first).not.toEqual(other);
  });

  test('has the same random numbers in every call, whatever was asked before', async () => {
    const one = sandbox({}, world);
    expect(await one.call('world', {})).toEqual(await one.call('world', {}));
  });

  test('has real random numbers without a seed', async () => {
    const all = await Promise.all([1, 2].map(() => sandbox({}, { now: world.now }).call('world', {})));
    expect(all[0]).not.toEqual(all[1]);
  });
});

describe('preparing', () => {
  const prepare = { operation: 'count', request: {} };

  test('comes before the first call, once', async () => {
    const one = sandbox({}, { prepare });
    one.start();
    expect([await one.call('count', {}), await one.call('count', {})]).toEqual([2, 3]);
  });

  test('is done again for the instance after a fault', async () => {
    const one = sandbox({}, { prepare });
    await expect(one.call('panic', {})).rejects.toEqual(failure('PANIC', 'unforeseen'));
    expect(await one.call('count', {})).toBe(2);
  });

  test('that fails is the failure of every call', async () => {
    const one = sandbox({}, { prepare: { operation: 'fail', request: {} } });
    one.start();
    await expect(one.call('count', {})).rejects.toEqual(failure('FAILED', 'the input is wrong'));
    await expect(one.call('count', {})).rejects.toEqual(failure('FAILED', 'the input is wrong'));
  });
});

describe('closing', () => {
  test('ends the call that runs', async () => {
    const one = sandbox();
    await one.call('count', {});
    const running = expect(one.call('loop', {})).rejects.toEqual(failure('CLOSED', 'was closed'));
    await turn(); // the call is sent
    await one.close();
    await running;
  });

  test('refuses later calls', async () => {
    const one = sandbox();
    await one[Symbol.asyncDispose]();
    await expect(one.call('count', {})).rejects.toEqual(failure('CLOSED', 'was closed'));
  });
});
