/** What keeps time and memory bounded, whatever the workbook. */
export type XlsxLimits = {
  /** Of the file as it arrives. */
  bytes: number;
  /** Of all its entries together, once expanded. */
  expandedBytes: number;
  entries: number;
  /** Rows below the headings. */
  rows: number;
  columns: number;
  /** Characters in all cells of a row. */
  rowCharacters: number;
  /** Characters in all cells: a short file can repeat a long text. */
  characters: number;
  /** Texts that cells share, which stay in memory. */
  sharedTexts: number;
  sharedCharacters: number;
};

export const xlsxLimits: XlsxLimits = {
  bytes: 20_000_000,
  expandedBytes: 500_000_000,
  entries: 2_000,
  rows: 200_000,
  columns: 2_000,
  rowCharacters: 1_000_000,
  characters: 200_000_000,
  sharedTexts: 2_000_000,
  sharedCharacters: 50_000_000,
};
