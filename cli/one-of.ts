import { Failure } from './failure.ts';

/**
 * The one asked for, the first where none is.
 *
 * @throws {Failure} where it is not among those known
 */
export function oneOf(what: string, asked: string | undefined, known: readonly string[]): string {
  const found = asked === undefined ? known[0] : known.find((id) => id === asked);
  if (found === undefined)
    throw new Failure([`there is no ${what} "${asked}"; there is ${known.join(', ') || 'none'}`], 2);
  return found;
}
