import type { Chart } from './draw-chart.ts';

export type Table = {
  columns: readonly { heading: string; align: 'left' | 'right' }[];
  /** A cell a column; `null` where there is no figure. */
  rows: readonly (readonly (string | null)[])[];
};

/** A chart with what it shows in a sentence and in figures; some figures need no chart. */
export type Figure = {
  /** Also the name of its file, where it has one of its own. */
  id: string;
  title: string;
  says: string;
  chart?: Chart;
  table: Table;
};

export type Section = {
  id: string;
  title: string;
  paragraphs: readonly string[];
  figures: readonly Figure[];
};

/** An audit report before it is written as Markdown or HTML. All text is plain. */
export type AuditDocument = {
  language: 'vi' | 'en';
  title: string;
  subtitle: string;
  /** Present where the figures are made up. */
  warning?: string;
  contents: string;
  sections: readonly Section[];
};

/** Charts drawn, by the id of their figure. */
export type Drawings = ReadonlyMap<string, string>;
