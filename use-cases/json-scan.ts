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

/** A field of an object, as its JSON, those before it being passed over; nothing where the object has none of that name. */
export function fieldOf(text: string, name: string): string | undefined {
  for (let at = 1; text.charCodeAt(at) === quote; ) {
    const endOfName = endOfString(text, at);
    const end = endOfAny(text, endOfName + 2);
    if (endOfName - at - 1 === name.length && text.startsWith(name, at + 1))
      return text.slice(endOfName + 2, end);
    at = end + 1;
  }
  return undefined;
}

/** The fields of an object that come before the one named `until`, each as its JSON. */
export function fieldsBefore(text: string, until: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 1; text.charCodeAt(at) === quote; ) {
    const endOfName = endOfString(text, at);
    const name = text.slice(at + 1, endOfName);
    if (name === until) break;
    const end = endOfAny(text, endOfName + 2);
    fields.set(name, text.slice(endOfName + 2, end));
    at = end + 1;
  }
  return fields;
}

/** The objects of the array that begins at `start`, each as its JSON: those before the range are passed over, those after are not looked at. */
export function objectsOf(text: string, start: number, { from, to } = everyone): string[] {
  const objects: string[] = [];
  for (let at = start + 1, place = 0; place < to && text.charCodeAt(at) === 0x7b; place += 1) {
    const end = endOfValue(text, at);
    if (place >= from) objects.push(text.slice(at, end));
    at = end + 1;
  }
  return objects;
}

const everyone = { from: 0, to: Number.POSITIVE_INFINITY };

/** Of a value of any kind. */
function endOfAny(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === quote) return endOfString(text, start) + 1;
  if (first === 0x7b || first === 0x5b) return endOfValue(text, start);
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x2c || sign === 0x7d) return at;
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
