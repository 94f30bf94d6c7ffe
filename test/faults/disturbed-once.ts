import { callee } from './cloud/clients.ts';
import { type Disturbance, disturbed, fits } from './cloud/disturbances.ts';

type Work = {
  answer(command: object): object;
  /** Another process may do it too, and it is done again in the end. */
  work(): Promise<unknown>;
  /** What happens elsewhere, before another process does the work. */
  meanwhile?(): void;
};

/** Does a work of which one call is disturbed, then does it again. @param place of the call, from 0 */
export async function disturbedOnce(
  { answer, work, meanwhile = () => {} }: Work,
  disturbance: Disturbance,
  place: number,
): Promise<void> {
  const again = async () => {
    meanwhile();
    await callee.run(async (command) => answer(command), work);
  };
  const never = new Promise<never>(() => {});
  const death = Promise.withResolvers<void>();
  let [calls, alive] = [0, true];
  const die = () => {
    alive = false;
    death.resolve();
    return never;
  };
  const broken = callee.run(async (command) => {
    if (!alive) return never;
    const isDisturbed = calls === place && fits(disturbance, command);
    calls += 1;
    if (!isDisturbed) return answer(command);
    return disturbed(disturbance, command, { answer, die, copy: again, drain: async () => {} });
  }, work);
  await Promise.race([broken.catch(() => {}), death.promise]);
  await again();
}
