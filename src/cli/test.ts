import { runTests } from '../apply/hooks.ts';
import type { HookTest, TestReport } from '../apply/types.ts';
import { displayId } from '../manifests/identity.ts';
import { testJson } from '../report/json.ts';
import { terminalText } from '../report/plain.ts';
import type { GlobalOptions } from './options.ts';
import { onlyForms, printResult, progressPrinter } from './output.ts';
import { Session } from './session.ts';
import { abortOnSignal } from './signals.ts';

/** `plumbline test`: runs the test hooks of charts, as `helm test` does; 1 when one fails. */
export async function test(names: string[], options: GlobalOptions): Promise<number> {
  onlyForms(options, 'test', 'text', 'json');
  await using session = await Session.open(options);
  const progress = progressPrinter(options);
  const stop = abortOnSignal(progress.warn);
  const targets: TestReport['targets'] = [];
  for (const target of session.targets(names)) {
    const context = await session.context(target, progress.handle, stop.signal);
    targets.push({ target: target.name, tests: await runTests(context) });
    if (stop.signal.aborted) break;
  }
  progress.close();
  printResult(
    options.output === 'json'
      ? testJson({ apiVersion: 'plumbline.dev/v1alpha1', kind: 'TestReport', targets })
      : targets.flatMap(({ target, tests }) => linesOf(target, tests)).join('\n'),
  );
  const hasFailed = targets.some(({ tests }) => tests.some(({ error }) => error !== undefined));
  return stop.exitCode() ?? (hasFailed ? 1 : 0);
}

function linesOf(target: string, tests: readonly HookTest[]): string[] {
  if (tests.length === 0) return [`${target}: its chart has no tests`];
  return tests.flatMap(({ id, milliseconds, error }) => {
    const name = `${target}: ${displayId(id)}`;
    const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
    if (error === undefined) return [terminalText(`${name} passed · ${seconds}`)];
    const remedy = error.remedy === undefined ? [] : [terminalText(`   remedy: ${error.remedy}`)];
    return [terminalText(`${name} failed · ${seconds}: ${error.message}`), ...remedy];
  });
}
