import { decode, encode } from 'jose/base64url';
import { InvalidInput } from './errors.ts';

/** Where a page starts, and in which release: later pages come from the release that the first came from. */
export type RankingPosition = { revision: number; run: string; offset: number };

export const encodeCursor = ({ revision, run, offset }: RankingPosition): string =>
  encode(`${revision}.${run}.${offset}`);

/** @throws {InvalidInput} for a text that `encodeCursor` does not write. */
export function decodeCursor(cursor: string): RankingPosition {
  const match = /^([1-9]\d{0,5})\.([^.]+)\.(\d{1,6})$/.exec(decoded(cursor));
  if (!match)
    throw new InvalidInput('This cursor is none of ours: follow the "next" link, or leave it out.', {
      parameter: 'cursor',
    });
  return { revision: Number(match[1]), run: match[2]!, offset: Number(match[3]) };
}

function decoded(cursor: string): string {
  try {
    return new TextDecoder().decode(decode(cursor));
  } catch {
    return '';
  }
}
