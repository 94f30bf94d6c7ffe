import type { LeafNode } from '../../methodology/definitions.ts';
import { denominatorOf } from './denominate.ts';
import type { Imputation } from './impute/methods.ts';
import type { PreparationSpec } from './specification.ts';

/** An indicator that a leaf needs beside its own; `own` is false where the framework names it for all leaves. */
export type IndicatorBeside = { indicator: string; field: 'denominateBy' | 'impute'; own: boolean };

/** What a leaf is divided by, and what its imputation groups the units by. */
export function indicatorsBeside(leaf: LeafNode, common: PreparationSpec | undefined): IndicatorBeside[] {
  const beside: IndicatorBeside[] = [];
  if (leaf.denominateBy !== undefined)
    beside.push({
      indicator: denominatorOf(leaf.denominateBy).indicator,
      field: 'denominateBy',
      own: true,
    });
  const group = groupIndicator(leaf.impute ?? common?.impute);
  if (group !== undefined) beside.push({ indicator: group, field: 'impute', own: leaf.impute !== undefined });
  return beside;
}

const groupIndicator = (impute: Imputation | undefined): string | undefined =>
  impute && 'by' in impute && typeof impute.by === 'object' ? impute.by.indicator : undefined;
