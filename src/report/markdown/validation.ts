import type { TargetValidation } from '../../validate/types.ts';
import { clip } from '../plain.ts';
import { verdictText } from '../terminal/validation.ts';
import type { ValidationReport } from '../types.ts';
import { many } from '../words.ts';
import { faultText } from './alerts.ts';
import { errorPiece } from './error.ts';
import { escapeMarkdown } from './escape.ts';
import { always, optional, type Piece, utf8, withinLimit } from './limit.ts';
import { type MarkdownOptions, placeHtml, summaryLimit } from './options.ts';
import { leftOut } from './plan.ts';

/** Every mistake and finding, and the verdict on each target, as the summary of a step. */
export function validationMarkdown(report: ValidationReport, options: MarkdownOptions): string {
  const { targets } = report;
  const errors = targets.reduce((sum, target) => sum + target.errors.length, 0);
  const objects = targets.reduce((sum, target) => sum + target.objects, 0);
  const title =
    errors === 0
      ? `### ✅ Plumbline: ${many(objects, 'object')} valid\n`
      : `### ❌ Plumbline: the manifests have ${many(errors, 'error')}\n`;
  const pieces = [always(title), ...targets.flatMap((target) => targetPieces(target, options))];
  return withinLimit(pieces, options.limit ?? summaryLimit, utf8, leftOut);
}

function targetPieces(validation: TargetValidation, options: MarkdownOptions): Piece[] {
  const { target, errors, findings } = validation;
  return [
    always(`\n**${escapeMarkdown(clip(target, 100))}**: ${verdictText(validation)}\n`),
    ...errors.map((error) => errorPiece(error, options)),
    ...findings.map((finding) => {
      const mark = finding.severity === 'info' ? 'ℹ️' : '⚠️';
      return optional(`- ${mark} ${placeOf(finding.place, options)}${faultText(finding)}`, 'notes');
    }),
  ];
}

const placeOf = (place: TargetValidation['findings'][number]['place'], options: MarkdownOptions): string =>
  place === undefined ? '' : `${placeHtml(place, options)} `;
