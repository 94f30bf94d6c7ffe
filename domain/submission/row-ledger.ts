import { type CellPlace, duplicateRow, silentRows } from './cell-findings.ts';
import { echo } from './echo.ts';
import type { FindingList } from './finding-list.ts';

/** What the rows of a file say, once for each thing they are about. Its size is that of the cohort, not of the file. */
export type RowLedger<Content> = {
  /**
   * `about` says in a report what the key stands for; `false` when the file has said something of it before. Two
   * ids that are at hand make a key: a text made of them, a million times, would be most of the work.
   */
  enter(key: LedgerKey, about: () => string, place: CellPlace, content: Content): boolean;
  /** Notes a row that has no value. */
  silent(row: number): void;
  /** Reports what only the whole file tells. */
  close(): void;
  contents(): Content[];
};

export type LedgerKey = readonly [first: string, second: string];

const NAMED_ROWS = 10;

type Entry<Content> = { row: number; content: Content };

export function createRowLedger<Content>(
  isSame: (one: Content, other: Content) => boolean,
  findings: FindingList,
): RowLedger<Content> {
  const entries = new Map<string, Map<string, Entry<Content>>>();
  const silent: number[] = [];
  let silentTotal = 0;
  return {
    enter([one, other], about, place, content) {
      const group = entries.get(one) ?? new Map<string, Entry<Content>>();
      if (group.size === 0) entries.set(one, group);
      const first = group.get(other);
      if (!first) {
        group.set(other, { row: place.row, content });
        return true;
      }
      const same = isSame(first.content, content);
      const word = () => duplicateRow(place, echo(about()), first.row, same);
      if (same) findings.warning(word);
      else findings.error(word);
      return false;
    },
    silent(row) {
      silentTotal += 1;
      if (silent.length < NAMED_ROWS) silent.push(row);
    },
    close() {
      if (silentTotal > 0) findings.warning(() => silentRows(silent, silentTotal));
    },
    contents: () =>
      [...entries.values()].flatMap((group) => [...group.values()].map(({ content }) => content)),
  };
}
