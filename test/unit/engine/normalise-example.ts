import { expect } from 'vitest';
import { bindNormaliser } from '../../../domain/engine/normalise/methods.ts';
import type { Normaliser } from '../../../domain/engine/normalise/normaliser.ts';
import type { Indicator, LeafNode, Normalisation } from '../../../domain/methodology/definitions.ts';
import { indicator, leaf } from './build-framework.ts';

export const lowerIsBetter: Partial<Indicator> = { direction: 'lower-is-better' };

export function bind(normalise: Normalisation, more: Partial<Indicator> = {}, maximumPoints?: number) {
  const node = leaf('speed', { normalise, ...(maximumPoints && { maximumPoints }) }) as LeafNode;
  return bindNormaliser({ spec: normalise, node, indicator: indicator('speed', more) });
}

/** Scores of values, in their order. */
export function scores(
  normalise: Normalisation,
  values: number[],
  more: Partial<Indicator> = {},
  ids: string[] = [],
) {
  const normaliser = bind(normalise, more) as Normaliser;
  const column = Float64Array.from(values);
  const out = new Float64Array(values.length);
  normaliser.apply(column, normaliser.fit(column, ids), out);
  return [...out];
}

export const close = (expected: number[]) =>
  expected.map((value) => (Number.isNaN(value) ? value : expect.closeTo(value, 12)));
