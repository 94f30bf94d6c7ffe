/** The ways in which people write a name: each turns a clean name into one of them. */
export const spellings: Record<string, (name: string) => string> = {
  'as it is': (name) => name,
  composed: (name) => name.normalize('NFC'),
  decomposed: (name) => name.normalize('NFD'),
  'in capitals': (name) => name.toUpperCase(),
  'in small letters': (name) => name.toLowerCase(),
  'without diacritics': (name) =>
    name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D'),
  'with the Icelandic Ð of legacy fonts': (name) => name.replaceAll('Đ', 'Ð').replaceAll('đ', 'ð'),
  'with no-break spaces': (name) => name.replaceAll(' ', '\u00a0'),
  'with runs of spaces': (name) => `  ${name.replaceAll(' ', '   ')} `,
  'with zero-width characters': (name) => `\ufeff${[...name].join('\u200b')}\u200e`,
  'with other dashes': (name) => name.replaceAll(' - ', '‑'),
  'with a long dash': (name) => name.replaceAll(' - ', ' — '),
  'with a minus': (name) => name.replaceAll(' - ', ' − '),
  'with the dash left out': (name) => name.replaceAll(' - ', ' '),
  'in quotation marks': (name) => `“${name}”`,
};

/** What people put before or after a name to say what kind of place it is. */
export const ranks: Record<string, (name: string) => string> = {
  'with "TP."': (name) => `TP. ${name}`,
  'with "TP" and no space': (name) => `TP.${name}`,
  'with "Tp"': (name) => `Tp ${name}`,
  'with "T.P"': (name) => `T.P ${name}`,
  'with "Thành phố"': (name) => `Thành phố ${name}`,
  'with "Tỉnh"': (name) => `Tỉnh ${name}`,
  'with "Tinh"': (name) => `Tinh ${name}`,
  'with "City"': (name) => `${name} City`,
  'with "Province"': (name) => `${name} Province`,
};
