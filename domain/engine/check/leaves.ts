import type { Framework, Normalisation } from '../../methodology/definitions.ts';
import { sameDecimal } from '../decimal.ts';
import type { Model, ModelLeaf } from '../model.ts';
import type { PreparedMatrix } from '../prepare/preparation.ts';
import { STATUS } from '../status.ts';
import { valueRange } from '../value-range.ts';
import type { FrameworkFault } from './framework-fault.ts';
import { leafNodesOf } from './framework-nodes.ts';

/** Indicators whose values say nothing, or cannot be normalised as the framework says. */
export function leafFaults(framework: Framework, model: Model, matrix: PreparedMatrix): FrameworkFault[] {
  const specs = new Map(leafNodesOf(framework).map(({ code, normalise }) => [code, normalise]));
  return model.nodes.flatMap((node) =>
    node.kind === 'leaf' ? checkLeaf(node, specs.get(node.code)!, matrix) : [],
  );
}

function checkLeaf(node: ModelLeaf, spec: Normalisation, matrix: PreparedMatrix): FrameworkFault[] {
  const { units, preparation, ids } = matrix;
  const values = matrix.values.subarray(node.column * units, (node.column + 1) * units);
  const { minimum, maximum } = valueRange(values);
  if (minimum === undefined || maximum === undefined)
    return isScreenedOut(preparation?.columns[node.column]?.absence) ? [] : [empty(node)];
  const scale = node.normaliser.fit(values, ids);
  const usable = node.normaliser.usable(scale);
  if (sameDecimal(minimum, maximum)) {
    const present = values.filter((value) => !Number.isNaN(value)).length;
    return present > 1 || !usable ? [constant(node, minimum, present, usable)] : [];
  }
  const scores = new Float64Array(units);
  node.normaliser.apply(values, scale, scores);
  return [
    ...undefinedValues(node, values, scores),
    ...(scores.some((score) => Math.abs(score) === Number.POSITIVE_INFINITY) ? [infinite(node)] : []),
    ...beyondGoalposts(node, spec, values),
  ];
}

/** Nobody is left: the rule that does so is told of, not each indicator. */
const isScreenedOut = (absence: Uint8Array | undefined): boolean =>
  absence?.some((status) => status === STATUS.screenedOut) ?? false;

const empty = ({ code }: ModelLeaf): FrameworkFault => ({
  severity: 'error',
  code: 'indicator-empty',
  node: code,
  message: 'no unit has a value',
  mend: 'Ask its reporter for the data, or take the indicator out of the framework.',
});

const constant = (
  { code, normaliser }: ModelLeaf,
  value: number,
  present: number,
  usable: boolean,
): FrameworkFault => ({
  severity: usable ? 'warning' : 'error',
  code: 'indicator-constant',
  node: code,
  message: `${present === 1 ? 'the only value is' : `all ${present} values are`} ${value}: ${usable ? 'the indicator tells no unit from another' : normaliser.whenUndefined.en}`,
  mend: usable
    ? 'Nothing, or take the indicator out of the framework.'
    : 'Set goalposts or fixed bounds, or take the indicator out of the framework.',
});

const infinite = ({ code }: ModelLeaf): FrameworkFault => ({
  severity: 'error',
  code: 'score-not-finite',
  node: code,
  message: 'a score is too large for arithmetic',
  mend: 'Correct the values, or scale them to a smaller range first.',
});

function undefinedValues(
  { code, normaliser }: ModelLeaf,
  values: Float64Array,
  scores: Float64Array,
): FrameworkFault[] {
  const lost = scores.filter((score, unit) => Number.isNaN(score) && !Number.isNaN(values[unit]!)).length;
  if (lost === 0) return [];
  const message = `${lost === 1 ? '1 value has' : `${lost} values have`} no score: ${normaliser.whenUndefined.en}`;
  const mend = 'Widen the bounds, correct the values, or normalise by another method.';
  return [{ severity: 'error', code: 'values-undefined', node: code, message, mend }];
}

function beyondGoalposts({ code }: ModelLeaf, spec: Normalisation, values: Float64Array): FrameworkFault[] {
  if (spec.method !== 'goalposts') return [];
  const below = values.filter((value) => value < spec.lower).length;
  const above = values.filter((value) => value > spec.upper).length;
  if (below + above === 0) return [];
  const present = values.filter((value) => !Number.isNaN(value)).length;
  const message = `of ${present} values, ${below} lie below ${spec.lower} and ${above} above ${spec.upper}`;
  const mend = 'Set goalposts in the unit of measure of the values as prepared, around what can be reached.';
  const severity = below === present || above === present ? 'error' : 'warning';
  return [{ severity, code: 'values-beyond-goalposts', node: code, message, mend }];
}
