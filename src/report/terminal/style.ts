import pico from 'picocolors';
import type { Action } from '../../plan/types.ts';

type Paint = (text: string) => string;

/** What the terminal's colours mean. Without colour every paint gives the text back as it is. */
export interface Style {
  bold: Paint;
  dim: Paint;
  added: Paint;
  removed: Paint;
  changed: Paint;
  drift: Paint;
  warn: Paint;
  error: Paint;
}

/** Whether to use colour (a terminal, NO_COLOR, --no-color) is the caller's to decide. */
export function createStyle(colour: boolean): Style {
  const { bold, dim, green, red, yellow, magenta, cyan } = pico.createColors(colour);
  return {
    bold,
    dim,
    added: green,
    removed: red,
    changed: cyan,
    drift: magenta,
    warn: yellow,
    error: (text) => bold(red(text)),
  };
}

const roles: Record<Action, keyof Style> = {
  create: 'added',
  update: 'changed',
  replace: 'warn',
  delete: 'removed',
  adopt: 'added',
  restore: 'drift',
  forget: 'warn',
  unchanged: 'dim',
  skip: 'dim',
};

export const paintAction = (style: Style, action: Action, text: string): string => style[roles[action]](text);
