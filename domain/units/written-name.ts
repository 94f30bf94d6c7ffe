/**
 * Four ways to look at a name as somebody typed it, from the strictest to the most lenient. A stricter
 * reading that finds a name settles the matter; a more lenient one is asked only when it does not.
 */

/**
 * To put the marks of one letter in order takes the square of their number, and no writing has more than thirty: UAX 15,
 * section 13. Half-width voicing marks become marks too.
 */
const withFewMarks = (text: string): string => (text.length > 60 ? text.replace(piledMarks, '$1') : text);
const piledMarks = /([\p{M}\uFF9E\uFF9F]{30})[\p{M}\uFF9E\uFF9F]+/gu;

/** The text without what no reader sees: invisible characters, Unicode composition, runs of spaces. */
export const tidyText = (written: string): string =>
  // Most texts have nothing to tidy, and to see so takes a third of the time.
  untidy.test(written)
    ? withFewMarks(written.replace(/\p{Cf}/gu, ''))
        .normalize('NFC')
        .replace(/\s+/gu, ' ')
        .trim()
    : withFewMarks(written).normalize('NFC');

const untidy = /\p{Cf}|[^\S ]|^ | $| {2}/u;

/** Each reading is asked for several times of the same name, one after the other. */
function onceInARow(read: (written: string) => string): (written: string) => string {
  let [last, answer] = ['', ''];
  return (written) => {
    if (written !== last) [last, answer] = [written, read(written)];
    return answer;
  };
}

/** Letters and digits alone: case, punctuation and dashes of every kind do not matter. */
export const spelledName = onceInARow((written) =>
  withFewMarks(written.replace(/\p{Cf}/gu, ''))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim(),
);

/**
 * Diacritics do not matter either. Đ does not decompose, so it is named; legacy fonts also wrote it as the
 * Icelandic Ð (U+00D0) or the African Ɖ (U+0189), which look the same.
 */
export const plainName = onceInARow((written) =>
  spelledName(written).normalize('NFD').replace(/\p{M}/gu, '').replace(/[đðɖ]/gu, 'd'),
);

/** The proper name without the rank of the place: "TP. Đà Nẵng", "Tỉnh Hà Nam", "Hue City", "Nam Dinh Province". */
export const bareName = (written: string): string =>
  plainName(written)
    .replace(/^(?:(?:tp|t p|thanh pho|tinh) )+/u, '')
    .replace(/(?: (?:city|province))+$/u, '');

/** A name without any says nothing of how it is pronounced. */
export const hasMarks = (name: string): boolean => /\p{M}/u.test(name.normalize('NFD'));

/**
 * Whether somebody wrote a tone mark that the name does not have: who leaves marks out may mean it, but "Hậ Giang"
 * is no Hà Giang. Within a word marks may stand on another letter, as in Hoà and Hòa.
 *
 * @param key the words that both have without their marks
 */
export function contradicts(written: string, name: string, key: string): boolean {
  if (!hasMarks(name)) return false;
  const words = key.split(' ');
  const [ours, theirs] = [markedWords(written, words), markedWords(name, words)];
  return ours.some((marks, i) => {
    const left = [...(theirs[i] ?? '')];
    return [...marks].some((mark) => {
      const at = left.indexOf(mark);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  });
}

/** The marks of each of the words, where these stand in the text; none where they do not. */
function markedWords(text: string, words: readonly string[]): string[] {
  const spelled = spelledName(text).normalize('NFD').split(' ');
  const plain = spelled.map(plainName);
  const at = plain.findIndex((_, i) => words.every((word, j) => plain[i + j] === word));
  return at < 0 ? [] : spelled.slice(at, at + words.length).map((word) => word.replace(/\P{M}/gu, ''));
}
