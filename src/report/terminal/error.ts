import { type ErrorView, errorView, type PlumblineError } from '../../errors/error.ts';
import type { Finding } from '../../plan/types.ts';
import { plainLines, terminalText } from '../plain.ts';
import { placeText, wrap } from './layout.ts';
import { createStyle, type Style } from './style.ts';

export interface ErrorTextOptions {
  colour: boolean;
  /** The causes too, one line each. */
  verbose?: boolean;
}

/**
 * One error as people read it, without a final line break: `file:line:col error  Object: message`, the
 * excerpt, and `remedy: …`. The further errors of the same operation are the caller's to print likewise.
 */
export function errorText(error: PlumblineError, options: ErrorTextOptions): string {
  const style = createStyle(options.colour);
  return [
    ...problemLines('error', errorView(error), style),
    ...(options.verbose === true ? causeLines(error, style) : []),
  ].join('\n');
}

/** What is wrong, or odd, at its place: the place first, so that editors can jump to it. */
export function problemLines(
  severity: Finding['severity'],
  problem: Omit<ErrorView, 'code'> & { code: string },
  style: Style,
): string[] {
  const paint = { error: style.error, warning: style.warn, info: style.dim }[severity];
  const place = problem.place === undefined ? '' : `${placeText(problem.place)} `;
  const [first = '', ...rest] = problem.message.split('\n').map(terminalText);
  const head = `${style.bold(place)}${paint(severity)}  ${aboutText(problem)}${first}`;
  return [
    `${head} ${style.dim(`(${terminalText(problem.code)})`)}`,
    ...rest.map((line) => `   ${line}`),
    ...excerptLines(problem, style, '   '),
    ...remedyLines(problem, style),
  ];
}

/** `Deployment shop/web: `, unless the message begins with it already. */
const aboutText = ({ object, message }: Pick<ErrorView, 'object' | 'message'>): string =>
  object === undefined || message.startsWith(object) ? '' : `${terminalText(object)}: `;

const excerptLines = ({ excerpt }: Pick<ErrorView, 'excerpt'>, style: Style, indent: string): string[] =>
  excerpt === undefined
    ? []
    : plainLines(excerpt.trimEnd()).map((line) => `${indent}${style.dim(terminalText(line.trimEnd()))}`);

const remedyLines = ({ remedy }: Pick<ErrorView, 'remedy'>, style: Style): string[] =>
  remedy === undefined
    ? []
    : remedy
        .split('\n')
        .map((line, index) => `   ${index === 0 ? `${style.bold('remedy:')} ` : '  '}${terminalText(line)}`);

function causeLines(error: PlumblineError, style: Style): string[] {
  const lines: string[] = [];
  let cause: unknown = error.cause;
  while (Error.isError(cause) && lines.length < 5) {
    lines.push(`   ${style.dim(`cause: ${terminalText(cause.message)}`)}`);
    cause = cause.cause;
  }
  return lines;
}

/**
 * An error within a report: `✗ INVALID  message`, the excerpt and the remedy. Its object and place are told
 * unless it stands below the object that it is about.
 */
export function faultLines(
  error: ErrorView,
  style: Style,
  indent: string,
  width: number,
  below?: string,
): string[] {
  const isKnown = below !== undefined && (error.object ?? below) === below;
  const place = isKnown || error.place === undefined ? '' : `${placeText(error.place)} `;
  const said = isKnown ? error.message : `${aboutText(error)}${error.message}`;
  const text = wrap(`${place}${said}`, width - error.code.length - 4, `${indent}    `);
  return [
    `${indent}${style.error(`✗ ${error.code}`)}  ${text}`,
    ...excerptLines(error, style, `${indent}  `),
    ...(error.remedy === undefined
      ? []
      : [`${indent}  ${style.bold('remedy:')} ${wrap(error.remedy, width - 10, `${indent}    `)}`]),
  ];
}
