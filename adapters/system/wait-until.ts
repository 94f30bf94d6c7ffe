import { setTimeout as sleep } from 'node:timers/promises';

/** A timer may ring a little early: the clock decides. */
export async function waitUntil(time: Date): Promise<void> {
  for (let left = time.getTime() - Date.now(); left > 0; left = time.getTime() - Date.now())
    await sleep(left);
}
