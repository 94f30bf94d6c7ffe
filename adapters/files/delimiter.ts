/** In order of preference: a comma is more likely than the others to be part of a heading. */
const delimiters = ['\t', ';', '|', ','] as const;

/** The first line that is not blank; `undefined` while `text` does not hold all of it. */
export function headerLine(text: string): string | undefined {
  const start = /^(?:[^\S\r\n]*[\r\n]+)*/.exec(text)![0].length;
  let quoted = false;
  for (let i = start; i < text.length; i += 1) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) return text.slice(start, i);
  }
  return undefined;
}

/** The delimiter that stands most often outside quotation marks; a comma where there is none. */
export function detectDelimiter(header: string): string {
  const counts = new Map<string, number>(delimiters.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const character of header) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  const most = Math.max(...counts.values());
  return most === 0 ? ',' : delimiters.find((delimiter) => counts.get(delimiter) === most)!;
}

/** Excel's own hint, a first line such as `sep=;`, which it obeys and does not show. */
const hint = /^"?sep=(.)"?(?:\r\n|\n|\r|$)/i;

/** Takes the hint off the text. Without one the delimiter is undefined. */
export function takeDelimiterHint(text: string): { delimiter?: string; rest: string } {
  const [line, delimiter] = hint.exec(text) ?? [];
  return delimiter === undefined ? { rest: text } : { delimiter, rest: text.slice(line!.length) };
}
