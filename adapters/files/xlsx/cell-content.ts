import type { CellNumber } from '../../../domain/submission/table.ts';
import { brokenWorkbook } from '../../../domain/submission/workbook-findings.ts';
import { WorkbookFault } from './fault.ts';
import type { NumberFormat } from './number-formats.ts';
import { unescaped } from './shared-texts.ts';

/** A cell as the sheet's XML has it. */
export type RawCell = {
  /** `s` shared text, `str` and `inlineStr` text, `b` yes or no, `e` error, `d` date; a number otherwise. */
  type: string;
  format: NumberFormat;
  value: string;
  formula: string | undefined;
};

export type CellContent = { text: string; number?: CellNumber };

const DAY = 86_400_000;

/**
 * What a cell shows. A formula counts by the value that was saved with it and is never run.
 *
 * @throws {WorkbookFault} for a shared text that the workbook does not have
 */
export function cellContent(cell: RawCell, sharedTexts: readonly string[], from1904: boolean): CellContent {
  const { type, value, formula } = cell;
  // A program that does not calculate leaves the value out: then the formula itself is what can be reported.
  if (value === '') return { text: formula === undefined ? '' : `=${formula}` };
  if (type === 's') return { text: sharedText(value, sharedTexts) };
  if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE' };
  if (type !== 'n') return { text: unescaped(value) };
  const number = value.length > 15 ? asShown(Number(value)) : Number(value);
  return Number.isFinite(number) ? shownAs(number, cell.format, from1904) : { text: value };
}

/** What is not there must not pass for a blank cell. */
function sharedText(place: string, sharedTexts: readonly string[]): string {
  const text = sharedTexts[Number(place)];
  if (text === undefined) throw new WorkbookFault(brokenWorkbook());
  return text;
}

/** Excel shows 15 digits of a number: to people a sum of 0.1 and 0.2 is 0.3, and not the double beside it. */
const asShown = (value: number): number => Number(value.toPrecision(15));

function shownAs(value: number, format: NumberFormat, from1904: boolean): CellContent {
  if (format === 'date') return { text: dateText(value, from1904) };
  const percent = format === 'percent';
  return {
    text: percent ? `${Number((value * 100).toPrecision(15))}%` : String(value),
    number: { value, percent },
  };
}

/** In ISO 8601. Excel takes 1900 for a leap year, so its days before March 1900 are one off. */
function dateText(serial: number, from1904: boolean): string {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const date = new Date(start + Math.round(serial * DAY));
  if (Number.isNaN(date.getTime()) || serial < 0 || date.getUTCFullYear() > 9999) return String(serial);
  const [day, time] = date.toISOString().slice(0, 19).split('T');
  return time === '00:00:00' ? day! : `${day} ${time}`;
}
