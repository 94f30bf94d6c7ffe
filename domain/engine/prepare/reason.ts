import type { Text } from '../../methodology/definitions.ts';
import type { Evaluation } from '../evaluate.ts';
import type { Model } from '../model.ts';
import { STATUS } from '../status.ts';
import { screeningReason } from './screen-units.ts';

/** Why the preparation left a unit without a value or a score at a node; `undefined` where it did not. */
export function preparationReason(
  model: Model,
  { preparation, status }: Pick<Evaluation, 'preparation' | 'status'>,
  place: number,
  unit: number,
): Text | undefined {
  const { preparation: plan } = model;
  if (!plan || !preparation) return undefined;
  const reached = status[place]![unit];
  if (reached === STATUS.screenedOut)
    return screeningReason(plan, preparation, preparation.screenedBy[place]![unit]! - 1, unit)?.reason;
  const node = model.nodes[place]!;
  if (node.kind !== 'leaf') return undefined;
  const { denominator } = plan.columns[node.column]!;
  if (reached === STATUS.noDenominator)
    return {
      vi: `không có ${denominator?.indicator} để chia`,
      en: `no ${denominator?.indicator} to divide by`,
    };
  if (reached === STATUS.denominatorNotPositive)
    return {
      vi: `${denominator?.indicator} bằng 0 hoặc âm nên không thể chia`,
      en: `${denominator?.indicator} is zero or negative, so it cannot be divided by`,
    };
  if (reached !== STATUS.notTreatable) return undefined;
  const { method } = preparation.columns[node.column]!.treated!;
  return {
    vi: `phép biến đổi "${method}" không áp dụng được cho giá trị này`,
    en: `the treatment "${method}" is not defined for this value`,
  };
}
