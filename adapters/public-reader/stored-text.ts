const quote = 0x22;
const backslash = 0x5c;

/**
 * Where the object or the array that begins at `start` ends, after its last bracket. Passing over a value takes a
 * fraction of parsing it: of a chunk of fifty units a reader wants one, of a page of a hundred rows perhaps ten.
 */
export function endOfValue(text: string, start: number): number {
  for (let at = start, depth = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === quote) at = endOfString(text, at);
    else if (sign === 0x7b || sign === 0x5b) depth += 1;
    else if ((sign === 0x7d || sign === 0x5d) && --depth === 0) return at + 1;
  }
  throw new SyntaxError('The stored text ends within a value');
}

/** The quotation mark that closes the one at `start`: the next without an odd number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes += 1;
    if (end < 0 || escapes % 2 === 0) return end < 0 ? text.length : end;
  }
}
