const LONGEST_ECHO = 80;

/** Control characters, what sets the direction of writing, and what XML cannot hold. */
const unprintable = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

/**
 * A cell as a report repeats it: at most 80 characters, and none that a terminal could obey or that turns around the
 * words after it. Built from single characters, so that a report does not keep the memory of a huge cell.
 */
export function echo(cell: string): string {
  const characters = [...cell.slice(0, 2 * LONGEST_ECHO + 2).replace(unprintable, ' ')];
  return characters.length > LONGEST_ECHO
    ? `${characters.slice(0, LONGEST_ECHO - 1).join('')}…`
    : characters.join('');
}
