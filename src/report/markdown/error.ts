import { type ErrorView, errorView, type PlumblineError } from '../../errors/error.ts';
import { clip } from '../plain.ts';
import { alert, faultText } from './alerts.ts';
import { fence } from './escape.ts';
import { always, type Piece, utf8, utf16, withinLimit } from './limit.ts';
import { marker } from './marker.ts';
import { commentLimit, type MarkdownOptions, placeHtml, summaryLimit } from './options.ts';
import { leftOut } from './plan.ts';

const most = 20;

/** A command's error as the body of a comment, or without marker of a summary: what is wrong, where, the remedy. */
export function errorMarkdown(
  error: PlumblineError,
  options: MarkdownOptions,
  title = 'Plumbline could not make a plan',
): string {
  const all = [error, ...error.others].map(errorView);
  const { label = 'default', head = '', limit } = options;
  const body = [
    always(`### ❌ ${title}\n`),
    ...all.slice(0, most).map((one) => errorPiece(one, options)),
    ...(all.length > most ? [always(`… and ${all.length - most} more.\n`)] : []),
  ];
  if (options.marker === false) return withinLimit(body, limit ?? summaryLimit, utf8, leftOut);
  const first = marker({ v: 1, label: clip(label, 100), plan: '', head: clip(head, 64), state: 'failed' });
  return withinLimit([always(first), ...body], limit ?? commentLimit, utf16, leftOut);
}

/** One error in an alert of its own: with the lines of its file, without them, or not at all. */
export function errorPiece(
  error: Omit<ErrorView, 'code'> & { code: string },
  options: MarkdownOptions,
): Piece {
  const { place, excerpt } = error;
  const text = `${place === undefined ? '' : `${placeHtml(place, options)} `}${faultText(error)}`;
  const brief = alert('CAUTION', [text]);
  if (excerpt === undefined) return { texts: [brief, ''], gives: ['errors'] };
  const full = alert('CAUTION', [text, fence(clip(excerpt.trimEnd(), 1500).split('\n'))]);
  return { texts: [full, brief, ''], gives: ['excerpts', 'errors'] };
}
