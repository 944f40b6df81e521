import { expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import { parseLimits, renderLimitNames } from '../../../src/render/render-limits.ts';

test('limits are durations, sizes and counts', () => {
  expect(
    parseLimits(['time=90s', 'memory=1Gi', 'stack=32Mi', 'files=20', 'file=1Ki', 'input=5', 'documents=7']),
  ).toEqual({
    render: {
      timeoutMs: 90_000,
      memoryMb: 1024,
      stackMb: 32,
      files: 20,
      fileBytes: 1024,
      inputBytes: 5,
      documents: 7,
    },
    fetch: {},
  });
  expect(parseLimits([])).toEqual({ render: {}, fetch: {} });
});

test('those of fetching are apart from those of rendering', () => {
  expect(parseLimits(['fetch-time=5m', 'fetch=50Mi', 'clone=1Gi', 'time=1s'])).toEqual({
    render: { timeoutMs: 1000 },
    fetch: {
      requestMs: 300_000,
      artifactBytes: 50 * 2 ** 20,
      cloneBytes: 2 ** 30,
    },
  });
});

test('those of the help are the defaults, and can be given', () => {
  const names = renderLimitNames();
  expect(names).toBe(
    'time=30s memory=512Mi stack=16Mi files=10000 file=10Mi input=50Mi output=50Mi documents=10000 fetch-time=60s fetch=20Mi clone=256Mi',
  );
  const { render, fetch } = parseLimits(names.split(' '));
  expect([Object.keys(render).length, Object.keys(fetch).length]).toEqual([8, 3]);
});

test.each([
  ['tme=3s', 'there is no limit "tme"', 'Did you mean time?'],
  ['constructor=3', 'there is no limit "constructor"', 'Limits are time'],
  ['colour=3', 'there is no limit "colour"', 'Limits are time, memory'],
  ['time=3', 'the limit time cannot be "3"', 'time=60s'],
  ['time', 'the limit time cannot be ""', 'time=60s'],
  ['memory=0', 'the limit memory cannot be "0"', 'memory=1Gi'],
  ['memory=-1Gi', 'the limit memory cannot be "-1Gi"', 'memory=1Gi'],
  ['files=1Mi', 'the limit files cannot be "1Mi"', 'files=5000'],
])('%s is refused', (text, message, remedy) => {
  const parse = () => parseLimits([text]);
  expect(parse).toThrow(PlumblineError);
  expect(parse).toThrow(
    expect.objectContaining({ code: 'BAD_USAGE', message, remedy: expect.stringContaining(remedy) }),
  );
});
