import fc from 'fast-check';

/** Pieces that parsers of YAML, of Go templates and of kustomizations stumble over. */
const pieces = [
  '{{ ',
  ' }}',
  '{{- ',
  ' -}}',
  '{{ end }}',
  '{{ else }}',
  '{{ range . }}',
  '{{ with .Values }}',
  '{{ define "x" }}',
  '{{ include "x" . }}',
  '{{ template "nothing" . }}',
  '{{ tpl "{{ .x }}" . }}',
  '{{ .Values.a.b.c }}',
  '{{ toYaml . }}',
  '{{ index .Values 3 }}',
  '{{ printf "%d" "x" }}',
  '{{ required "r" nil }}',
  '{{ fail "f" }}',
  '{{ repeat 100000 "x" }}',
  '\n',
  '\n\n',
  '  ',
  '\t',
  '---\n',
  '...\n',
  ': ',
  '- ',
  '? ',
  '# ',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!binary ',
  '!!str ',
  '| \n',
  '>-\n',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  "'",
  '\\',
  '\0',
  '\uFEFF',
  '\u2028',
  '\ud83d\ude00',
  '%YAML 1.1\n',
  'null',
  '~',
  'yes',
  '0777',
  '1e999',
  '9007199254740993',
  '.nan',
  '12:30:45',
  '2020-01-01',
  'apiVersion: v1\n',
  'kind: List\n',
  'items: []\n',
  'metadata:\n',
  '  name: a\n',
  'spec:\n',
  'data:\n',
  'resources:\n- ../x\n',
  'resources: [.]\n',
  'patches:\n- patch: |-\n    - op: remove\n      path: /a\n',
  'namePrefix: "x"\n',
  'replacements:\n- source: { kind: a }\n  targets: [{ select: {}, fieldPaths: [a.b.*] }]\n',
  'images: [{ name: a }]\n',
  'configMapGenerator: [{ name: a, files: [x=y] }]\n',
  'openapi: { path: a }\n',
  'crds: [a]\n',
  'vars: [{ name: A }]\n',
  '__proto__',
  'constructor',
  '../',
  '/etc/passwd',
  'https://example.com/x.yaml',
] as const;

type Edit = (text: string) => string;

const at = (text: string, share: number): number => Math.floor(share * (text.length + 1));

/** One change of a text: a piece put in, a part left out, doubled, moved, or a character changed. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom(...pieces), fc.double({ min: 0, max: 1, noNaN: true })).map(
    ([piece, share]): Edit =>
      (text) =>
        text.slice(0, at(text, share)) + piece + text.slice(at(text, share)),
  ),
  fc
    .tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(40),
      fc.constantFrom('without', 'doubled', 'indented', 'lines'),
    )
    .map(
      ([share, length, how]): Edit =>
        (text) => {
          const from = at(text, share);
          const part = text.slice(from, from + length);
          const rest = text.slice(from + length);
          if (how === 'without') return text.slice(0, from) + rest;
          if (how === 'doubled') return text.slice(0, from) + part + part + rest;
          if (how === 'indented') return text.slice(0, from) + part.replaceAll('\n', '\n  ') + rest;
          const lines = text.split('\n');
          const line = Math.floor(share * lines.length);
          return [...lines.slice(line), ...lines.slice(0, line)].join('\n');
        },
    ),
  fc
    .tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
    )
    .map(
      ([share, chars]): Edit =>
        (text) =>
          text.slice(0, at(text, share)) + chars + text.slice(at(text, share) + 1),
    ),
);

/** A text, damaged in a few places. */
export const damaged = (text: string): fc.Arbitrary<string> =>
  fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) => edits.reduce((so, change) => change(so), text));

/** Files of which some are damaged. */
export function damagedFiles(files: Readonly<Record<string, string>>): fc.Arbitrary<Record<string, string>> {
  const names = Object.keys(files);
  return fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 })
    .chain((chosen) =>
      fc
        .record(Object.fromEntries(chosen.map((name) => [name, damaged(files[name] ?? '')])))
        .map((changed): Record<string, string> => ({ ...files, ...changed })),
    );
}
