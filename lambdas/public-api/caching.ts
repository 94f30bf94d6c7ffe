import { type Answer, json } from '../shared/http.ts';

/** Readers may keep an answer for a minute, and show it for five more while they fetch the next. */
export const shortLived = { 'Cache-Control': 'public, max-age=60, stale-while-revalidate=300' };
export const immutable = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/**
 * A superseded release never changes and never becomes current again, so its answers are kept for ever. An
 * answer of the current release, pinned or not, says that it is current, which the next release makes untrue.
 */
export const forReaders = (body: { release: { current: boolean } }): Answer =>
  json(200, body, cachingOf(body.release));

export const cachingOf = ({ current }: { current: boolean }) => (current ? shortLived : immutable);
