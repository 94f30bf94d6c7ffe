import { AnalysisError } from '../../domain/analysis/analysis-error.ts';
import { attributeChange, type ChangePart } from '../../domain/analysis/attribution/attribute-change.ts';
import { numberText } from '../../domain/analysis/explain/number-text.ts';
import { compareRanks, type RankComparison } from '../../domain/analysis/statistics/compare-ranks.ts';
import type { Subject } from '../../domain/analysis/subject.ts';
import { roundHalfAway } from '../../domain/engine/decimal.ts';
import type { NodeResult, ResultRow } from '../../domain/release/run.ts';
import { alignColumns } from '../align-columns.ts';
import { Failure } from '../failure.ts';
import type { Streams } from '../main.ts';
import type { Ranking } from '../rank.ts';
import { headingLines, signed } from '../rank-table.ts';
import { type Language, words } from '../words.ts';
import { type AnalysisReport, HEADING, headingOf } from './analysis-report.ts';
import { analysisWords } from './analysis-words.ts';
import type { Counterpart } from './counterpart.ts';
import { progressBar } from './progress-bar.ts';

type Compared = {
  unit: ResultRow['unit'];
  before: ResultRow | undefined;
  after: ResultRow | undefined;
  /** Places gained; `null` without a rank on one side. */
  gain: number | null;
  scoreGain: number | null;
  /** What moved it; `null` where that cannot be told. */
  causes: ChangePart[] | null;
};

type Comparison = RankComparison & {
  rows: Compared[];
  /** Why no causes are told, where none are. */
  withoutCauses?: string;
};

/**
 * How a ranking differs from another one of the same units, and where both were computed from values, what moved each
 * unit: its own data, the others', the weights or the method.
 *
 * @param subject what the ranking was computed from; absent for figures kept as published
 * @throws {Failure} where the counterpart has no such node
 */
export function reportComparison(
  ranking: Ranking,
  subject: Subject | undefined,
  counterpart: Counterpart,
  { language, streams }: { language: Language; streams: Streams },
): AnalysisReport {
  const found = compare(ranking, subject, counterpart, streams);
  const { index, period, cohort } = counterpart;
  return {
    name: 'comparison',
    text: textOf(found, ranking, counterpart, language),
    csv: csvOf(found, ranking, counterpart, language),
    json: { with: { index, period, cohort: cohort.id }, node: ranking.node.code, ...jsonOf(found) },
  };
}

function compare(
  { node, cohort }: Ranking,
  subject: Subject | undefined,
  counterpart: Counterpart,
  streams: Streams,
): Comparison {
  const isTotal = node === cohort.nodes[0];
  const other = isTotal ? counterpart.cohort.nodes[0]! : nodeNamed(counterpart, node.code);
  const pairs = pairsOf(other, node);
  const ranks = (side: 'before' | 'after') => pairs.map((pair) => pair[side]?.rank ?? 0);
  const comparison = compareRanks(ranks('before'), ranks('after'));
  const causesOf = attribution(subject, counterpart.subject, isTotal ? undefined : node.code);
  const decimals = Math.max(node.decimals ?? 0, other.decimals ?? 0);
  const bar = progressBar(streams.stderr, 'comparison');
  const rows = pairs.map((pair, place): Compared => {
    const gain = comparison.gains[place]!;
    const [from, to] = [pair.before?.score ?? null, pair.after?.score ?? null];
    const scoreGain = from === null || to === null ? null : roundHalfAway(to - from, decimals);
    const causes = gain === null || typeof causesOf === 'string' ? null : causesOf(pair.unit.id);
    bar.report(place + 1, pairs.length);
    return { ...pair, gain, scoreGain, causes };
  });
  bar.end();
  return { ...comparison, rows, ...(typeof causesOf === 'string' && { withoutCauses: causesOf }) };
}

function nodeNamed({ index, period, cohort }: Counterpart, code: string): NodeResult {
  const found = cohort.nodes.find((node) => node.code === code);
  if (found) return found;
  const known = cohort.nodes.map((node) => node.code).join(', ');
  throw new Failure([`${index}/${period} has no node "${code}"; there is ${known}`], 2);
}

/** Every unit that either has, in the order of the later ranking. */
function pairsOf(before: NodeResult, after: NodeResult): Pick<Compared, 'unit' | 'before' | 'after'>[] {
  const earlier = new Map(before.rows.map((row) => [row.unit.id, row]));
  const later = new Set(after.rows.map(({ unit }) => unit.id));
  return [
    ...after.rows.map((row) => ({ unit: row.unit, before: earlier.get(row.unit.id), after: row })),
    ...before.rows.flatMap((row) =>
      later.has(row.unit.id) ? [] : [{ unit: row.unit, before: row, after: undefined }],
    ),
  ];
}

