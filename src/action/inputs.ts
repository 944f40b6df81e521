import { parseDuration } from '../config/duration.ts';
import { nearest } from '../config/nearest.ts';
import { PlumblineError } from '../errors/error.ts';

const modes = ['auto', 'validate', 'plan', 'apply', 'drift'] as const;
const laterModes = [
  'render',
  'status',
  'history',
  'rollback',
  'pause',
  'resume',
  'uninstall',
  'init',
  'bootstrap',
];
const failures = ['invalid', 'drift', 'destroy', 'never'] as const;
/** Inputs of later versions. */
const laterInputs = [
  'oidc-audience',
  'server',
  'certificate-authority',
  'environment',
  'signing-key',
] as const;

export type Mode = (typeof modes)[number];
export type FailOn = (typeof failures)[number];

/** The inputs by their names in action.yml. */
export interface Inputs {
  mode: Mode;
  config: string | undefined;
  targets: string[];
  /** A path, or the text of a kubeconfig. */
  kubeconfig: string | undefined;
  context: string | undefined;
  'github-token': string;
  /** Keys of age, a line each. */
  'age-key': string | undefined;
  /** Of rendering and validating: `time=60s`. */
  limits: string[];
  comment: boolean;
  'comment-label': string;
  'require-previewed-plan': boolean;
  /** Milliseconds. */
  'lock-timeout': number;
  'fail-on': FailOn[];
}

/** @param read an input's text by its name, '' where it is not given @throws BAD_USAGE, UNSUPPORTED */
export function parseInputs(read: (name: string) => string): Inputs {
  for (const name of laterInputs) {
    if (read(name) !== '')
      throw new PlumblineError('UNSUPPORTED', `the input ${name} is not served yet`, {
        remedy: 'Remove it.',
      });
  }
  const optional = (name: string): string | undefined => read(name) || undefined;
  const lockTimeout = read('lock-timeout') || '2m';
  const duration = parseDuration(lockTimeout);
  if (duration === undefined) throw wrong('lock-timeout', lockTimeout, 'Write a duration such as 90s or 2m.');
  return {
    mode: modeOf(read('mode') || 'auto'),
    config: optional('config'),
    targets: words(read('targets')),
    kubeconfig: optional('kubeconfig'),
    context: optional('context'),
    'github-token': read('github-token'),
    'age-key': optional('age-key'),
    limits: words(read('limits')),
    comment: flag('comment', read('comment') || 'true'),
    'comment-label': labelOf(read('comment-label') || 'default'),
    'require-previewed-plan': flag('require-previewed-plan', read('require-previewed-plan') || 'false'),
    'lock-timeout': duration,
    'fail-on': words(read('fail-on') || 'invalid').map((word) => oneOf('fail-on', word, failures)),
  };
}

function modeOf(text: string): Mode {
  if (laterModes.includes(text)) {
    const remedy = `Use the command instead: plumbline ${text}.`;
    throw new PlumblineError('UNSUPPORTED', `mode: ${text} is not served by the Action yet`, { remedy });
  }
  return oneOf('mode', text, modes);
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

function labelOf(text: string): string {
  if (/^[\w./ -]{1,100}$/.test(text)) return text;
  throw wrong('comment-label', text, 'Use up to 100 letters, digits, spaces and any of . _ / -');
}

function flag(name: string, text: string): boolean {
  return oneOf(name, text.toLowerCase(), ['true', 'false']) === 'true';
}

function oneOf<T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  const near = nearest(text, known);
  throw wrong(
    name,
    text,
    near === undefined ? `It is one of: ${known.join(', ')}.` : `Did you mean ${near}?`,
  );
}

const wrong = (name: string, text: string, remedy: string): PlumblineError =>
  new PlumblineError('BAD_USAGE', `the input ${name} cannot be ${JSON.stringify(text.slice(0, 100))}`, {
    remedy,
  });
