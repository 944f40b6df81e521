import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const signals = join(import.meta.dirname, '../../../src/cli/signals.ts');

/** Work that no signal ends, but the second one that it is sent. */
const program = `
  import { abortOnSignal } from ${JSON.stringify(signals)};
  const stop = abortOnSignal((text) => console.log(text));
  setInterval(() => undefined, 1000);
  stop.signal.addEventListener('abort', () => console.log('to end with', stop.exitCode()));
  console.log('ready');
`;

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'the first %s is told and asks for exit code %i; the second ends at once',
  async (signal, code) => {
    const args = ['--input-type=module-typescript', '--eval', program];
    const child = spawn(process.execPath, args, { env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    const sendAt = ['ready', `to end with ${code}`];
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece: string) => {
      said += piece;
      if (sendAt[0] === undefined || !said.includes(sendAt[0])) return;
      sendAt.shift();
      child.kill(signal);
    });
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect({ exitCode, left: sendAt }).toEqual({ exitCode: code, left: [] });
    expect(said).toContain(`${signal}: stopping`);
  },
);