/** @returns how to tell the causes of a unit's move, or why they cannot be told */
function attribution(
  after: Subject | undefined,
  before: Subject | undefined,
  node: string | undefined,
): ((unit: string) => ChangePart[] | null) | string {
  if (!after) return 'the figures of this cohort are kept as published';
  if (!before) return 'of the other side only figures are known, not the values and the method behind them';
  return (unit) => {
    try {
      return attributeChange(before, after, unit, node).parts;
    } catch (error) {
      if (error instanceof AnalysisError) return null;
      throw error;
    }
  };
}

function textOf(found: Comparison, ranking: Ranking, other: Counterpart, language: Language): string[] {
  const say = analysisWords[language];
  const decimals = ranking.node.decimals;
  return [
    ...headingLines(ranking, language),
    summary(found, other, language),
    ...(found.withoutCauses ? [`${say.noCauses}: ${found.withoutCauses}`] : []),
    '',
    ...alignColumns(
      [
        { heading: words[language].unit, align: 'left' },
        { heading: say.before, align: 'right' },
        { heading: say.after, align: 'right' },
        { heading: say.gain, align: 'right' },
        { heading: say.scoreChange, align: 'right' },
        ...(found.withoutCauses ? [] : [{ heading: say.causes, align: 'left' as const }]),
      ],
      found.rows
        .filter(({ before, after }) => before?.rank != null || after?.rank != null)
        .map(({ unit, before, after, gain, scoreGain, causes }) => [
          unit.name[language],
          `${before?.rank ?? ''}`,
          `${after?.rank ?? ''}`,
          gain === null ? '' : signed(gain, 0),
          scoreGain === null ? '' : signed(scoreGain, decimals),
          ...(found.withoutCauses ? [] : [causeText(causes ?? [], language)]),
        ]),
    ),
  ];
}

function summary(found: Comparison, { index, period, cohort }: Counterpart, language: Language): string {
  const say = analysisWords[language];
  const { spearman, kendall, meanAbsoluteShift, largestShift, order, rows, unmatched } = found;
  const furthest = order[0] === undefined ? undefined : rows[order[0]];
  return [
    say.comparedWith(`${index}/${period} (${cohort.id})`),
    spearman !== null && `Spearman ${spearman.toFixed(3)}`,
    kendall !== null && `Kendall ${kendall.toFixed(3)}`,
    meanAbsoluteShift !== null &&
      `${say.meanShift} ${numberText(roundHalfAway(meanAbsoluteShift, 2), language)}`,
    largestShift !== null &&
      largestShift > 0 &&
      furthest &&
      `${say.largestShift} ${signed(furthest.gain!, 0)} (${furthest.unit.name[language]})`,
    unmatched > 0 && say.unmatched(unmatched),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The largest first; what moved nothing is left out. */
function causeText(causes: readonly ChangePart[], language: Language): string {
  const { sources } = analysisWords[language];
  return causes
    .map(({ sources: of, places }) => ({ of, places: roundHalfAway(places, 1) }))
    .filter(({ places }) => places !== 0)
    .sort((a, b) => Math.abs(b.places) - Math.abs(a.places))
    .map(({ of, places }) => `${of.map((source) => sources[source]).join(' + ')} ${signed(places, 1)}`)
    .join(', ');
}

const csvOf = (
  { rows }: Comparison,
  ranking: Ranking,
  other: Counterpart,
  language: Language,
): AnalysisReport['csv'] => ({
  columns: [
    ...HEADING,
    ...['node', 'compared_with', 'unit', 'name'],
    ...['rank_before', 'rank_after', 'gain', 'score_before', 'score_after', 'score_gain'],
    ...['cause', 'cause_places', 'cause_score'],
  ],
  records: rows.flatMap(({ unit, before, after, gain, scoreGain, causes }) =>
    (causes ?? [undefined]).map((cause) => ({
      ...headingOf(ranking),
      node: ranking.node.code,
      compared_with: `${other.index}/${other.period}`,
      unit: unit.id,
      name: unit.name[language],
      rank_before: before?.rank,
      rank_after: after?.rank,
      gain,
      score_before: before?.score,
      score_after: after?.score,
      score_gain: scoreGain,
      cause: cause?.sources.join('+'),
      cause_places: cause?.places,
      cause_score: cause?.score,
    })),
  ),
});

const jsonOf = ({ rows, withoutCauses, ...comparison }: Comparison) => ({
  spearman: comparison.spearman,
  kendall: comparison.kendall,
  meanAbsoluteShift: comparison.meanAbsoluteShift,
  largestShift: comparison.largestShift,
  unmatched: comparison.unmatched,
  ...(withoutCauses && { withoutCauses }),
  units: rows.map(({ before, after, ...row }) => ({
    ...row,
    before: before ? { rank: before.rank, score: before.score } : null,
    after: after ? { rank: after.rank, score: after.score } : null,
  })),
});
