/**
 * Four ways to look at a name as somebody typed it, from the strictest to the most lenient. A stricter
 * reading that finds a name settles the matter; a more lenient one is asked only when it does not.
 */

/** The text without what no reader sees: invisible characters, Unicode composition, runs of spaces. */
export const tidyText = (written: string): string =>
  written
    .replace(/\p{Cf}/gu, '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();

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
  written
    .replace(/\p{Cf}/gu, '')
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
