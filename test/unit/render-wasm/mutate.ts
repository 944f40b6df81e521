import * as fc from 'fast-check';
import type { FileSet } from '../../../render-wasm/index.ts';

/** What people and fuzzers write in the wrong place. */
const fragments = [
  '',
  '---',
  'null',
  '~',
  '[]',
  '{}',
  '&a',
  '*a',
  '!!str 1',
  '0777',
  '1e3',
  'yes',
  '"\\u0000"',
  '# comment',
  'metadata:',
  '  annotations: { a: "1", config.kubernetes.io/local-config: "false" }',
  '  annotations:',
  '  annotations: null',
  'namePrefix: x-',
  '$patch: delete',
  '$patch: replace',
  '{{ .Values }}',
  '{{- end }}',
  '{{ .Release.Name | quote }}',
  'é🦊',
  '\t',
  '\r',
];

type Mutation = (lines: string[], at: number, other: number, fragment: string) => string[];

const mutations: Mutation[] = [
  (lines, at) => lines.toSpliced(at, 1),
  (lines, at, other) => lines.toSpliced(other, 0, lines[at] ?? ''),
  (lines, at, other) => lines.with(at, lines[other] ?? '').with(other, lines[at] ?? ''),
  (lines, at, _other, fragment) => lines.toSpliced(at, 0, fragment),
  (lines, at, _other, fragment) => lines.with(at, fragment),
  (lines, at) => lines.with(at, `  ${lines[at]}`),
  (lines, at) => lines.with(at, (lines[at] ?? '').slice(1)),
  (lines, at, other) => lines.with(at, (lines[at] ?? '').replace(/[^\s:]+$/, (lines[other] ?? '').trim())),
  (lines, at, _other, fragment) => lines.with(at, (lines[at] ?? '').replace(/[^\s:]+$/, fragment)),
  (lines, at) => lines.slice(0, at),
];

/** The files with some of their lines changed, each as likely as another. */
export function mutated(files: FileSet): fc.Arbitrary<FileSet> {
  const names = [...files.keys()].filter((name) => name !== 'case.json');
  const change = fc.record({
    name: fc.constantFrom(...names),
    mutation: fc.constantFrom(...mutations),
    at: fc.nat(),
    other: fc.nat(),
    fragment: fc.constantFrom(...fragments),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const changed = new Map(files);
    for (const { name, mutation, at, other, fragment } of changes) {
      const lines = Buffer.from(changed.get(name) ?? [])
        .toString('utf8')
        .split('\n');
      const mutatedLines = mutation(lines, at % lines.length, other % lines.length, fragment);
      changed.set(name, Buffer.from(mutatedLines.join('\n'), 'utf8'));
    }
    return changed;
  });
}
