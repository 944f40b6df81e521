import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { endingOrder } from './parts.ts';
import { type RunningProcess, runningProcesses, signal } from './processes.ts';
import { clusterFolders } from './state.ts';

/** The supervisor's file and the folder stand side by side in its command line. */
const supervises = (one: RunningProcess, folder: string): boolean =>
  `${one.command} `.includes(`supervisor.ts ${folder} `);

/** Whether it is a part of the cluster; not somebody's pager on one of its logs. */
const belongsTo = ({ command }: RunningProcess, folder: string): boolean =>
  command.includes(`${folder}/`) && endingOrder.some((part) => / ?(\S+)/.exec(command)?.[1]?.endsWith(part));

export function isSupervised(folder: string, processes = runningProcesses()): boolean {
  return processes.some((one) => supervises(one, folder));
}

/**
 * Ends what a killed supervisor left: its processes and its folder. A supervisor makes its folder itself, so
 * a folder seen before the list of processes was taken has a supervisor in that list, or has lost it.
 * @returns the folders that were removed
 */
export async function sweep(): Promise<string[]> {
  const folders = clusterFolders();
  const processes = runningProcesses();
  const abandoned = folders.filter((folder) => !isSupervised(folder, processes));
  for (const folder of abandoned) {
    const orphans = processes.filter((one) => belongsTo(one, folder));
    for (const { pid } of orphans) signal(pid, 'SIGKILL');
    while (orphans.length > 0 && runningProcesses().some((one) => belongsTo(one, folder))) await delay(20);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return abandoned;
}
