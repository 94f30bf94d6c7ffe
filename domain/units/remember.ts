/** Longer than any name: what a cell of this length says will not come again. */
const LONGEST = 200;
const MOST = 5_000;

/**
 * Remembers the answers for texts that were asked about before: a column repeats its few names many times.
 * Memory stays bounded whatever is asked.
 */
export function remember<Answer>(find: (written: string) => Answer): (written: string) => Answer {
  const known = new Map<string, Answer>();
  return (written) => {
    if (written.length > LONGEST) return find(written);
    const before = known.get(written);
    if (before !== undefined) return before;
    const answer = find(written);
    if (known.size >= MOST) known.clear();
    known.set(written, answer);
    return answer;
  };
}
