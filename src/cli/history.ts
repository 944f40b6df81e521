import type { Target } from '../config/types.ts';
import type { HistoryEntry, Revision } from '../release/types.ts';
import { historyJson } from '../report/json.ts';
import { historyMarkdown } from '../report/markdown/status.ts';
import { historyText } from '../report/terminal/status.ts';
import type { HistoryLine, HistoryReport, TargetHistory } from '../report/types.ts';
import { endWith, lookAtEach } from './looks.ts';
import type { GlobalOptions } from './options.ts';
import { printResult, textOptions } from './output.ts';
import { appliedReleaseOf } from './releases.ts';
import { Session } from './session.ts';

/** `plumbline history`: the kept revisions, newest first. */
export async function history(names: string[], options: GlobalOptions): Promise<number> {
  const session = await Session.open(options);
  try {
    const { seen: targets, errors } = await lookAtEach(session.targets(names), (target) =>
      historyOf(session, target),
    );
    const report: HistoryReport = { apiVersion: 'plumbline.dev/v1alpha1', kind: 'HistoryReport', targets };
    if (options.output === 'json') printResult(historyJson(report));
    else if (options.output === 'markdown') printResult(historyMarkdown(report, { now: new Date() }));
    else printResult(historyText(report, textOptions(options)));
    return endWith(0, errors, options);
  } finally {
    await session.close();
  }
}

async function historyOf(session: Session, target: Target): Promise<TargetHistory> {
  const client = await session.client(target);
  const { current, history } = await appliedReleaseOf(client, target);
  return {
    target: target.name,
    cluster: client.context ?? client.server,
    entries: [line(current as Revision, true), ...history.map((entry) => line(entry, false))],
  };
}

function line({ revision, source, objects, time }: Revision | HistoryEntry, current: boolean): HistoryLine {
  return {
    revision,
    commit: source.commit,
    time,
    objects: objects.count,
    current,
    ...(source.actor !== undefined && { actor: source.actor }),
    ...(source.runUrl !== undefined && { runUrl: source.runUrl }),
    ...(source.dirty === true && { dirty: true }),
  };
}
