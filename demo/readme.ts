import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Story } from './story.ts';

const file = join(import.meta.dirname, '../README.md');

/** The parts of README.md that a run of the demo writes, by the names of their marks. */
export function readmeParts(story: Story): Record<string, string> {
  const lines = (name: string): string[] => story.steps.find((step) => step.name === name)?.lines ?? [];
  const block = (text: string[]): string => `\`\`\`\n${text.join('\n').trim()}\n\`\`\``;
  return {
    comment: quoted(unlinked(story.comment.trim())),
    plan: block(lines('plan-with-drift')),
    guard: block(
      lines('guard').filter(
        (_line, index, all) => index < all.indexOf('$ kubectl -n shop get deployments,services'),
      ),
    ),
  };
}

/** Apart from the text around it. */
const quoted = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

/** The repository of the story is nowhere to be found. */
const unlinked = (markdown: string): string => markdown.replaceAll(/<a href="[^"]*">(.*?)<\/a>/g, '$1');

export function writeReadme(story: Story): void {
  let text = readFileSync(file, 'utf8');
  for (const [name, part] of Object.entries(readmeParts(story)))
    text = text.replace(marked(name), () => whole(name, part));
  writeFileSync(file, text);
}

/** Where README.md is not what this run would write, but for times: the names of these parts. */
export function staleParts(story: Story): string[] {
  const text = readFileSync(file, 'utf8');
  return Object.entries(readmeParts(story))
    .filter(([name, part]) => timeless(marked(name).exec(text)?.[0] ?? '') !== timeless(whole(name, part)))
    .map(([name]) => name);
}

const marked = (name: string): RegExp => new RegExp(`<!-- demo:${name} -->[\\s\\S]*?<!-- /demo:${name} -->`);
const whole = (name: string, part: string): string =>
  `<!-- demo:${name} -->\n\n${part}\n\n<!-- /demo:${name} -->`;

/** Without what differs from run to run. */
const timeless = (text: string): string =>
  text
    .replaceAll(/\b\d+(?:\.\d+)? (?:ms|s)\b/g, 'TIME')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
    .replaceAll(/just now|\d+ seconds? ago/g, 'TIME');
