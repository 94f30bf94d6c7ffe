import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Kills a child's process group when this process ends: by itself, by a signal that nobody else heeds, or by a second
 * one while somebody heeds the first. The group hears of none of them by itself.
 *
 * @returns a function that lets go of the group again.
 */
export function tieToThisProcess(child: ChildProcess): () => void {
  const kill = () => killGroup(child, 'SIGKILL');
  const killAndPassOn = (signal: NodeJS.Signals) => {
    kill();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.on('exit', kill);
  for (const signal of signals) process.once(signal, killAndPassOn);
  return () => {
    process.off('exit', kill);
    for (const signal of signals) process.off(signal, killAndPassOn);
  };
}

/** Ends a child and its process group; what has not ended after five seconds is killed. */
export async function endGroup(child: ChildProcess): Promise<void> {
  const ended =
    child.exitCode === null && child.signalCode === null
      ? new Promise<void>((resolve) => child.once('close', () => resolve()))
      : Promise.resolve();
  killGroup(child, 'SIGTERM');
  await Promise.race([ended, sleep(5_000)]);
  // Children that outlived it, or itself where it would not go.
  killGroup(child, 'SIGKILL');
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}
