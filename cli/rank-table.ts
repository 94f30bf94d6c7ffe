import { regionRanks } from '../domain/release/region-ranks.ts';
import type { Change, CohortResult, NodeResult, ResultRow } from '../domain/release/run.ts';
import { alignColumns, type Column } from './align-columns.ts';
import type { Ranking } from './rank.ts';
import { type Language, words } from './words.ts';

/**
 * A ranking for people: heading, ranked units, one line of statistics, then who is not ranked and why.
 *
 * @param byRegion whether units are ranked within their region too
 */
export function formatTable(ranking: Ranking, language: Language, byRegion = false): string {
  const { cohort, node } = ranking;
  const ranked = node.rows.filter(({ status }) => status === 'ranked');
  const others = node.rows.filter(({ status }) => status !== 'ranked');
  const lines = [
    ...headingLines(ranking, language),
    '',
    ...rankedLines(ranked, { node, cohort, inRegion: byRegion ? regionRanks(ranked) : undefined }, language),
    '',
    summary(node, language),
    ...(others.length > 0 ? ['', ...unrankedLines(others, node, language)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Which figures these are and where they come from. */
export function headingLines({ definition, run, cohort, node }: Ranking, language: Language): string[] {
  const { index } = definition;
  return [
    `${index.name[language]} (${index.shortName}) · ${run.period} · ${cohort.name[language]} · ${node.name[language]}`,
    ...(run.sample ? [words[language].sample] : []),
    provenance(cohort, language),
  ];
}

function provenance(
  { framework, restatement, source, comparison }: CohortResult,
  language: Language,
): string {
  const say = words[language];
  return [
    framework && say.computed(`${framework.id} (${framework.version})`),
    restatement && say.restated(restatement.from.cohort, restatement.from.period),
    source && !restatement && say.imported(source.citation),
    comparison && say.comparison(comparison.period, comparison.sameMethod),
  ]
    .filter(Boolean)
    .join(' · ');
}

type Shown = { node: NodeResult; cohort: CohortResult; inRegion: Map<string, number> | undefined };

type Field = Column & { cell(row: ResultRow): string };

function rankedLines(
  rows: readonly ResultRow[],
  { node, cohort, inRegion }: Shown,
  language: Language,
): string[] {
  const say = words[language];
  const fields: (Field | false)[] = [
    { heading: say.rank, align: 'right', cell: ({ rank }) => String(rank) },
    inRegion !== undefined && {
      heading: say.inRegion,
      align: 'right',
      cell: ({ unit }) => `${inRegion.get(unit.id) ?? ''}`,
    },
    inRegion !== undefined && {
      heading: say.region,
      align: 'left',
      cell: ({ unit }) => unit.region ?? '',
    },
    { heading: say.unit, align: 'left', cell: ({ unit }) => unit.name[language] },
    { heading: say.score, align: 'right', cell: ({ score }) => fixed(score, node.decimals) },
    rows.some(({ grade }) => grade) && {
      heading: say.grade,
      align: 'left',
      cell: ({ grade }) => grade ?? '',
    },
    cohort.comparison !== undefined && {
      heading: say.change,
      align: 'right',
      cell: ({ change }) => moved(change, node.decimals),
    },
    rows.some(({ source }) => source) && {
      heading: say.source,
      align: 'left',
      cell: ({ source }) => source ?? '',
    },
  ];
  return toLines(
    fields.filter((field) => field !== false),
    rows,
  );
}

function unrankedLines(rows: readonly ResultRow[], node: NodeResult, language: Language): string[] {
  const say = words[language];
  const fields: (Field | false)[] = [
    { heading: say.notRanked, align: 'left', cell: ({ unit }) => unit.name[language] },
    rows.some(({ score }) => score !== null) && {
      heading: say.score,
      align: 'right',
      cell: ({ score }) => fixed(score, node.decimals),
    },
    rows.some(({ grade }) => grade) && {
      heading: say.grade,
      align: 'left',
      cell: ({ grade }) => grade ?? '',
    },
    { heading: '', align: 'left', cell: ({ reason }) => reason?.[language] ?? '' },
  ];
  return toLines(
    fields.filter((field) => field !== false),
    rows,
  );
}

const toLines = (fields: readonly Field[], rows: readonly ResultRow[]): string[] =>
  alignColumns(
    fields,
    rows.map((row) => fields.map(({ cell }) => cell(row))),
  );

function summary({ statistics, decimals }: NodeResult, language: Language): string {
  const say = words[language];
  const { ranked, units, mean, median } = statistics;
  return [
    say.ranked(ranked, units),
    mean !== null && `${say.mean} ${fixed(mean, decimals)}`,
    median !== null && `${say.median} ${fixed(median, decimals)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

export const fixed = (score: number | null, decimals: number | null): string =>
  score === null ? '' : decimals === null ? String(score) : score.toFixed(decimals);

/** `+1 (+0.0904)`: ranks gained, then points. */
function moved(change: Change | undefined, decimals: number | null): string {
  const rank = change?.rank == null ? '' : signed(change.rank, 0);
  const score = change?.score == null ? '' : `(${signed(change.score, decimals)})`;
  return [rank, score].filter(Boolean).join(' ');
}

export const signed = (value: number, decimals: number | null): string =>
  value > 0 ? `+${fixed(value, decimals)}` : value === 0 ? '=' : fixed(value, decimals);
