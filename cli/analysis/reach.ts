import { numberText } from '../../domain/analysis/explain/number-text.ts';
import { nodePlace } from '../../domain/analysis/ranks-at.ts';
import { type ReachableRanks, reachableRanks } from '../../domain/analysis/reach/reachable-ranks.ts';
import { effectiveWeights } from '../../domain/analysis/statistics/effective-weights.ts';
import { compute } from '../../domain/analysis/subject.ts';
import { roundHalfAway } from '../../domain/engine/decimal.ts';
import { alignColumns } from '../align-columns.ts';
import { headingLines } from '../rank-table.ts';
import { type Analysed, type AnalysisReport, headingOf, NODE_HEADING } from './analysis-report.ts';
import { analysisWords } from './analysis-words.ts';
import { findRanked } from './find-unit.ts';

/** Shares of the node: as declared, and those that lead to either rank. */
type Part = { node: string; name: string; declared: number; best: number; worst: number };

/**
 * The best and the worst rank that any weights of the parts of a node give a unit, and such weights.
 *
 * @param asked the unit, by its id, a code or any spelling of its name
 * @throws {Failure} @throws {AnalysisError} as `reachableRanks`
 */
export function reportReach(analysed: Analysed, asked: string): AnalysisReport {
  const { subject, units, language } = analysed;
  const { unit, rank } = findRanked(asked, analysed);
  const computed = compute(subject);
  const { model, evaluation } = computed;
  const found = reachableRanks(subject, computed, units.indexOf(unit));
  const [declared, best, worst] = [evaluation.weights, found.best.weights, found.worst.weights].map(
    (weights) => effectiveWeights(model, weights),
  );
  const top = nodePlace(model, subject.node);
  const parts = Array.from(model.displayOrder)
    .filter((place) => model.parents[place] === top)
    .map((place): Part => {
      const { code, name } = model.nodes[place]!;
      return {
        node: code,
        name: name[language],
        declared: declared![place]! / declared![top]!,
        best: best![place]! / best![top]!,
        worst: worst![place]! / worst![top]!,
      };
    });
  const ranks = (['best', 'worst'] as const).map((end) => [
    end,
    { rank: found[end].rank, proven: found[end].proven },
  ]);
  return {
    name: 'reach',
    text: textOf(analysed, { name: unit.name[language], rank }, found, parts),
    csv: csvOf(analysed, { id: unit.id, rank }, found, parts),
    json: {
      node: analysed.node.code,
      unit: { id: unit.id, name: unit.name },
      rank,
      ...Object.fromEntries(ranks),
      parts,
    },
  };
}

function textOf(
  analysed: Analysed,
  { name, rank }: { name: string; rank: number },
  { best, worst }: ReachableRanks,
  parts: readonly Part[],
): string[] {
  const { language } = analysed;
  const say = analysisWords[language];
  const percent = (share: number) => `${numberText(roundHalfAway(100 * share, 1), language)} %`;
  return [
    ...headingLines(analysed, language),
    '',
    say.reach(name, rank, best.rank, worst.rank),
    ...(best.proven && worst.proven ? [] : [say.unproven]),
    '',
    ...alignColumns(
      [
        { heading: say.node, align: 'left' },
        { heading: say.declared, align: 'right' },
        { heading: say.forRank(best.rank), align: 'right' },
        { heading: say.forRank(worst.rank), align: 'right' },
      ],
      parts.map((part) => [part.name, percent(part.declared), percent(part.best), percent(part.worst)]),
    ),
  ];
}

const csvOf = (
  analysed: Analysed,
  { id, rank }: { id: string; rank: number },
  { best, worst }: ReachableRanks,
  parts: readonly Part[],
): AnalysisReport['csv'] => ({
  columns: [
    ...NODE_HEADING,
    ...['unit', 'rank', 'best_rank', 'best_proven', 'worst_rank'],
    ...['worst_proven', 'node', 'name', 'share', 'share_for_best', 'share_for_worst'],
  ],
  records: parts.map(({ node, name, declared, best: forBest, worst: forWorst }) => ({
    ...headingOf(analysed),
    unit: id,
    rank,
    best_rank: best.rank,
    best_proven: String(best.proven),
    worst_rank: worst.rank,
    worst_proven: String(worst.proven),
    node,
    name,
    share: declared,
    share_for_best: forBest,
    share_for_worst: forWorst,
  })),
});
