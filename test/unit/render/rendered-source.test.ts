import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Texts } from '../../../src/manifests/position.ts';
import { RenderedSources } from '../../../src/render/rendered-source.ts';
import { blankActions, couldPrint } from '../../../src/render/template-text.ts';

const template = `{{- if .Values.web.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}-web
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.web.replicas | default 2 }}
{{- end }}
---
{{/* who says "this" */}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: "{{ .Release.Name }}-settings"
data:
  mode: strict
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: fixed
`;

const sourcesOf = (text: string): RenderedSources =>
  new RenderedSources(new Map([['chart/templates/all.yaml', Buffer.from(text)]]));

describe('blankActions', () => {
  test('leaves every character outside of actions in its place', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{{ .x }}',
        '{{- if "}}" }}',
        '{{/* a " */}}',
        '{{\n.y\n}}',
        '\n',
        '  key: ',
        '---\n',
        '"',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const blanked = blankActions(text);
        expect(blanked).toHaveLength(text.length);
        for (let at = 0; at < text.length; at += 1) {
          if (blanked[at] !== '\uE000' && blanked[at] !== ' ') expect(blanked[at]).toBe(text[at]);
        }
        expect(blanked.split('\n')).toHaveLength(text.split('\n').length);
      }),
    );
  });

  test.each([
    [
      'an action that holds a quote as a character',
      `a: {{ eq '"' .q }} "x"\nb: {{ .b }}`,
      `a: {{ eq '"' .q }}`,
    ],
    ['braces in a text', 'a: {{ "}} \\" }}" }} b', 'a: {{ "}} \\" }}" }}'],
    ['braces in a raw text of two lines', 'a: {{ `}}\n"` }} b', 'a: {{ `}}\n"` }}'],
    ['braces in a comment', '{{- /* }} " */ -}} b', '{{- /* }} " */ -}}'],
  ])('takes %s for a part of the action', (_what, text, start) => {
    const blanked = blankActions(text).slice(0, start.length);
    expect(blanked).not.toMatch(/[{}"']/);
    expect(blankActions(text).slice(start.length, start.length + 2)).toBe(
      text.slice(start.length, start.length + 2),
    );
  });

  test.each([
    ['braces that open and never close', '{{'.repeat(2_000_000)],
    ['quotes that never close', `{{ ${'"\\'.repeat(1_000_000)}`],
    ['comments that never close', '{{/* '.repeat(1_000_000)],
  ])('leaves %s as they are, in a time that grows with their length alone', (_what, text) => {
    expect(blankActions(text) === text).toBe(true);
  });

  test('a template can have printed every text that fills its actions', () => {
    const word = fc.stringMatching(/^[a-z]{0,6}$/);
    fc.assert(
      fc.property(word, word, word, (before, printed, after) => {
        const blanked = blankActions(`web-${before}{{ .Values.name }}${after}`);
        expect(couldPrint(blanked, `web-${before}${printed}${after}`)).toBe(true);
        expect(couldPrint(blanked, `db-${before}${printed}${after}`)).toBe(false);
      }),
    );
  });
});

describe('the place of a rendered object', () => {
  test('is its document in the template, told by kind and by what the name can be', () => {
    const sources = sourcesOf(template);
    const lineOf = (kind: string, name: string) =>
      sources.of('chart/templates/all.yaml', { kind, name }).line;
    expect(lineOf('Deployment', 'a-shop-web')).toBe(2);
    expect(lineOf('ConfigMap', 'a-settings')).toBe(13);
    expect(lineOf('ConfigMap', 'fixed')).toBe(20);
  });

  test('is the document whose name says most, where several can have printed it', () => {
    const service = (name: string) => `kind: Service\nmetadata:\n  name: ${name}\n---\n`;
    const sources = sourcesOf(service('{{ .name }}') + service('{{ .name }}-headless'));
    const lineOf = (name: string) => sources.of('chart/templates/all.yaml', { kind: 'Service', name }).line;
    expect(lineOf('shop')).toBe(1);
    expect(lineOf('shop-headless')).toBe(5);
  });

  test('leads to the line and column of a value, and of the key whose value an action prints', () => {
    const sources = sourcesOf(template);
    const texts = () => new Texts(sources.texts, sources.shown);
    const source = sources.of('chart/templates/all.yaml', { kind: 'Deployment', name: 'a-web' });
    expect(texts().place(source, ['spec', 'replicas']).place).toMatchObject({ line: 9, column: 13 });
    expect(texts().place(source, ['metadata', 'labels', 'app'], 'key').place).toMatchObject({ line: 6 });
    expect(texts().of('chart/templates/all.yaml')).toBe(template);
  });

  test('is a line where two branches write the same key', () => {
    const both = `kind: Role\nmetadata:\n  name: r\n---\nkind: Service\nmetadata:\n  name: web\nspec:\n{{ if .x }}\n  type: A\n{{ else }}\n  type: B\n{{ end }}\n`;
    const sources = sourcesOf(both);
    const source = sources.of('chart/templates/all.yaml', { kind: 'Service', name: 'web' });
    expect(new Texts(sources.texts, sources.shown).place(source, ['spec', 'type']).place).toEqual({
      file: 'chart/templates/all.yaml',
      line: 5,
    });
  });

  test('is found in time that grows with the length of a text that is no YAML', () => {
    const text = `a: 1\na: 2\n---\nkind: Role\n${'metadata:\n'.repeat(500_000)}---\nkind: Service\nmetadata:\n  name: web\n`;
    const source = sourcesOf(text).of('chart/templates/all.yaml', { kind: 'Service', name: 'web' });
    expect(source).toMatchObject({ document: 2, line: 500_006 });
  });

  test('is found in the text as it stands where braces are no actions', () => {
    const text = 'kind: ConfigMap\nmetadata:\n  name: alerts\ndata:\n  subject: "{{ .Title }}"\n';
    const files = new Map([['base/alerts.yaml', Buffer.from(text)]]);
    const sources = new RenderedSources(files, new Map(), () => false);
    sources.of('base/alerts.yaml', { kind: 'ConfigMap', name: 'alerts' });
    expect(sources.texts.get('base/alerts.yaml')).toBe(text);
  });

  test('is the file alone where nothing of its kind is in it', () => {
    const source = sourcesOf(template).of('chart/templates/all.yaml', { kind: 'Service', name: 'web' });
    expect(source).toEqual({ document: 0, file: 'chart/templates/all.yaml', line: 1 });
    expect(sourcesOf(template).of('elsewhere.yaml', { kind: 'Service', name: 'web' }).line).toBe(1);
  });
});
