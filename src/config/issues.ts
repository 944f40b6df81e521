import type * as z from 'zod/mini';
import type { ErrorCode } from '../errors/codes.ts';
import { valueAt } from '../manifests/json.ts';
import { typeName } from '../manifests/read-check.ts';
import type { Json } from '../manifests/types.ts';
import type { Keys } from '../manifests/walk.ts';
import { configJsonSchema } from './json-schema.ts';
import { nearest } from './nearest.ts';

/** One mistake of a configuration and the way to it. */
export interface Mistake {
  path: Keys;
  /** Whether the key itself is meant; default: its value. */
  what?: 'key' | 'value';
  message: string;
  remedy?: string;
  code?: ErrorCode;
}

type Issue = z.core.$ZodIssue;

/** The schema's complaints, in the words of the file. */
export function issuesOf(issues: readonly Issue[], value: Json): Mistake[] {
  return issues.flatMap((issue) => mistakesOf(issue, value));
}

function mistakesOf(issue: Issue, value: Json): Mistake[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const name = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key));
    case 'invalid_type':
      return [wrongType(path, name, issue, valueAt(value, path))];
    case 'invalid_value':
      return [wrongValue(path, name, issue, valueAt(value, path))];
    case 'invalid_key':
      return [
        {
          path,
          what: 'key',
          message: `the key ${name} ${issue.issues.map(({ message }) => message).join(', ')}`,
          remedy: 'Give it another name.',
        },
      ];
    default:
      return [
        {
          path,
          message: `${name} ${issue.message}`,
          remedy: 'Correct it; plumbline.schema.json describes every key.',
        },
      ];
  }
}

function unknownKey(path: Keys, key: string): Mistake {
  const known = keysAt(path);
  const near = nearest(key, known);
  return {
    path: [...path, key],
    what: 'key',
    message: path.length === 0 ? `unknown key ${key}` : `unknown key ${key} in ${nameOf(path)}`,
    remedy: near === undefined ? `The keys here are ${known.join(', ')}.` : `Did you mean ${near}?`,
  };
}

const expectedNames: Record<string, string> = {
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  int: 'a whole number',
  number: 'a number',
};

function wrongType(path: Keys, name: string, issue: { expected: string }, found: Json | undefined): Mistake {
  if (found === undefined) {
    const key = String(path.at(-1));
    return { path: path.slice(0, -1), message: `${name} is missing`, remedy: `Add ${key} here.` };
  }
  const expected = expectedNames[issue.expected] ?? issue.expected;
  const quotable = issue.expected === 'string' && (typeof found === 'number' || typeof found === 'boolean');
  return {
    path,
    message: `${name} must be ${expected}, found ${typeName(found)}`,
    remedy: quotable ? `Quote it: "${found}"` : `Write ${expected}, or leave the key out.`,
  };
}

function wrongValue(
  path: Keys,
  name: string,
  issue: { values: readonly unknown[] },
  found: Json | undefined,
): Mistake {
  const values = issue.values.map(String);
  const [only] = values;
  const expected = values.length === 1 ? String(only) : `one of ${values.join(', ')}`;
  if (found === undefined) {
    const remedy = `Add ${String(path.at(-1))}: ${values.join(' or ')}.`;
    return { path: path.slice(0, -1), message: `${name} is missing`, remedy };
  }
  const near = typeof found === 'string' ? nearest(found, values) : undefined;
  const shown = typeof found === 'string' ? found : typeName(found);
  return {
    path,
    message: `${name} must be ${expected}, found ${shown}`,
    remedy: near === undefined || values.length === 1 ? `Write ${expected}.` : `Did you mean ${near}?`,
  };
}

function nameOf(path: Keys): string {
  if (path.length === 0) return 'the configuration';
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

interface Described {
  properties?: Record<string, Described>;
  items?: Described;
}

/** The keys that the schema knows at a path. */
function keysAt(path: Keys): string[] {
  let here: Described | undefined = schemaShape();
  for (const step of path) here = typeof step === 'number' ? here?.items : here?.properties?.[step];
  return Object.keys(here?.properties ?? {}).filter((key) => key !== '$schema');
}

let shape: Described | undefined;
function schemaShape(): Described {
  shape ??= configJsonSchema() as Described;
  return shape;
}
