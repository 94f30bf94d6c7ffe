import { toDecimal } from '../engine/decimal.ts';
import { EngineError } from '../engine/engine-error.ts';
import type { Text } from '../methodology/definitions.ts';
import type { RestatementRule } from '../methodology/restatement-rule.ts';
import type { RestatedInput } from './run.ts';

/** A figure of one former unit; `null` where there is none. */
export type FormerFigure = {
  unit: { id: string; name: Text };
  value: number | null;
  /** What the unit weighs by, where the rule weighs. */
  weight?: number | null;
};

/** A new unit's figure: `null` with the reason, or a number, not rounded. */
export type RestatedFigure = { value: number | null; inputs: RestatedInput[]; reason?: Text };

/**
 * The figure of a unit after a boundary reform from those of its former units:
 *
 * - mean: Σ value ÷ n. DTI 2024 of the 34 units: Đà Nẵng = (0.8335 + 0.5803) ÷ 2 = 0.7069.
 * - sum: Σ value · share, share 1 where the former unit was not split.
 * - weighted mean: Σ value · weight · share ÷ Σ weight · share.
 *
 * A unit with one former unit keeps its figure in both means, whatever that weighs. Where too few former units
 * have a figure there is none: a mean over some of them would be a figure of no unit.
 *
 * @param unit id of the new unit
 * @param former in a fixed order, which is that of summation
 * @throws {EngineError} `score-not-finite` where arithmetic overflows
 */
export function restate(
  rule: RestatementRule,
  unit: string,
  former: readonly FormerFigure[],
): RestatedFigure {
  const inputs = former.map((figure) => inputOf(rule, unit, figure));
  const usable = inputs.filter((input) => isUsable(rule, inputs.length, input));
  if (usable.length < needed(rule, inputs.length)) {
    const absent = inputs.filter((input) => !usable.includes(input));
    return { value: null, inputs, reason: missingFrom(absent, rule, inputs.length) };
  }
  const value = combine(rule, usable);
  if (Number.isNaN(value)) return { value: null, inputs, reason: nothingWeighs };
  if (!Number.isFinite(value))
    throw new EngineError({
      code: 'score-not-finite',
      message: `the figures of ${unit} are too large to add`,
    });
  return { value: value + 0, inputs };
}

function inputOf(
  rule: RestatementRule,
  unit: string,
  { unit: from, value, weight }: FormerFigure,
): RestatedInput {
  const part =
    rule.method === 'mean' ? undefined : rule.shares.find((s) => s.from === from.id && s.to === unit);
  return {
    unit: { id: from.id, name: from.name },
    value,
    ...(rule.method === 'weighted-mean' && { weight: weight ?? null }),
    ...(part && { share: part.share }),
  };
}

const isUsable = (rule: RestatementRule, formerUnits: number, { value, weight }: RestatedInput): boolean =>
  value !== null &&
  value !== undefined &&
  (rule.method !== 'weighted-mean' || formerUnits === 1 || (typeof weight === 'number' && weight >= 0));

const needed = (rule: RestatementRule, formerUnits: number): number =>
  rule.method === 'sum' ? formerUnits : Math.max(1, Math.ceil(toDecimal(rule.atLeast * formerUnits)));

function combine(rule: RestatementRule, inputs: readonly RestatedInput[]): number {
  if (rule.method !== 'sum' && inputs.length === 1) return inputs[0]!.value!;
  let sum = 0;
  let weights = 0;
  for (const { value, weight, share } of inputs) {
    const own = (share ?? 1) * (rule.method === 'weighted-mean' ? weight! : 1);
    sum += value! * own;
    weights += own;
  }
  return rule.method === 'sum' ? sum : sum / weights;
}

const nothingWeighs: Text = {
  vi: 'các đơn vị cũ đều có trọng số bằng 0',
  en: 'the former units all weigh 0',
};

/** For example "no figure of Quảng Nam, one of 2 former units". */
function missingFrom(absent: readonly RestatedInput[], rule: RestatementRule, formerUnits: number): Text {
  const names = (language: 'vi' | 'en') => absent.map(({ unit }) => unit.name[language]).join(', ');
  const weightMissing = rule.method === 'weighted-mean' && absent.every(({ value }) => value !== null);
  const what = weightMissing ? { vi: 'trọng số', en: 'weight' } : { vi: 'số liệu', en: 'figure' };
  return {
    vi: `thiếu ${what.vi} của ${names('vi')} (${absent.length} trên ${formerUnits} đơn vị cũ)`,
    en: `no ${what.en} of ${names('en')} (${absent.length} of ${formerUnits} former units)`,
  };
}
