import { AnalysisError } from '../../domain/analysis/analysis-error.ts';
import { numberText } from '../../domain/analysis/explain/number-text.ts';
import { type GoalResult, seekGoal } from '../../domain/analysis/goal/seek-goal.ts';
import { leavesOf, nodesOf } from '../../domain/engine/check/framework-nodes.ts';
import { roundHalfAway } from '../../domain/engine/decimal.ts';
import { alignColumns } from '../align-columns.ts';
import { Failure } from '../failure.ts';
import { headingLines } from '../rank-table.ts';
import { words } from '../words.ts';
import { type Analysed, type AnalysisReport, headingOf, NODE_HEADING } from './analysis-report.ts';
import { analysisWords } from './analysis-words.ts';
import { findRanked } from './find-unit.ts';
import { progressBar } from './progress-bar.ts';

/** One indicator on the way up: alone, and as part of an improvement of all. */
type Step = {
  indicator: string;
  name: string;
  from: number;
  limit: number;
  alone: GoalResult;
  together: number;
};

type Way = { steps: Step[]; together: GoalResult; unable: string[] };

/**
 * What lifts a unit some places while the others keep their values: the least change of each indicator alone, or of
 * all by the same share of the way to their limits.
 *
 * @param asked `UNIT` or `UNIT:PLACES`, one place where none is given
 * @throws {Failure} @throws {AnalysisError} as `seekGoal`
 */
export function reportGoal(analysed: Analysed, asked: string): AnalysisReport {
  const { unit, rank, more = '1' } = findRanked(asked, analysed);
  if (rank === 1)
    throw new Failure([`${unit.name[analysed.language]} leads already: there is no place to rise`]);
  if (!/^[1-9]\d{0,5}$/.test(more))
    throw new Failure([`"${more}" is no number of places: ${asked.slice(0, -more.length)}1`], 2);
  const found = wayOf(analysed, analysed.units.indexOf(unit), Number(more));
  return {
    name: 'goal',
    text: textOf(found, analysed, unit.name[analysed.language]),
    csv: csvOf(found, analysed, unit.id),
    json: { node: analysed.node.code, unit: { id: unit.id, name: unit.name }, ...found },
  };
}

function wayOf({ subject, node, language, streams }: Analysed, unit: number, places: number): Way {
  const bar = progressBar(streams.stderr, 'goal');
  const named = new Map(subject.indicators.map(({ id, name }) => [id, name[language]]));
  const ranked = nodesOf(subject.framework).find(({ code }) => code === node.code)!;
  const indicators = [...new Set(leavesOf(ranked).map(({ indicator }) => indicator))];
  const unable: string[] = [];
  const alone = new Map<string, GoalResult>();
  for (const [place, indicator] of indicators.entries()) {
    const found = orFault(indicator, () => seekGoal(subject, { unit, places, indicators: [indicator] }));
    if (typeof found === 'string') unable.push(`${named.get(indicator)}: ${found}`);
    else alone.set(indicator, found);
    bar.report(place + 1, indicators.length + 1);
  }
  const together = seekGoal(subject, { unit, places, indicators: [...alone.keys()] });
  bar.end();
  const steps = together.changes.map(({ indicator, from, to, limit }) => ({
    indicator,
    name: named.get(indicator)!,
    from,
    limit,
    alone: alone.get(indicator)!,
    together: to,
  }));
  return { steps, together, unable };
}

/** A value that is missing, or beyond its limit, keeps one indicator from improving and not the others. */
function orFault(indicator: string, work: () => GoalResult): GoalResult | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof AnalysisError && error.faults[0]!.where === indicator)
      return error.faults[0]!.message;
    throw error;
  }
}

const soleChange = ({ changes }: GoalResult): number => changes[0]!.to;

function textOf({ steps, together, unable }: Way, analysed: Analysed, name: string): string[] {
  const { language } = analysed;
  const say = analysisWords[language];
  const number = (value: number) => numberText(value, language);
  return [
    ...headingLines(analysed, language),
    '',
    say.goal(name, together.rank, together.target),
    '',
    ...alignColumns(
      [
        { heading: say.indicator, align: 'left' },
        { heading: say.now, align: 'right' },
        { heading: say.alone, align: 'right' },
        { heading: words[language].rank, align: 'right' },
        { heading: say.together, align: 'right' },
        { heading: say.limit, align: 'right' },
      ],
      steps.map((step) => [
        step.name,
        number(step.from),
        step.alone.reached ? number(soleChange(step.alone)) : '–',
        `${step.alone.newRank}`,
        number(step.together),
        number(step.limit),
      ]),
    ),
    '',
    say.way(number(roundHalfAway(100 * together.share, 2)), together.newRank),
    ...unable,
  ];
}

const csvOf = ({ steps, together }: Way, analysed: Analysed, unit: string): AnalysisReport['csv'] => ({
  columns: [
    ...NODE_HEADING,
    ...['unit', 'rank', 'target', 'indicator', 'name', 'from', 'limit'],
    ...['alone_to', 'alone_reached', 'alone_rank', 'together_to', 'together_reached', 'together_rank'],
  ],
  records: steps.map(({ indicator, name, from, limit, alone, together: to }) => ({
    ...headingOf(analysed),
    unit,
    rank: together.rank,
    target: together.target,
    indicator,
    name,
    from,
    limit,
    alone_to: soleChange(alone),
    alone_reached: String(alone.reached),
    alone_rank: alone.newRank,
    together_to: to,
    together_reached: String(together.reached),
    together_rank: together.newRank,
  })),
});
