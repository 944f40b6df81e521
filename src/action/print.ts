import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import type { Annotation, annotations } from '../report/annotations.ts';

type Shown = ReturnType<typeof annotations>;

/** The runner shows ten of each type. */
const mostOfType = 10;

/**
 * Runs `work` with the runner deaf to commands: a line of a manifest, or of a server's answer, could otherwise
 * fail the step, set an output or hide what follows. Nothing within may use commands itself.
 */
export async function withoutCommands<T>(work: () => Promise<T>): Promise<T> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await work();
  } finally {
    process.stdout.write(`\n::${token}::\n`);
  }
}

/** Puts annotations beside the files' lines, worst first, and says how many there was no room for. */
export function annotate(found: Shown): void {
  const show = { error: core.error, warning: core.warning, notice: core.notice };
  for (const level of ['error', 'warning', 'notice'] as const) {
    const all = found.filter((one) => one.level === level);
    for (const one of all.slice(0, mostOfType)) show[level](one.message, propertiesOf(one));
    const left = all.length - mostOfType;
    if (left > 0) process.stdout.write(`${left} more ${level}s are in the step's summary\n`);
  }
}

const propertiesOf = ({ title, file, line }: Annotation): core.AnnotationProperties => ({
  title,
  ...(file !== undefined && { file }),
  ...(line !== undefined && { startLine: line }),
});
