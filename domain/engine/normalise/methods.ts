import type { Normalisation } from '../../methodology/definitions.ts';
import { type Fault, isFault } from '../engine-error.ts';
import { type MethodParameters, methodTable } from '../method-table.ts';
import { borda } from './borda.ts';
import { distanceToMaximum } from './distance-to-maximum.ts';
import { distanceToReference } from './distance-to-reference.ts';
import { distanceToTarget } from './distance-to-target.ts';
import { fixedBounds } from './fixed-bounds.ts';
import { fractionOfMaximum } from './fraction-of-maximum.ts';
import { frozenAt } from './frozen.ts';
import { goalposts } from './goalposts.ts';
import { minMax } from './min-max.ts';
import { none } from './none.ts';
import type { Leaf, NormalisationMethod, Normaliser } from './normaliser.ts';
import { percentileRank } from './percentile-rank.ts';
import { pointsRatio } from './points-ratio.ts';
import { rank } from './rank.ts';
import { stepTable } from './step-table.ts';
import { zScore } from './z-score.ts';

/** A new method is a file beside this one and a line here. */
export const normalisationMethods = [
  none,
  pointsRatio,
  minMax,
  zScore,
  rank,
  borda,
  percentileRank,
  distanceToMaximum,
  distanceToReference,
  distanceToTarget,
  fractionOfMaximum,
  goalposts,
  fixedBounds,
  stepTable,
] as const;

const methods = methodTable<{ parameters: MethodParameters; bind: unknown }>(normalisationMethods);

/** Binds the leaf's method; a fault where it cannot work there. */
export function bindNormaliser(leaf: Leaf<Normalisation>): Normaliser | Fault {
  const { spec, node } = leaf;
  const method = methods.get(spec.method) as NormalisationMethod | undefined;
  if (!method)
    return {
      code: 'method-unknown',
      node: node.code,
      message: `no normalisation is called "${spec.method}"`,
    };
  const normaliser = method.bind(leaf);
  if (isFault(normaliser)) return normaliser;
  const checked = { ...normaliser, apply: whereUsable(normaliser) };
  return 'frozen' in spec && spec.frozen ? frozenAt(checked, spec.frozen, node.code) : checked;
}

const whereUsable =
  ({ usable, apply }: Normaliser): Normaliser['apply'] =>
  (values, scale, out) => {
    if (usable(scale)) apply(values, scale, out);
    else out.fill(Number.NaN);
  };
