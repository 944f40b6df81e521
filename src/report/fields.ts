import type { ObjectDrift } from '../drift/types.ts';
import type { Json } from '../manifests/types.ts';
import type { Author, FieldChange, ObjectPlan } from '../plan/types.ts';

/** An object's fields by their cause; each field is in one group only. */
export interface FieldGroups {
  change: FieldChange[];
  unapplied: FieldChange[];
  drift: FieldChange[];
  /** They left Git and stay, because another manager owns them too. */
  left: FieldChange[];
  effect: FieldChange[];
}

/** A field with several causes goes where a reviewer looks first: change, unapplied, drift, effect. */
export function groupFields(fields: readonly FieldChange[]): FieldGroups {
  const groups: FieldGroups = { change: [], unapplied: [], drift: [], left: [], effect: [] };
  for (const change of fields) {
    const cause = (['change', 'unapplied', 'drift'] as const).find((one) => change.causes.includes(one));
    groups[change.leftTo === undefined ? (cause ?? 'effect') : 'left'].push(change);
  }
  return groups;
}

/** The part of a report an object belongs in: what the commit does, what others merged before, what drifted. */
export type Section = 'change' | 'unapplied' | 'drift';

export function sectionOf({ action, fields, unapplied: isMergedBefore }: ObjectPlan): Section {
  if (action === 'restore') return 'drift';
  if (isMergedBefore === true) return 'unapplied';
  const { change, unapplied, drift, left } = groupFields(fields);
  if (action !== 'update' && action !== 'create') return 'change';
  if (change.length > 0 || left.length > 0) return 'change';
  if (unapplied.length > 0) return 'unapplied';
  return drift.length > 0 ? 'drift' : 'change';
}

export function bySection(objects: readonly ObjectPlan[]): Record<Section, ObjectPlan[]> {
  const sections: Record<Section, ObjectPlan[]> = { change: [], unapplied: [], drift: [] };
  for (const object of objects) sections[sectionOf(object)].push(object);
  return sections;
}

/** What is there and what applying leaves; where no cluster was asked, what Git had and has. */
export function ends(change: FieldChange): { before?: Json; after?: Json } {
  const isLive = change.live !== undefined || change.result !== undefined;
  const [before, after] = isLive ? [change.live, change.result] : [change.released, change.desired];
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** What the API server does by itself, in one line: `the API server adds 14 defaults`. */
export function effectText(effects: readonly FieldChange[]): string | undefined {
  const counts = { adds: 0, alters: 0, removes: 0 };
  for (const effect of effects) {
    const { before, after } = ends(effect);
    counts[before === undefined ? 'adds' : after === undefined ? 'removes' : 'alters'] += 1;
  }
  if (effects.length === 0) return undefined;
  const unit = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`;
  if (counts.adds === effects.length) return `the API server adds ${unit(counts.adds, 'default')}`;
  const parts = (['adds', 'alters', 'removes'] as const).flatMap((verb) =>
    counts[verb] === 0 ? [] : [`${verb} ${unit(counts[verb], 'field')}`],
  );
  return `the API server ${parts.join(', ')}`;
}

/** The one author of all drifted fields, where there is one. */
export function soleAuthor(changes: readonly FieldChange[]): Author | undefined {
  const first = changes[0]?.by;
  const same = changes.every(
    ({ by }) => by?.manager === first?.manager && by?.time === first?.time && by?.guess === first?.guess,
  );
  return same ? first : undefined;
}

/** A field path as its steps: `spec`, `.template`, `[name=web]`. Joined they give the path. */
export function pathSteps(path: string): string[] {
  return path.match(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]|\.?[^.[\]]+|[\s\S]/g) ?? [];
}

/**
 * The path with one run of steps in its middle replaced by `…`, so that it has at most `max` characters:
 * as little is left out as possible, and the keys of list items only where nothing else would do.
 */
export function shortenPath(path: string, max: number): string {
  if (path.length <= max) return path;
  const steps = pathSteps(path);
  let best = '';
  let bestKeepsKeys = false;
  for (let from = 1; from < steps.length - 1; from++) {
    for (let to = from + 1; to < steps.length; to++) {
      const text = `${steps.slice(0, from).join('')}…${steps.slice(to).join('').replace(/^\./, '')}`;
      if (text.length > max) continue;
      const keepsKeys = !steps.slice(from, to).some((step) => step.startsWith('['));
      if (keepsKeys === bestKeepsKeys ? text.length < best.length : bestKeepsKeys) continue;
      best = text;
      bestKeepsKeys = keepsKeys;
    }
  }
  if (best !== '') return best;
  const half = Math.floor((max - 1) / 2);
  return `${path.slice(0, max - 1 - half)}…${path.slice(path.length - half)}`.toWellFormed();
}

/** The fields in which an object differs from the release; of one that is gone, all would, which says nothing. */
export const differingFields = ({ state, fields }: ObjectDrift): FieldChange[] =>
  state === 'missing' || state === 'data-lost' ? [] : fields;

const identity = /^(?:apiVersion|kind|metadata\.(?:name|namespace))$/;

/** Whether applying makes the whole object: it is new, or was deleted from the cluster. */
export const isMade = ({ action, fields }: ObjectPlan): boolean =>
  action === 'create' ||
  (action === 'restore' && fields.some(({ path, live }) => path === 'metadata.name' && live === undefined));

/** The fields to show: of an object that is made, without what names it. */
export const shownFields = (object: ObjectPlan): FieldChange[] =>
  isMade(object) ? object.fields.filter(({ path }) => !identity.test(path)) : object.fields;
