import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import type { Model } from '../../../domain/engine/model.ts';
import type { PreparationContext } from '../../../domain/engine/prepare/context.ts';
import { indicatorsBeside } from '../../../domain/engine/prepare/indicators-beside.ts';
import type { Preparation } from '../../../domain/engine/prepare/preparation.ts';
import { prepare } from '../../../domain/engine/prepare/prepare.ts';
import { type NodeScores, scoreUnits } from '../../../domain/engine/score-units.ts';
import type {
  Framework,
  FrameworkNode,
  Indicator,
  LeafNode,
} from '../../../domain/methodology/definitions.ts';
import { indicator, indicatorsFor, leaf, toMatrix, type Values } from './build-framework.ts';

/** A leaf with steps of its own. */
export const preparedLeaf = (
  code: string,
  steps: Pick<LeafNode, 'denominateBy' | 'impute' | 'treat'>,
  more: Parameters<typeof leaf>[1] = {},
): FrameworkNode => ({ ...leaf(code, more), ...steps });

const leavesOf = (node: FrameworkNode): LeafNode[] =>
  'indicator' in node ? [node] : node.children.flatMap(leavesOf);

/** The indicators of a framework and those that it divides or groups by. */
export function allIndicators(method: Framework, given: Indicator[] = []): Indicator[] {
  const leaves = [method.root, ...method.reported].flatMap(leavesOf);
  const beside = leaves.flatMap((node) => indicatorsBeside(node, method.prepare));
  const known = new Map(
    [...beside.map((other) => indicator(other.indicator)), ...indicatorsFor(method), ...given].map((each) => [
      each.id,
      each,
    ]),
  );
  return [...known.values()];
}

/** `NaN` where a unit has no value. */
export type Prepared = {
  model: Model;
  preparation: Preparation | undefined;
  /** By leaf, a value a unit. */
  values: Record<string, number[]>;
  nodes: Record<string, NodeScores>;
};

export function run(
  method: Framework,
  values: Values,
  { context = {}, indicators = [] }: { context?: PreparationContext; indicators?: Indicator[] } = {},
): Prepared {
  const model = compileFramework(method, allIndicators(method, indicators));
  const matrix = prepare(model, toMatrix(values, model.indicators), context);
  const { units } = matrix;
  const columns = model.nodes.flatMap((node): [string, number[]][] =>
    node.kind === 'leaf'
      ? [[node.code, [...matrix.values.slice(node.column * units, (node.column + 1) * units)]]]
      : [],
  );
  return {
    model,
    preparation: matrix.preparation,
    values: Object.fromEntries(columns),
    nodes: Object.fromEntries(scoreUnits(model, matrix).map((node) => [node.code, node])),
  };
}

/** The values of another period for the same framework and units. */
export const periodOf = (method: Framework, period: number, values: Values) => ({
  period,
  values: toMatrix(values, compileFramework(method, allIndicators(method)).indicators).values,
});
