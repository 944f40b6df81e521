import { isDrift } from '../src/drift/state.ts';
import type { ObjectDrift } from '../src/drift/types.ts';
import { terminalText } from '../src/report/plain.ts';
import { stateWords } from '../src/report/terminal/drift.ts';
import { nameOf } from '../src/report/terminal/plan.ts';
import { authorText, many, seconds, shortCommit } from '../src/report/words.ts';
import { shownObjects, shownPaths } from './log.ts';
import { pathsOf } from './status.ts';
import type { Outcome, Visit } from './types.ts';

const outcomeWords: Record<Outcome, string> = {
  clean: 'as released',
  drifted: 'drifted',
  reverted: 'drift reverted',
  off: 'not looked at: drift.mode is off',
  busy: 'an apply is under way',
  empty: 'nothing is applied yet',
  interrupted: 'an apply was interrupted',
  failed: 'failed',
};

/** What came of a visit for people: a line for the release, and below it one for each thing to be known. */
export function visitText(visit: Visit, now: Date): string {
  const { drift, paused, notes, error } = visit;
  const found = drift?.objects.filter(isDrift) ?? [];
  const details = [
    ...(paused === undefined ? [] : [`! paused until ${paused.until}: ${paused.reason}`]),
    ...found.slice(0, shownObjects).flatMap((one) => driftLines(one, now)),
    ...(found.length > shownObjects ? [`… and ${many(found.length - shownObjects, 'more object')}`] : []),
    ...(drift?.foreign ?? [])
      .slice(0, shownObjects)
      .map(({ id, path, by }) => `! ${nameOf(id)}: ${path} was added, ${authorText(by, now)}`),
    ...[...notes, ...(drift?.notAsked ?? [])].map((note) => `! ${note}`),
    ...(error === undefined ? [] : errorLines(error)),
  ];
  // Names and messages of others must not begin a line of their own.
  return [headline(visit, found.length), ...details.map((line) => `  ${terminalText(line)}`)].join('\n');
}

function headline(visit: Visit, found: number): string {
  const { release, outcome, revision, commit = '', drift, ended, durationMs } = visit;
  const checked = drift === undefined ? '' : many(drift.checked, 'object');
  const counts =
    found === 0 ? `${checked} checked` : `${found} of ${checked} drifted, ${drift?.reverted ?? 0} reverted`;
  return [
    terminalText(release),
    outcomeWords[outcome],
    ...(revision === undefined ? [] : [`release ${revision} (${shortCommit(commit)})`]),
    ...(ended === undefined
      ? []
      : [`an interrupted apply was ${ended === 'resumed' ? 'resumed' : 'rolled back'}`]),
    ...(drift === undefined ? [] : [counts]),
    seconds(durationMs),
  ].join(' · ');
}

function driftLines(drift: ObjectDrift, now: Date): string[] {
  const { id, by, reverted, reason, error } = drift;
  const who = by === undefined ? '' : `, ${authorText(by, now)}`;
  const end = reverted === true ? ', reverted' : '';
  return [
    `${reverted === true ? '↺' : '≠'} ${nameOf(id)}  ${whatDrifted(drift)}${who}${end}`,
    ...(reason === undefined || isSaid(drift) ? [] : [`    ${reason}`]),
    ...(error === undefined ? [] : [`    ✗ not reverted: ${error}`]),
  ];
}

/** The words for these states say it all. */
const isSaid = ({ state, reverted }: ObjectDrift): boolean =>
  reverted === true || state === 'missing' || state === 'data-lost';

function whatDrifted(drift: ObjectDrift): string {
  const paths = pathsOf(drift);
  if (drift.state !== 'drifted' || paths.length === 0) return stateWords[drift.state];
  const more = paths.length > shownPaths ? ` and ${paths.length - shownPaths} more` : '';
  return `${paths.slice(0, shownPaths).join(', ')}${more}`;
}

const errorLines = ({ code, message, object, remedy }: NonNullable<Visit['error']>): string[] => [
  `✗ ${code}  ${object === undefined || message.includes(object) ? '' : `${object}: `}${message}`,
  ...(remedy === undefined ? [] : [`  remedy: ${remedy}`]),
];
