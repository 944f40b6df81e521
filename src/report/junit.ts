import type { ErrorView } from '../errors/error.ts';
import type { TargetValidation } from '../validate/types.ts';
import { plainLines } from './plain.ts';
import type { ValidationReport } from './types.ts';
import { many } from './words.ts';

/** A validation as JUnit's XML: a suite per target, a failed case per mistake, and one case for what is valid. */
export function validationJunit({ targets }: ValidationReport): string {
  const suites = targets.map(suiteOf).join('');
  const failures = targets.reduce((sum, { errors }) => sum + errors.length, 0);
  const tests = failures + targets.length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plumbline validate" tests="${tests}" failures="${failures}">\n${suites}</testsuites>\n`;
}

function suiteOf({ target, objects, errors, findings }: TargetValidation): string {
  const name = escapeXml(target);
  const notes = findings.map(({ severity, message, place }) => {
    const at =
      place === undefined ? '' : `${place.file}${place.line === undefined ? '' : `:${place.line}`}: `;
    return `${severity}: ${at}${message}`;
  });
  const output = notes.length === 0 ? '' : `    <system-out>${escapeXml(notes.join('\n'))}</system-out>\n`;
  const cases = errors.map((error) => failedCase(target, error)).join('');
  const valid = `    <testcase classname="${name}" name="${escapeXml(many(objects, 'object'))} valid"/>\n`;
  return `  <testsuite name="${name}" tests="${errors.length + 1}" failures="${errors.length}">\n${valid}${cases}${output}  </testsuite>\n`;
}

function failedCase(target: string, { code, message, object, place, remedy, excerpt }: ErrorView): string {
  const name = object ?? place?.file ?? code;
  const at = [place?.file, place?.line, place?.column].filter((part) => part !== undefined).join(':');
  const details = [at, message, excerpt, remedy]
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
  const file = place === undefined ? '' : ` file="${escapeXml(place.file)}"`;
  const line = place?.line === undefined ? '' : ` line="${place.line}"`;
  return `    <testcase classname="${escapeXml(target)}" name="${escapeXml(name)}"${file}${line}>\n      <failure type="${code}" message="${escapeXml(message)}">${escapeXml(details)}</failure>\n    </testcase>\n`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML cannot hold is made visible first, as in every other report. */
const escapeXml = (text: string): string =>
  plainLines(text)
    .join('\n')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (char) => entities[char] ?? char);
