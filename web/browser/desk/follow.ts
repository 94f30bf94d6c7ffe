import { pauses } from '../../desk/pauses.ts';
import { Refused } from '../../desk/problem.ts';
import type { App } from './app.ts';

/**
 * Looks until there is an answer that will do, or the person has gone elsewhere; a look that fails is made again.
 *
 * @param willDo whether the answer is one to stop at
 */
export async function follow<Body>(
  { desk, left }: App,
  path: string,
  willDo: (body: Body) => boolean,
): Promise<Body | undefined> {
  for (const pause of pauses()) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (left.aborted) return undefined;
    const body = await desk.get<Body>(path).catch(ignorePassing);
    if (left.aborted) return undefined;
    if (body !== undefined && willDo(body)) return body;
  }
  return undefined;
}

const passing = ['unreachable', 'unavailable', 'internal', 'not-found'];

function ignorePassing(error: unknown): undefined {
  if (error instanceof Refused && passing.includes(error.kind)) return;
  throw error;
}
