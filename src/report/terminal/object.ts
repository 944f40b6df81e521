import { displayId } from '../../manifests/identity.ts';
import type { ObjectPlan } from '../../plan/types.ts';
import { mainFacts } from '../facts.ts';
import { effectText, groupFields, isMade, shownFields } from '../fields.ts';
import { disarm, terminalText } from '../plain.ts';
import { signs } from '../words.ts';
import { faultLines } from './error.ts';
import { fieldLines, pathColumn } from './fields.ts';
import { columns, pad, shortPlace, type TextOptions, widthOf, wrap } from './layout.ts';
import { paintAction, type Style } from './style.ts';

const indent = '      ';

export const objectName = (object: ObjectPlan): string => terminalText(displayId(object.id));

/** One object of a plan: what happens to it, its fields by cause, and what to know about it. */
export function objectLines(
  object: ObjectPlan,
  nameWidth: number,
  style: Style,
  options: TextOptions,
): string[] {
  const name = objectName(object);
  const sign = paintAction(style, object.action, signs[object.action]);
  const room = widthOf(options) - nameWidth - 8;
  const place = object.source === undefined ? '' : shortPlace(object.source, Math.max(12, room));
  const right = place === '' ? '' : `${pad('', nameWidth - columns(name))}  ${style.dim(place)}`;
  return [`  ${sign} ${style.bold(name)}${right}`, ...bodyLines(object, style, options)];
}

function bodyLines(object: ObjectPlan, style: Style, options: TextOptions): string[] {
  const width = widthOf(options) - indent.length - 2;
  const say = (text: string, paint = style.dim): string =>
    `${indent}${paint(wrap(text, width, `${indent}  `))}`;
  return [
    ...(object.reason === undefined ? [] : [say(object.reason)]),
    ...(isMade(object) && options.verbose !== true
      ? createLines(object, style, width)
      : groupLines(object, style, options)),
    ...object.risks.map(({ message }) => say(`! ${message}`, style.warn)),
    ...(object.consent === undefined
      ? []
      : object.consent.given
        ? [say(`consent given (allowDestroy: ${object.consent.entry})`)]
        : [say(`! needs consent: ${object.consent.reason}`, style.error)]),
    ...object.warnings.map((warning) => say(`! the API server warns: ${warning}`, style.warn)),
    ...(object.effectNotAsked === undefined ? [] : [say(`effect not asked: ${object.effectNotAsked}`)]),
    ...(object.error === undefined
      ? []
      : faultLines(object.error, style, indent, width, displayId(object.id))),
  ];
}

function createLines(object: ObjectPlan, style: Style, width: number): string[] {
  const facts = disarm(mainFacts(object).join(' · '));
  return facts === '' ? [] : [`${indent}${style.dim(wrap(facts, width, indent))}`];
}

function groupLines(object: ObjectPlan, style: Style, options: TextOptions): string[] {
  const fields = shownFields(object);
  const groups = groupFields(fields);
  const bare = isMade(object);
  const shown = options.verbose === true ? fields : fields.filter((one) => !groups.effect.includes(one));
  const column = pathColumn(shown, options);
  const isMixed =
    [groups.change, groups.unapplied, groups.drift].filter(({ length }) => length > 0).length > 1;
  const titled = (title: string, changes: typeof groups.drift): string[] => [
    ...(isMixed && changes.length > 0 ? [`${indent}${style.drift(title)}`] : []),
    ...fieldLines(changes, style, options, column, bare),
  ];
  const effects = effectText(groups.effect);
  return [
    ...fieldLines([...groups.change, ...groups.left], style, options, column, bare),
    ...titled('merged before, not applied yet:', groups.unapplied),
    ...titled('drift, reverted with it:', groups.drift),
    ...(effects === undefined ? [] : [`${indent}${style.dim(effects)}`]),
    ...(options.verbose === true ? fieldLines(groups.effect, style, options, column, true) : []),
  ];
}
