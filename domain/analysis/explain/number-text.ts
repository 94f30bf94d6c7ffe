import { roundHalfAway } from '../../engine/decimal.ts';

export type Language = 'vi' | 'en';

const marks = { vi: { point: ',', group: '.' }, en: { point: '.', group: ',' } };

const SIGNIFICANT = 6;

/**
 * A number as a reader of the language writes it, of six significant digits and without cutting its whole part:
 * 1234567.8 is 1,234,568 in English and 1.234.568 in Vietnamese. It asks no locale of the machine.
 *
 * @param value finite
 */
export function numberText(value: number, language: Language): string {
  const magnitude = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  const { point, group } = marks[language];
  if (magnitude !== 0 && (magnitude < 1e-6 || magnitude >= 1e15)) {
    const [digits, exponent] = shortest(magnitude.toExponential(SIGNIFICANT - 1)).split('e') as [
      string,
      string,
    ];
    return `${sign}${digits.replace('.', point)}·10^${Number(exponent)}`;
  }
  const whole = Math.floor(magnitude);
  const places = Math.max(0, SIGNIFICANT - (whole > 0 ? String(whole).length : leadingZeros(magnitude)));
  const [integer, fraction] = plain(roundHalfAway(magnitude, Math.min(places, 15)), places);
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, group);
  return sign + grouped + (fraction === '' ? '' : point + fraction);
}

/** As a factor or a term after a sign: a number below 0 in brackets. */
export const operandText = (value: number, language: Language): string =>
  value < 0 ? `(${numberText(value, language)})` : numberText(value, language);

/** Minus the count of zeros after the point: they are not significant. */
const leadingZeros = (magnitude: number): number =>
  magnitude === 0 ? 0 : Math.min(0, Number(magnitude.toExponential().split('e')[1]) + 1);

function plain(value: number, places: number): [string, string] {
  const [integer, fraction = ''] = value.toFixed(Math.min(places, 20)).split('.') as [string, string?];
  return [integer, fraction.replace(/0+$/, '')];
}

const shortest = (exponential: string): string => exponential.replace(/\.?0+e/, 'e');
