import { writeXlsx } from 'hucre/xlsx';
import type { Results } from '../../use-cases/get-results.ts';
import { resultColumns, resultRows } from './results-csv.ts';

/** The table of the CSV as a workbook of one sheet. Texts are cells of text, which no program runs as a formula. */
export const resultsXlsx = (results: Results): Promise<Uint8Array> =>
  writeXlsx({
    // Of the release, not of the moment: the same release gives the same bytes, and the same ETag.
    properties: {
      created: new Date(results.release.publishedAt),
      modified: new Date(results.release.publishedAt),
    },
    sheets: [
      {
        name: `${results.index.shortName} ${results.period}`.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31),
        rows: [resultColumns.map(({ name }) => name), ...resultRows(results)],
        freezePane: { rows: 1 },
      },
    ],
  });
