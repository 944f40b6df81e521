import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at the size it has once the modules are loaded, 4 MB. Left to itself it grows to
 * 32 MB, of which a command that lives for half a second makes no use: a plan of 1,000 objects then peaks at
 * 127 instead of 99 MB and takes the same time. It cannot be said in another way: a `bin` has no options for
 * node, and the sizes themselves are read before the first line runs.
 */
export function keepHeapSmall(): void {
  // Measured there; another V8 may not know the flag, and would say so on standard error.
  if (process.versions.node.startsWith('24.')) setFlagsFromString('--semi-space-growth-factor=1');
}
