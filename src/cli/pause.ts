import { checkRepository } from '../apply/ancestry.ts';
import { clearPause, setPause } from '../release/pause-write.ts';
import { terminalText } from '../report/plain.ts';
import type { TargetStatus } from '../report/types.ts';
import type { GlobalOptions } from './options.ts';
import { printResult } from './output.ts';
import { releaseOf } from './releases.ts';
import { Session } from './session.ts';
import { printStatus, statusOf } from './status.ts';

export interface PauseOptions extends GlobalOptions {
  for: number;
  reason: string;
}

/** `plumbline pause`: until when and why; no pause without an end. As JSON or Markdown: the status that came of it. */
export async function pause(names: string[], options: PauseOptions): Promise<number> {
  return eachRelease(names, options, async (session, client, release) => {
    const until = new Date(client.now() + options.for).toISOString();
    const actor = session.run.actor;
    await setPause(client, release, { until, reason: options.reason, ...(actor !== undefined && { actor }) });
    return `${release.name} is paused until ${until}: ${options.reason}`;
  });
}

/** `plumbline resume`: ends a pause. */
export async function resume(names: string[], options: GlobalOptions): Promise<number> {
  return eachRelease(names, options, async (session, client, release) => {
    await clearPause(client, release, session.run.actor);
    return `${release.name} is not paused any more`;
  });
}

async function eachRelease(
  names: string[],
  options: GlobalOptions,
  act: (
    session: Session,
    client: Awaited<ReturnType<Session['client']>>,
    release: Awaited<ReturnType<typeof releaseOf>>,
  ) => Promise<string>,
): Promise<number> {
  const session = await Session.open(options);
  try {
    const targets: TargetStatus[] = [];
    for (const target of session.targets(names)) {
      const client = await session.client(target);
      const release = await releaseOf(client, target);
      checkRepository(release, { repository: session.repository?.remote ?? '' });
      const said = await act(session, client, release);
      if (options.output === 'text') printResult(terminalText(said));
      else targets.push(await statusOf(client, target));
    }
    if (options.output !== 'text') printStatus(targets, options);
    return 0;
  } finally {
    await session.close();
  }
}
