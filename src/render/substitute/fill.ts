import { PlumblineError } from '../../errors/error.ts';
import { isObject, valueAt } from '../../manifests/json.ts';
import { positionAt } from '../../manifests/position.ts';
import type { Fill } from '../../manifests/read.ts';
import { labelOf, type Origin } from '../../manifests/read-check.ts';
import { safeExcerpt } from '../../manifests/read-text.ts';
import { hidesValues } from '../../manifests/redact.ts';
import type { Json } from '../../manifests/types.ts';
import { walkOf } from '../../manifests/walk.ts';
import { Budget, TooMuch } from './budget.ts';
import { valuesOf } from './evaluate.ts';
import { type SubstitutionMistake, substituteObject } from './object.ts';

/**
 * Fills in the variables of the manifests of one target, which have one budget.
 * @param isSecret whether messages about a file must not quote it
 */
export function filling(
  substitute: Readonly<Record<string, string>>,
  isSecret: (file: string) => boolean = () => false,
): Fill {
  const values = valuesOf(substitute);
  const budget = new Budget();
  return (value, origin) => {
    try {
      const { object, mistakes } = substituteObject(value, values, budget);
      return {
        value: object,
        errors: mistakes.map((mistake) => mistakeError(mistake, value, origin, isSecret)),
      };
    } catch (thrown) {
      if (!(thrown instanceof TooMuch)) throw thrown;
      return { value, errors: [tooMuch(thrown, value, origin)] };
    }
  };
}

function mistakeError(
  mistake: SubstitutionMistake,
  value: Json,
  origin: Origin,
  isSecret: (file: string) => boolean,
): PlumblineError {
  const { error, path } = mistake;
  const kind = isObject(value) && typeof value.kind === 'string' ? value.kind : '';
  // What looks like the name of a variable may be a part of a password.
  const isHidden = hidesValues({ group: '', kind }) || isSecret(origin.source.file);
  const at = placeOf(mistake, value, origin);
  return new PlumblineError(
    'VARIABLE_INVALID',
    isHidden ? `${path.join('.')} has an expansion that cannot be filled in` : error.message,
    {
      ...(isObject(value) && { object: labelOf(value) }),
      place: { file: origin.source.file, line: at.line, column: at.column },
      ...safeExcerpt(origin.shown, at),
      remedy: isHidden ? literal : error.remedy,
    },
  );
}

const literal = `Give its variables values below substitute, or write $\${ for a "\${" that is none.`;

/** Where the expansion stands in the file; where it is written otherwise there, where its text begins. */
function placeOf({ error, path, what }: SubstitutionMistake, value: Json, { text, source }: Origin) {
  const steps = [...(source.items ?? []).flatMap((index) => ['items', index]), ...path];
  const { offset } = walkOf(text).find(source.document, steps, what);
  const filled = String((what === 'key' ? path.at(-1) : valueAt(value, path)) ?? '');
  const near = /^[^\s"'\\]{1,40}/.exec(filled.slice(error.offset))?.[0] ?? '';
  const found = near === '' ? -1 : text.indexOf(near, offset);
  // Quotes and line breaks make a text longer than what it says, but not by this.
  const isThere = found >= 0 && found - offset <= 2 * filled.length + 200;
  return { ...positionAt(text, isThere ? found : offset), length: Math.max(1, isThere ? near.length : 1) };
}

function tooMuch({ message }: TooMuch, value: Json, { source: { file, line } }: Origin): PlumblineError {
  return new PlumblineError('MANIFEST_TOO_LARGE', message, {
    ...(isObject(value) && { object: labelOf(value) }),
    place: { file, line },
    remedy: 'Make the values below substitute shorter, or use them less often.',
  });
}
