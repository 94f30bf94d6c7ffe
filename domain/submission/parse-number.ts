import type { CellNumber } from './table.ts';

/** How a file writes numbers: `en` 1,234.5 and `vi` 1.234,5. */
export type NumberLocale = 'en' | 'vi';

export type NumberReading =
  | { value: number }
  /** `blank`: the cell says nothing. `sign`: it says that there is no value ("-", "n/a", "…"). */
  | { missing: 'blank' | 'sign' }
  | { problem: 'not-a-number' }
  /** `readings`: what the text would mean either way, written plainly; one where the other way has no meaning. */
  | { problem: 'ambiguous'; because: 'decimal-mark' | 'percent-sign'; readings: string[] };

const marks = {
  en: { group: ',', decimal: '.' },
  vi: { group: '.', decimal: ',' },
} as const;

const plain = { en: /^-?\d{1,15}(?:\.\d{1,15})?$/, vi: /^-?\d{1,15}(?:,\d{1,15})?$/ } as const;

const percentUnit = /^(?:%|per ?cent)$/iu;
const missingSign = /^(?:\p{Pd}|−|\.{2,3}|…|n\/?a|n\.a\.)$/iu;

/** Whether the text is one of the signs that stand for "no value". */
export const isMissingSign = (text: string): boolean => missingSign.test(text.trim());

/**
 * Reads a cell as a number, the way the file's declared locale writes numbers. What that way does not allow
 * is never guessed: it comes back as a problem, with what it would mean the other way. Digits beyond the
 * precision of a double are rounded to the nearest one.
 *
 * @param unit the unit of measure of the value; a percent sign is taken only where it is per cent
 */
export function parseNumber(
  text: string,
  { numbers, unit }: { numbers: NumberLocale; unit?: string | undefined },
): NumberReading {
  // Nearly all cells are as plain as this; the rest takes five times as long.
  if (plain[numbers].test(text)) return { value: Number(text.replace(',', '.')) + 0 };
  const written = asciiNumber(text);
  if (written === '') return { missing: 'blank' };
  if (isMissingSign(written)) return { missing: 'sign' };
  if (!written.endsWith('%')) return readAs(written, numbers);

  const reading = readAs(written.slice(0, -1).trimEnd(), numbers);
  if (!('value' in reading) || (unit !== undefined && percentUnit.test(unit.trim()))) return reading;
  // To 15 digits, so that 91.3 % reads 0.913 and not 0.9129999999999999.
  const share = Number((reading.value / 100).toPrecision(15));
  return {
    problem: 'ambiguous',
    because: 'percent-sign',
    readings: [String(reading.value), String(share)],
  };
}

/** A number that a workbook shows as per cent counts in hundredths, unless that is what is measured. */
export function numberOf({ value, percent }: CellNumber, unit: string | undefined): number {
  const inPerCent = percent && unit !== undefined && percentUnit.test(unit.trim());
  // To 15 digits, so that 0.913 shown as 91.3 % reads 91.3 and not 91.30000000000001.
  return (inPerCent ? Number((value * 100).toPrecision(15)) : value) + 0;
}

/** Full-width forms, every kind of minus and of space as their plain counterparts. */
const asciiNumber = (text: string): string =>
  text
    .replace(/[！-～]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010\u2011\u2212\uFE63](?=\s*[\d.,])/gu, '-')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

function readAs(written: string, numbers: NumberLocale): NumberReading {
  const value = strictValue(written, numbers);
  if (value !== undefined) return { value };
  const other = strictValue(written, numbers === 'en' ? 'vi' : 'en');
  if (other === undefined) return { problem: 'not-a-number' };
  const ungrouped = strictValue(written.replaceAll(marks[numbers].group, ''), numbers);
  return {
    problem: 'ambiguous',
    because: 'decimal-mark',
    readings: [...new Set([ungrouped, other].filter((reading) => reading !== undefined).map(String))],
  };
}

const number = {
  en: /^([+-]?) ?(\d+|[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+))?(?:\.(\d+))?(e[+-]?\d{1,4})?$/iu,
  vi: /^([+-]?) ?(\d+|[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+))?(?:,(\d+))?(e[+-]?\d{1,4})?$/iu,
};

/** `undefined` unless the whole text is a finite number with well-formed groups. */
function strictValue(written: string, numbers: NumberLocale): number | undefined {
  const [, sign, whole, fraction, exponent = ''] = number[numbers].exec(written) ?? [];
  if (whole === undefined && fraction === undefined) return undefined;
  const value = Number(`${sign}${(whole ?? '0').replace(/\D/gu, '')}.${fraction ?? '0'}${exponent}`);
  // Adding zero turns a negative zero, which JSON cannot keep, into zero.
  return Number.isFinite(value) ? value + 0 : undefined;
}
