import { numberText } from '../../domain/analysis/explain/number-text.ts';
import {
  duel,
  probabilityOfTop,
  type RankDistribution,
  type RankSummary,
  rankAcceptability,
  rankSummary,
} from '../../domain/analysis/uncertainty/rank-distribution.ts';
import { simulateRanks } from '../../domain/analysis/uncertainty/simulate-ranks.ts';
import { tiedGroups } from '../../domain/analysis/uncertainty/tied-groups.ts';
import { type UsualPlan, usualPlan } from '../../domain/analysis/uncertainty/usual-plan.ts';
import { roundHalfAway } from '../../domain/engine/decimal.ts';
import type { Unit } from '../../domain/methodology/definitions.ts';
import type { ResultRow } from '../../domain/release/run.ts';
import { alignColumns } from '../align-columns.ts';
import { fixed, headingLines } from '../rank-table.ts';
import { words } from '../words.ts';
import {
  type Analysed,
  type AnalysisReport,
  type Draws,
  headingOf,
  NODE_HEADING,
} from './analysis-report.ts';
import { analysisWords } from './analysis-words.ts';
import { findUnit } from './find-unit.ts';
import { planLines } from './plan-lines.ts';
import { progressBar } from './progress-bar.ts';

/** How sure a ranking is: what ranks a unit has under other weights and methods that are as reasonable. */
export type Uncertainty = {
  plan: UsualPlan;
  distribution: RankDistribution;
  /** The first so many places, whose probability is told. */
  places: number;
  /** In the order of the ranking; units without a score are left out. */
  rows: UncertainRow[];
};

/** What is asked beside: the first so many places, and the unit that all are held against. */
type Asked = { places?: number | undefined; versus?: Unit | undefined };

export type UncertainRow = RankSummary & {
  unit: ResultRow['unit'];
  score: number | null;
  top: number;
  /** How often it stands above the next unit, or above the one named; `null` where there is none. */
  above: number | null;
  /** Units of one group cannot be told apart; counted from 1, the best. */
  group: number;
};

/** @throws {AnalysisError} @throws {EngineError} as `usualPlan` and `simulateRanks` */
export function uncertainty(
  { subject, node, streams }: Analysed,
  draws: Draws,
  { places, versus }: Asked = {},
): Uncertainty {
  const plan = usualPlan(subject, draws);
  const bar = progressBar(streams.stderr, 'uncertainty');
  const { replicates, seed } = draws;
  const distribution = simulateRanks(subject, {
    ...plan,
    ...{ replicates, seed },
    onProgress: (done) => bar.report(done, replicates),
  });
  bar.end();
  const groups = tiedGroups(distribution);
  const scored = node.rows.filter(({ rank }) => rank !== null);
  const top = places ?? (scored.length > 20 ? 10 : 3);
  const placeOf = (id: string | undefined) => subject.matrix.ids!.indexOf(id!);
  const rows = scored.map(({ unit, score }, position): UncertainRow => {
    const place = placeOf(unit.id);
    const other = placeOf(versus?.id ?? scored[position + 1]?.unit.id);
    return {
      unit,
      score,
      ...rankSummary(distribution, place),
      top: probabilityOfTop(distribution, place, top),
      above: other < 0 || other === place ? null : (duel(distribution, place, other)?.above ?? null),
      group: groups.findIndex((members) => members.includes(place)) + 1,
    };
  });
  return { plan, distribution, places: top, rows };
}

/**
 * @param asked.versus any spelling of a unit
 * @throws {Failure} for a unit that is not there @throws {AnalysisError} @throws {EngineError} as `uncertainty`
 */
export function reportUncertainty(
  analysed: Analysed,
  draws: Draws,
  asked: { top?: number; versus?: string },
): AnalysisReport {
  const versus = asked.versus === undefined ? undefined : findUnit(asked.versus, analysed.units).unit;
  const found = uncertainty(analysed, draws, { places: asked.top, versus });
  return {
    name: 'uncertainty',
    text: textOf(found, analysed, draws, versus),
    csv: csvOf(found, analysed),
    json: { ...jsonOf(found, analysed, draws), ...(versus && { versus: versus.id }) },
  };
}

function textOf(
  { plan, distribution, places, rows }: Uncertainty,
  analysed: Analysed,
  draws: Draws,
  versus: Unit | undefined,
): string[] {
  const { language, node } = analysed;
  const say = analysisWords[language];
  const { decimals } = node;
  const { failures } = distribution;
  return [
    ...headingLines(analysed, language),
    ...planLines(plan, say.replicates(numberText(draws.replicates, language), draws.seed), language),
    ...(failures.length > 0 ? [`${say.failed(failures.length)}: ${failures[0]!.reason}`] : []),
    '',
    ...alignColumns(
      [
        { heading: words[language].rank, align: 'right' },
        { heading: words[language].unit, align: 'left' },
        { heading: words[language].score, align: 'right' },
        { heading: say.median, align: 'right' },
        { heading: say.interval, align: 'left' },
        { heading: say.top(places), align: 'right' },
        { heading: say.above(versus?.name[language]), align: 'right' },
        { heading: say.group, align: 'right' },
      ],
      rows.map(({ nominal, unit, score, median, low, high, top, above, group }) => [
        `${nominal}`,
        unit.name[language],
        fixed(score, decimals),
        rankText(median),
        intervalText(low, high),
        `${Math.round(100 * top)} %`,
        above === null ? '' : `${Math.round(100 * above)} %`,
        `${group}`,
      ]),
    ),
    '',
    say.groups,
  ];
}

/** A percentile of ranks may lie between two. */
export const rankText = (rank: number | null): string => (rank === null ? '' : `${roundHalfAway(rank, 1)}`);

export const intervalText = (low: number | null, high: number | null): string =>
  low === high ? rankText(low) : `${rankText(low)}–${rankText(high)}`;

const csvOf = ({ rows, places }: Uncertainty, analysed: Analysed): AnalysisReport['csv'] => ({
  columns: [
    ...NODE_HEADING,
    ...['rank', 'unit', 'name', 'score'],
    ...['rank_median', 'rank_mean', 'rank_5', 'rank_95', 'rank_best', 'rank_worst'],
    ...['top', 'probability_of_top', 'probability_above', 'group'],
  ],
  records: rows.map(({ nominal, unit, score, median, mean, low, high, best, worst, top, above, group }) => ({
    ...headingOf(analysed),
    rank: nominal,
    unit: unit.id,
    name: unit.name[analysed.language],
    score,
    rank_median: median,
    rank_mean: mean,
    rank_5: low,
    rank_95: high,
    rank_best: best,
    rank_worst: worst,
    top: places,
    probability_of_top: top,
    probability_above: above,
    group,
  })),
});

function jsonOf(
  { plan, distribution, places, rows }: Uncertainty,
  { subject: { matrix }, node }: Analysed,
  { seed }: Draws,
): object {
  const { planned, replicates, failures, units } = distribution;
  const acceptability = rankAcceptability(distribution);
  return {
    ...{ node: node.code, seed, planned, replicates, failures, plan, top: places },
    units: rows.map(({ unit, nominal, top, above, ...row }) => {
      const place = matrix.ids!.indexOf(unit.id);
      const shares = acceptability.subarray(place * units, (place + 1) * units);
      return {
        unit,
        rank: nominal,
        ...row,
        probabilityOfTop: top,
        probabilityAbove: above,
        acceptability: Array.from(shares, (share, rank) => ({ rank: rank + 1, share })).filter(
          ({ share }) => share > 0,
        ),
      };
    }),
  };
}
