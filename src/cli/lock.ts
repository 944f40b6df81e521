import { join, relative, resolve } from 'node:path';
import type { Target } from '../config/types.ts';
import { within } from '../render/inputs.ts';
import { lockFileName, readLock, writeLock } from '../render/remote/lock-file.ts';
import type { Supply } from '../render/remote/mount.ts';
import { replaceFile } from '../render/remote/replace-file.ts';
import { askForRemote, lockTextIn } from '../render/remote/targets.ts';
import { describe, pinOf } from '../render/remote/types.ts';
import type { LockChange, LockCheck } from '../render/remote/update.ts';
import { workTreeSource } from '../render/sources.ts';
import type { GlobalOptions } from './options.ts';
import { onlyForms, printResult } from './output.ts';
import { Session } from './session.ts';

export interface LockVerbOptions extends GlobalOptions {
  check: boolean;
  upgrade: boolean;
}

/**
 * `plumbline lock`: pins the charts and bases from elsewhere that the targets are rendered from. What is pinned
 * stays, unless `--upgrade` asks for what is newest now; `--check` writes nothing, and gives 1 when something is
 * not pinned, or is pinned and not used.
 */
export async function lock(names: string[], options: LockVerbOptions): Promise<number> {
  onlyForms(options, 'lock', 'text');
  await using session = await Session.open(options);
  const file = join(session.config.folder, lockFileName);
  const shown = relative(process.cwd(), file);
  const text = await lockTextIn(workTreeSource(session.root), within(session.root, session.config.folder));
  const before = text === undefined ? { entries: [] } : readLock(text, shown);
  const fetcher = session.fetcher();
  const ask = async (supply: Supply): Promise<void> => {
    for (const target of session.targets(names)) await askForTarget(session, target, supply);
  };
  const keepOthers = names.length > 0;
  // Loaded by this verb alone.
  const { LockCheck, LockUpdate } = await import('../render/remote/update.ts');
  if (options.check) {
    const check = new LockCheck(before, fetcher);
    await ask(check.supply);
    return tellCheck(check, shown, keepOthers);
  }
  const update = new LockUpdate(before, fetcher, { upgrade: options.upgrade });
  await ask(update.supply);
  const { lock: after, changes } = update.result({ keepOthers });
  const written = writeLock(after);
  if (written !== text && (text !== undefined || after.entries.length > 0)) await replaceFile(file, written);
  for (const change of changes) printResult(changeText(change));
  printResult(changes.length === 0 ? `${shown} is current` : `${shown}: ${counts(changes)}`);
  return 0;
}

async function askForTarget(session: Session, target: Target, supply: Supply): Promise<void> {
  const source = workTreeSource(session.root);
  const path = await source.real(within(source.root, resolve(session.config.folder, target.path)));
  const chart = target.helm?.chart;
  if (chart === undefined) return askForRemote(source, path, supply);
  const place = { file: within(source.root, session.config.file) };
  await supply({ reference: { kind: 'chart', ...chart }, place });
}

function tellCheck(check: LockCheck, shown: string, onlySome: boolean): number {
  // Of some targets alone nobody knows what the others use.
  const unused = onlySome ? [] : check.unused;
  for (const { reference, place } of check.missing) {
    const at = place.line === undefined ? place.file : `${place.file}:${place.line}`;
    printResult(`not pinned: ${describe(reference)} (${at})`);
  }
  for (const entry of unused) printResult(`not used: ${describe(entry)}`);
  const isCurrent = check.missing.length === 0 && unused.length === 0;
  printResult(isCurrent ? `${shown} is current` : `${shown} is not current: run plumbline lock`);
  return isCurrent ? 0 : 1;
}

function changeText({ before, after }: LockChange): string {
  if (before === undefined) return after === undefined ? '' : `+ ${describe(after)}: ${pinOf(after)}`;
  if (after === undefined) return `- ${describe(before)}: ${pinOf(before)}`;
  return `~ ${describe(after)}: ${pinOf(before)} → ${pinOf(after)}`;
}

function counts(changes: readonly LockChange[]): string {
  const added = changes.filter(({ before }) => before === undefined).length;
  const removed = changes.filter(({ after }) => after === undefined).length;
  const changed = changes.length - added - removed;
  return [`${added} added`, `${changed} changed`, `${removed} removed`].join(', ');
}
