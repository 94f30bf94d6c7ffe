import type { Evaluation } from '../../engine/evaluate.ts';
import type { Model, ModelBranch } from '../../engine/model.ts';
import { type Correlation, type CorrelationKind, correlation } from './correlation.ts';

export type NodeCorrelation = Correlation & { node: string; with: string };

/**
 * Each node with its parent: a low or negative one says that the node hardly shapes the score it feeds.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 4.1; COINr 1.1.14, `get_corr`.
 *
 * @param evaluation of the model: scores before rounding
 */
export function parentCorrelations(
  model: Model,
  { scores }: Pick<Evaluation, 'scores'>,
  kind: CorrelationKind,
): NodeCorrelation[] {
  return Array.from(model.displayOrder).flatMap((place) => {
    const parent = model.parents[place]!;
    if (parent < 0) return [];
    const found = correlation(scores[place]!, scores[parent]!, kind);
    return [{ node: model.nodes[place]!.code, with: model.nodes[parent]!.code, ...found }];
  });
}

/**
 * Pairs of siblings whose coefficient lies at or above `high` (they say the same twice) or at or below `low`
 * (they pull against each other), with a chance of at most `significance` of being none.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 4.1; COINr 1.1.14, `get_corr_flags`.
 *
 * @param evaluation of the model: scores before rounding
 * @returns by parent in the order of publication
 */
export function siblingFlags(
  model: Model,
  { scores }: Pick<Evaluation, 'scores'>,
  { kind, high, low, significance }: SiblingFlagRule,
): (NodeCorrelation & { parent: string })[] {
  const flags: (NodeCorrelation & { parent: string })[] = [];
  for (const place of model.displayOrder) {
    const parent = model.nodes[place]!;
    if (parent.kind === 'leaf') continue;
    for (const [a, b] of siblingPairs(parent)) {
      const found = correlation(scores[a]!, scores[b]!, kind);
      const { coefficient, pValue } = found;
      if (coefficient === null || pValue === null || pValue > significance) continue;
      if (coefficient < high && coefficient > low) continue;
      flags.push({ parent: parent.code, node: model.nodes[a]!.code, with: model.nodes[b]!.code, ...found });
    }
  }
  return flags;
}

export type SiblingFlagRule = { kind: CorrelationKind; high: number; low: number; significance: number };

function siblingPairs({ children }: ModelBranch): [number, number][] {
  return Array.from(children).flatMap((a, position) =>
    Array.from(children.subarray(position + 1), (b): [number, number] => [a, b]),
  );
}
