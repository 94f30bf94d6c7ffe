import { type CellPlace, duplicateRow, silentRows } from './cell-findings.ts';
import { echo } from './echo.ts';
import type { FindingList } from './finding-list.ts';

/** What the rows of a file say, once for each thing they are about. Its size is that of the cohort, not of the file. */
export type RowLedger<Content> = {
  /** `about` says in a report what `key` stands for; `false` when the file has said something of it before. */
  enter(key: string, about: () => string, place: CellPlace, content: Content): boolean;
  /** Notes a row that has no value. */
  silent(row: number): void;
  /** Reports what only the whole file tells. */
  close(): void;
  contents(): Content[];
};

const NAMED_ROWS = 10;

export function createRowLedger<Content>(
  isSame: (one: Content, other: Content) => boolean,
  findings: FindingList,
): RowLedger<Content> {
  const entries = new Map<string, { row: number; content: Content }>();
  const silent: number[] = [];
  let silentTotal = 0;
  return {
    enter(key, about, place, content) {
      const first = entries.get(key);
      if (!first) {
        entries.set(key, { row: place.row, content });
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
    contents: () => [...entries.values()].map(({ content }) => content),
  };
}
