import type { SemVer } from 'semver';
// These two alone: the whole of it costs every start of the command some milliseconds.
import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';

// A version as Masterminds/semver, which Helm uses, finds it: parts may be missing.
const lenient = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** A version as Helm takes it in an index: `v` before it, and parts left out. Undefined where it is none. */
export function parseVersion(text: string): SemVer | undefined {
  const found = lenient.exec(text);
  if (found === null) return undefined;
  const [, major = '0', minor = '0', patch = '0', pre = '', build = ''] = found;
  return parse(`${Number(major)}.${Number(minor)}.${Number(patch)}${pre}${build}`) ?? undefined;
}

/** Whether a version is asked for by itself, not by a range. */
export const isExact = (text: string): boolean =>
  /^v?\d+\.\d+\.\d+(?:[-+].*)?$/.test(text) && parse(text) !== null;

/** One comparison: an operator and a version, of which parts may be free. */
interface Comparison {
  operator: string;
  version: SemVer;
  /** The number of parts that are given. */
  given: 0 | 1 | 2 | 3;
}

const part = String.raw`(\d+|[xX*])`;
const versionForm = String.raw`v?${part}(?:\.${part})?(?:\.${part})?(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?`;
const comparison = new RegExp(String.raw`^\s*(=>|=<|>=|<=|!=|~>|=|>|<|~|\^)?\s*${versionForm}\s*(?:,|\s|$)`);
const span = new RegExp(String.raw`^\s*(${versionForm})\s+-\s+(${versionForm})\s*,?`);

/** A range of versions as Helm reads it: Masterminds/semver's grammar and meaning, which are not npm's. */
export class VersionRange {
  readonly #groups: Comparison[][];

  private constructor(groups: Comparison[][]) {
    this.#groups = groups;
  }

  /** Undefined where the text is no range. */
  static parse(text: string): VersionRange | undefined {
    if (text.length > 512) return undefined;
    // Helm takes the lack of a version for "any", where it looks into an index.
    const groups = (text.trim() === '' ? '*' : text).split('||').map(groupOf);
    return groups.every((group) => group !== undefined) ? new VersionRange(groups) : undefined;
  }

  /** A pre-release is asked for only by a group that names one itself. */
  has(version: SemVer): boolean {
    return this.#groups.some((group) => {
      const mayBePre = group.some((one) => one.version.prerelease.length > 0);
      if (version.prerelease.length > 0 && !mayBePre) return false;
      return group.every((one) => holds(version, one));
    });
  }
}

function groupOf(text: string): Comparison[] | undefined {
  if (text.trim() === '') return undefined;
  const found: (Comparison | undefined)[] = [];
  // After a blank alone Helm takes no span, and after a comma something must follow.
  let spanMayFollow = true;
  let rest = text;
  while (rest.trim() !== '') {
    const between: RegExpExecArray | null = spanMayFollow ? span.exec(rest) : null;
    const one: RegExpExecArray | null = between ?? comparison.exec(rest);
    if (one === null) return undefined;
    if (between === null) found.push(comparisonOf(one[1] ?? '', one.slice(2)));
    else found.push(comparisonOf('>=', one.slice(2, 7)), comparisonOf('<=', one.slice(8, 13)));
    rest = rest.slice(one[0].length);
    const endsInComma = one[0].endsWith(',');
    if (endsInComma && rest.trim() === '') return undefined;
    spanMayFollow = between !== null || endsInComma;
  }
  const all = found.filter((one) => one !== undefined);
  return all.length === found.length ? all : undefined;
}

function comparisonOf(operator: string, parts: readonly (string | undefined)[]): Comparison | undefined {
  const isFree = (one: string | undefined): boolean => one === undefined || /^[xX*]$/.test(one);
  const [major, minor, patch, pre = ''] = parts;
  const given = isFree(major) ? 0 : isFree(minor) ? 1 : isFree(patch) ? 2 : 3;
  const number = (one: string | undefined, index: number): number => (index < given ? Number(one) : 0);
  const version = parse(`${number(major, 0)}.${number(minor, 1)}.${number(patch, 2)}${pre}`);
  return version === null ? undefined : { operator, version, given };
}

function holds(v: SemVer, { operator, version: c, given }: Comparison): boolean {
  const order = compare(v, c);
  switch (operator) {
    case '':
    case '=':
      return given === 3 ? order === 0 : tilde(v, c, given);
    case '!=':
      return differs(v, c, given);
    case '>':
      return given % 3 === 0 ? order > 0 : isAboveParts(v, c, given);
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return given === 3 ? order <= 0 : !isAboveParts(v, c, given || 2);
    case '~':
    case '~>':
      return tilde(v, c, given);
    default:
      return caret(v, c, given);
  }
}

const partsOf = ({ major, minor, patch }: SemVer): number[] => [major, minor, patch];

/** Whether the given parts are the same, whatever the free ones are. */
function sameParts(v: SemVer, c: SemVer, given: number): boolean {
  const other = partsOf(c);
  return partsOf(v)
    .slice(0, given)
    .every((one, index) => one === other[index]);
}

function differs(v: SemVer, c: SemVer, given: number): boolean {
  if (given % 3 === 0) return v.compare(c) !== 0;
  if (!sameParts(v, c, given)) return true;
  return given === 2 && v.comparePre(c) !== 0;
}

function isAboveParts(v: SemVer, c: SemVer, given: number): boolean {
  const other = partsOf(c);
  const index = partsOf(v).findIndex((one, at) => at < given && one !== other[at]);
  return index >= 0 && (partsOf(v)[index] ?? 0) > (other[index] ?? 0);
}

/** The last part that is given may grow; of three, the third. */
function tilde(v: SemVer, c: SemVer, given: number): boolean {
  if (compare(v, c) < 0) return false;
  // Of 0.0.0 everything follows: Helm's way to say "any".
  if ((given === 0 || given === 3) && partsOf(c).every((one) => one === 0)) return true;
  return sameParts(v, c, Math.min(given, 2));
}

/** The first part that is not zero stays. */
function caret(v: SemVer, c: SemVer, given: number): boolean {
  if (compare(v, c) < 0) return false;
  // Helm takes ^* for ^0.0.0.
  if (given === 0) return sameParts(v, c, 3);
  const first = partsOf(c).findIndex((one) => one !== 0);
  const fixed = first < 0 ? given : Math.min(first + 1, given);
  return sameParts(v, c, fixed);
}
