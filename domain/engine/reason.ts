import type { MissingRule, Text } from '../methodology/definitions.ts';
import { toDecimal } from './decimal.ts';
import type { Evaluation } from './evaluate.ts';
import { hasValue } from './missing-children.ts';
import type { Model, ModelBranch } from './model.ts';
import { preparationReason } from './prepare/reason.ts';
import { STATUS } from './status.ts';
import { isReason } from './weights/weigher.ts';

const noData: Text = { vi: 'không có dữ liệu', en: 'no data' };

/** Why a unit has no score at a node, in words; `undefined` when it has one. */
export function reasonFor(
  model: Model,
  evaluation: Evaluation,
  place: number,
  unit: number,
): Text | undefined {
  const node = model.nodes[place]!;
  const status = evaluation.status[place]![unit];
  if (status === STATUS.scored) return undefined;
  if (status === STATUS.noValue) return noData;
  const prepared = preparationReason(model, evaluation, place, unit);
  if (prepared) return prepared;
  if (node.kind === 'leaf') return node.normaliser.whenUndefined;
  if (status === STATUS.undefined) return node.aggregator.whenUndefined;
  const weights = evaluation.branchWeights[place];
  if (status === STATUS.noWeights && weights && isReason(weights)) return weights;
  if (!hasValue(model, evaluation, place, unit)) return noData;
  return tooFewChildren(model, node, evaluation, unit);
}

/** For example "3 of 8 indicators, rule needs 65 %". */
function tooFewChildren(model: Model, node: ModelBranch, { scores }: Evaluation, unit: number): Text {
  const count = node.children.length;
  const present = node.children.filter((child) => !Number.isNaN(scores[child]![unit]!)).length;
  const leaves = node.children.every((child) => model.nodes[child]!.kind === 'leaf');
  const parts = leaves ? { vi: 'chỉ tiêu', en: 'indicators' } : { vi: 'thành phần', en: 'components' };
  const needs = needed(node.missing);
  return {
    vi: `${present} trên ${count} ${parts.vi}, quy tắc cần ${needs.vi}`,
    en: `${present} of ${count} ${parts.en}, rule needs ${needs.en}`,
  };
}

function needed({ rule, atLeast }: MissingRule): Text {
  if (rule === 'fail') return { vi: 'đủ', en: 'all' };
  if (atLeast === 0) return { vi: 'ít nhất một', en: 'at least one' };
  const share = `${toDecimal(atLeast * 100)} %`;
  return { vi: share, en: share };
}
