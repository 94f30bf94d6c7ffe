import { readXml } from './scan-xml.ts';

/** What a number means by the way in which its cell shows it. */
export type NumberFormat = 'plain' | 'percent' | 'date';

/** By the number that a cell gives as its style. */
export type NumberFormats = (style: number) => NumberFormat;

export const noFormats: NumberFormats = () => 'plain';

/** Formats that every workbook has: ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are dates in East Asian ones. */
function builtIn(id: number): NumberFormat {
  if (id === 9 || id === 10) return 'percent';
  const isDate =
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return isDate ? 'date' : 'plain';
}

/** Letters in quotation marks, in brackets and after a backslash are shown and mean nothing. */
function custom(code: string): NumberFormat {
  const meant = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
  if (meant.includes('%')) return 'percent';
  return /[dmyhs]/i.test(meant.replaceAll(/general/gi, '')) ? 'date' : 'plain';
}

export async function readNumberFormats(styles: AsyncIterable<Uint8Array>): Promise<NumberFormats> {
  const customs = new Map<number, NumberFormat>();
  const ofStyles: number[] = [];
  let inCells = false;
  await readXml(styles, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt') customs.set(Number(numFmtId), custom(formatCode ?? ''));
      if (name === 'xf' && inCells) ofStyles.push(Number(numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  const formats = ofStyles.map((id) => customs.get(id) ?? builtIn(id));
  return (style) => formats[style] ?? 'plain';
}
