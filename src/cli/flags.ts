import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../config/duration.ts';
import { renderLimitNames } from '../render/render-limits.ts';

/** The options that more than one verb has. */

/** Those of every verb, below its own. */
export function addCommonFlags(
  command: Command,
  { offline, forms }: { offline: boolean; forms: readonly string[] },
): Command {
  const told = ['text', 'json', 'markdown', ...forms];
  const everywhere = [
    new Option(
      '--config <file>',
      'the configuration (default: plumbline.yaml, here or in a folder above)',
    ).argParser(text),
    new Option(
      '--age-key-file <file>',
      'age keys for what SOPS encrypted (default: SOPS_AGE_KEY, SOPS_AGE_KEY_FILE)',
    ).argParser(text),
    ...clusterFlags().map((option) => option.hideHelp(offline)),
    new Option('-o, --output <form>', `form of the result: ${told.slice(0, -1).join(', ')} or ${told.at(-1)}`)
      .choices([...told, 'html'])
      .default('text'),
    new Option('--limit <name=value>', `a limit of rendering, repeatable (default: ${renderLimitNames()})`)
      .argParser(words)
      .default([]),
    new Option('--no-color', 'no colour, even on a terminal'),
    new Option('-v, --verbose', 'say more').default(false),
  ];
  const heading = 'Of every command:';
  for (const option of everywhere) command.addOption(option.helpGroup(heading));
  return command.addHelpOption(new Option('-h, --help', 'display help for command').helpGroup(heading));
}

const clusterFlags = (): Option[] => [
  new Option(
    '--kubeconfig <file>',
    'kubeconfig file (default: KUBECONFIG, then ~/.kube/config, then in-cluster)',
  ).argParser(text),
  new Option(
    '--context <name>',
    "kubeconfig context (default: the target's, then the current one)",
  ).argParser(text),
  new Option('--allow-exec <command>', 'a credential plugin that the kubeconfig may run; repeatable')
    .argParser(words)
    .default([]),
];

export const lockTimeout = (): Option =>
  new Option('--lock-timeout <duration>', 'how long to wait for a running apply')
    .argParser(duration)
    .default(120_000, '2m');

export const allowDestroy = (): Option =>
  new Option('--allow-destroy <object>', 'agree to a destructive action: KIND/NAMESPACE/NAME; repeatable')
    .argParser(words)
    .default([]);

export const duringPause = (): Option =>
  new Option('--during-pause', 'go on although the target is paused').default(false);

export const yes = (): Option => new Option('-y, --yes', 'do not ask').default(false);

export const detailedExitCode = (of: string): Option =>
  new Option('--detailed-exitcode', `exit with 10 when there ${of}`).default(false);

/** Repeated, or several in one, separated by commas. */
function words(value: string, before: string[]): string[] {
  return [...before, ...value.split(',').filter(Boolean)];
}

/** A variable of a script that is empty by mistake must not pass for an option that was left out. */
export function text(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('it is empty.');
  return value;
}

/** A plan's hash, or its beginning as reports show it. */
export function planHash(value: string): string {
  if (!/^[0-9a-f]{12,64}$/.test(value))
    throw new InvalidArgumentError('write the 12 or more digits that the plan shows.');
  return value;
}

export function commit(value: string): string {
  if (!/^[0-9a-f]{7,64}$/.test(value))
    throw new InvalidArgumentError('write 7 or more digits of the commit.');
  return value;
}

export function duration(value: string): number {
  const milliseconds = parseDuration(value);
  if (milliseconds === undefined) throw new InvalidArgumentError('write a duration such as 90s, 5m or 2h.');
  return milliseconds;
}

const longestPause = 365 * 24 * 3_600_000;

/** No pause without an end that somebody lives to see. */
export function pauseLength(value: string): number {
  const milliseconds = duration(value);
  if (milliseconds > 0 && milliseconds <= longestPause) return milliseconds;
  throw new InvalidArgumentError('write more than 0s and at most 8760h, a year.');
}

export function integer(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('write a whole number.');
  return Number(value);
}

/** An option's line of help: a default of "no" or "none" goes without saying, and choices stand in the text. */
export function optionHelp({ description, defaultValue, defaultValueDescription }: Option): string {
  const isPlain = defaultValue === undefined || defaultValue === false || Array.isArray(defaultValue);
  if (isPlain || description.includes('(default:')) return description;
  return `${description} (default: ${defaultValueDescription ?? String(defaultValue)})`;
}
