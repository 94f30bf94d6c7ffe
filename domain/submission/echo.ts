const LONGEST_ECHO = 80;

/**
 * A cell as a report repeats it: at most 80 characters, and no control character, which a terminal could
 * obey. Built from single characters, so that a report does not keep the memory of a huge cell.
 */
export function echo(cell: string): string {
  const characters = [...cell.slice(0, 2 * LONGEST_ECHO + 2).replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ')];
  return characters.length > LONGEST_ECHO
    ? `${characters.slice(0, LONGEST_ECHO - 1).join('')}…`
    : characters.join('');
}
