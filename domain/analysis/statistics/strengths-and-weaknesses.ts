import type { Model } from '../../engine/model.ts';
import type { PreparedMatrix } from '../../engine/prepare/preparation.ts';
import { rank } from '../../engine/rank.ts';
import type { Indicator } from '../../methodology/definitions.ts';
import { AnalysisError } from '../analysis-error.ts';
import { indicatorOf } from '../indicator-of.ts';

/** How a unit stands at one leaf. */
export type Standing = {
  node: string;
  parent: string | null;
  indicator: string;
  value: number;
  /** 1 is the best value, whichever direction is better. */
  rank: number;
  /** How many units have a value. */
  of: number;
};

/**
 * The leaves at which a unit ranks best and worst by its value, best first in both lists; of equal ranks, the one
 * that comes first in the framework. A value that is also the worst of all is no strength, although many share it,
 * and one that is also the best is no weakness. Source: COINr 1.1.14, `get_str_weak`.
 *
 * @param matrix as `prepare` returns it: what is divided by population is ranked by head
 * @param unit the unit's place in the matrix
 * @param count how many of each
 * @throws {AnalysisError} `unit-unknown`
 */
export function strengthsAndWeaknesses(
  model: Model,
  { indicators, matrix }: { indicators: readonly Indicator[]; matrix: PreparedMatrix },
  unit: number,
  count = 5,
): { strengths: Standing[]; weaknesses: Standing[] } {
  if (!(unit >= 0 && unit < matrix.units))
    throw new AnalysisError({ code: 'unit-unknown', message: `there is no unit at place ${unit}` });
  const standings = leafStandings(indicators, model, matrix, unit).sort((a, b) => a.rank - b.rank);
  return {
    strengths: standings
      .filter(({ isWorst }) => !isWorst)
      .slice(0, count)
      .map(asStanding),
    weaknesses: standings
      .filter(({ isBest }) => !isBest)
      .slice(-count)
      .map(asStanding),
  };
}

type Ranked = Standing & { isBest: boolean; isWorst: boolean };

const asStanding = ({ isBest, isWorst, ...standing }: Ranked): Standing => standing;

/** In the order of the framework, without the leaves at which the unit has no value. */
function leafStandings(
  indicators: readonly Indicator[],
  model: Model,
  { units, values }: PreparedMatrix,
  unit: number,
): Ranked[] {
  const directions = new Map(indicators.map(({ id, direction }) => [id, direction]));
  return Array.from(model.displayOrder).flatMap((place) => {
    const node = model.nodes[place]!;
    if (node.kind !== 'leaf') return [];
    const indicator = indicatorOf(model, node);
    const column = values.subarray(node.column * units, (node.column + 1) * units);
    const value = column[unit]!;
    if (Number.isNaN(value)) return [];
    const merits = directions.get(indicator) === 'lower-is-better' ? column.map((v) => 0 - v) : column;
    const { ranks, order } = rank(merits, merits, 0, { ties: 'competition', on: 'exact' });
    const own = ranks[unit]!;
    return {
      node: node.code,
      parent: model.nodes[model.parents[place]!]?.code ?? null,
      indicator,
      value,
      rank: own,
      of: order.length,
      isBest: own === 1,
      isWorst: own === ranks[order.at(-1)!],
    };
  });
}
