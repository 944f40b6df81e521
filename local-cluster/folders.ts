import { homedir } from 'node:os';
import { join } from 'node:path';

/** What outlives a checkout: built programs, a Node, the state of running clusters. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'plumbline');
}

/** One folder per running cluster, named after it. Short, for sockets below it have at most 107 characters. */
export function clustersFolder(): string {
  return join(cacheFolder(), 'clusters');
}
