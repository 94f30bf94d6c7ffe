import { jsonOf } from '../../use-cases/json-text.ts';
import type { Clock } from '../../use-cases/ports.ts';
import { type Answer, jsonText } from '../shared/http.ts';

/** Readers may keep an answer for a minute, and show it for five more while they fetch the next. */
export const shortLived = { 'Cache-Control': 'public, max-age=60, stale-while-revalidate=300' };
export const immutable = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** By then all that is written a moment after a release is there: the intervals of its ranks. */
const settledAfter = 60 * 60 * 1_000;

type Release = { publishedAt: string; current?: boolean | undefined };

export type Caching = {
  of(release: Release): Record<string, string>;
  answer(body: { release: Release }): Answer;
};

/**
 * What is said of a release at its own address, or of a superseded one, never changes and is kept for ever. An answer
 * that says that its release is the current one is not: the next release makes it untrue.
 */
export function createCaching(clock: Clock): Caching {
  const of = ({ publishedAt, current = false }: Release) =>
    !current && clock.now().getTime() - Date.parse(publishedAt) > settledAfter ? immutable : shortLived;
  return { of, answer: (body) => jsonText(200, jsonOf(body), of(body.release)) };
}
