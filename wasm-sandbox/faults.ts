import type { Fault } from './protocol.ts';

/** A module that cannot get this much more, 16 MiB, is at its limit. */
const noticeablePages = 256;

/**
 * Why the module stopped. Go ends with the same trap for many reasons, so what it printed and the state of
 * its memory tell them apart.
 */
export function faultOf(thrown: unknown, memory: WebAssembly.Memory | undefined, printed: string): Fault {
  const cause = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const details = printed === '' ? cause : `${cause}\n${printed}`;
  if (/stack overflow|stack exceeds/.test(printed) || /call stack size/.test(cause))
    return { code: 'STACK', message: 'it nests too deeply for the stack that it may use', details };
  if (/out of memory|cannot allocate memory/.test(printed) || isFull(memory))
    return { code: 'MEMORY', message: 'it needs more memory than it may use', details };
  const [first = cause] = printed.split('\n');
  return { code: 'CRASHED', message: `the module stopped: ${first || cause}`, details };
}

function isFull(memory: WebAssembly.Memory | undefined): boolean {
  try {
    memory?.grow(noticeablePages);
    return false;
  } catch {
    return true;
  }
}
