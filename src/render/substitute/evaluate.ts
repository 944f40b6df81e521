import type { Budget } from './budget.ts';
import { isDefault, operators } from './operators.ts';
import { type Expansion, type Piece, TemplateError } from './template.ts';

/** What the variables stand for. A line break in a value is left out, as Flux does. */
export type Values = ReadonlyMap<string, string>;

export function valuesOf(substitute: Readonly<Record<string, string>>): Values {
  return new Map(Object.entries(substitute).map(([name, value]) => [name, value.replaceAll('\n', '')]));
}

/** Fills a template in. @throws TemplateError for a variable without a value and without a default; TooMuch */
export function evaluate(pieces: readonly Piece[], values: Values, budget: Budget): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : expand(piece, values, budget))).join('');
}

function expand({ name, operator, args, offset }: Expansion, values: Values, budget: Budget): string {
  const given = args.map((pieces) => evaluate(pieces, values, budget));
  const value = values.get(name);
  if (value === undefined && !isDefault(operator)) throw unset(name, offset);
  const apply = operators[operator];
  if (apply === undefined) throw new TemplateError(`there is no operator ${operator}`, offset, 'Correct it.');
  const result = apply(value ?? '', given, budget);
  budget.write(result.length);
  // A part by bytes may end within a character, which is no text then.
  if (!result.includes(broken) || [value ?? '', ...given].some((text) => text.includes(broken)))
    return result;
  throw new TemplateError('the expansion cuts a character in two', offset, 'Cut between whole characters.');
}

const broken = '\uFFFD';

function unset(name: string, offset: number): TemplateError {
  return new TemplateError(
    `the variable ${name} has no value`,
    offset,
    `Add ${name} below substitute, give it a default (\${${name}:-default}), or write $\${ for a "\${" that is none.`,
  );
}
