import { localHolder } from '../src/apply/local-run.ts';
import { abortOnSignal } from '../src/cli/signals.ts';
import { outliveOutput } from '../src/cli/streams.ts';
import { connect } from '../src/cluster/client.ts';
import { errorView, type PlumblineError, toPlumblineError } from '../src/errors/error.ts';
import { errorText } from '../src/report/terminal/error.ts';
import { jsonLine } from './log.ts';
import { readOptions, usage } from './options.ts';
import { visitText } from './text.ts';
import { exitCode, tick } from './tick.ts';

/**
 * One tick of the guard over all releases of a cluster. It needs only the records in the cluster: neither Git
 * nor a renderer nor the configuration.
 */
async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv, process.stdout.isTTY === true);
  if (options === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  const stop = abortOnSignal();
  const { kubeconfig, context, allowExec, log, namespace } = options;
  const { client } = await connect({
    env: process.env,
    allowExec,
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
  });
  try {
    const guard = {
      client,
      holder: localHolder('plumbline-guard'),
      note: () => undefined,
      signal: stop.signal,
    };
    const visits = await tick(guard, { namespace }, (visit) => {
      process.stdout.write(
        `${log === 'json' ? jsonLine(visit, new Date()) : visitText(visit, new Date())}\n`,
      );
    });
    if (visits.length === 0 && log === 'text') process.stderr.write(`${noReleases(namespace)}\n`);
    return stop.exitCode() ?? exitCode(visits);
  } finally {
    client.close();
  }
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    process.stderr.write(
      `${process.stderr.isTTY ? errorText(error, { colour: false }) : errorLine(error)}\n`,
    );
    process.exitCode = error.exitCode;
  }
}

const noReleases = (namespace: string | undefined): string =>
  `there is no release${namespace === undefined ? '' : ` in the namespace ${namespace}`}: kubectl get plr -A`;

/** As the lines of the releases: a collector of logs reads both streams. */
function errorLine(error: PlumblineError): string {
  const time = new Date().toISOString();
  return JSON.stringify({ time, level: 'error', ...errorView(error) });
}

outliveOutput();
void run();
