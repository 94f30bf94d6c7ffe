import type { Framework, Indicator } from '../methodology/definitions.ts';
import { branchFaults } from './check/branches.ts';
import { columnFaults } from './check/columns.ts';
import { possibleDomainFaults } from './check/domains.ts';
import type { FrameworkFault } from './check/framework-fault.ts';
import { nodesOf } from './check/framework-nodes.ts';
import { leafFaults } from './check/leaves.ts';
import { mendOf } from './check/mend.ts';
import { idleRules } from './check/rules.ts';
import { compileFramework } from './compile-framework.ts';
import { EngineError, type Fault } from './engine-error.ts';
import { evaluate } from './evaluate.ts';
import type { Matrix, Model } from './model.ts';
import type { PreparationContext } from './prepare/context.ts';
import { prepare } from './prepare/prepare.ts';

export type { FrameworkFault } from './check/framework-fault.ts';

/** Observed values that a framework is to be run on. */
export type ObservedData = {
  /** Ids of the matrix's columns, in order; one that is not there is missing everywhere. */
  columns: readonly string[];
  matrix: Matrix;
  context?: PreparationContext;
};

/**
 * Everything that is wrong with a framework, or that may not be what was meant, all at once and before any result is
 * made: each fault with its node, its reason and what to do. In the order of the nodes, errors first.
 *
 * @param data the values it is to be run on; without them only what holds for any values is found
 */
export function checkFramework(
  framework: Framework,
  indicators: readonly Indicator[],
  data?: ObservedData,
): FrameworkFault[] {
  const faults = idleRules(framework);
  const root = framework.root.code;
  const model = attempt(() => compileFramework(framework, indicators), faults, root);
  if (model && !data) faults.push(...possibleDomainFaults(model));
  if (model && data) faults.push(...dataFaults(framework, model, data));
  return inNodeOrder(framework, faults);
}

function dataFaults(framework: Framework, model: Model, data: ObservedData): FrameworkFault[] {
  const faults: FrameworkFault[] = [];
  const root = framework.root.code;
  const given = finiteValues(framework, model, data, faults);
  const prepared = attempt(() => prepare(model, given, data.context), faults, root);
  if (!prepared) return faults;
  if (model.preparation) faults.push(...columnFaults(framework, model.preparation, prepared));
  const leaves = leafFaults(framework, model, prepared);
  faults.push(...leaves);
  if (leaves.some(({ code }) => code === 'score-not-finite')) return faults;
  const evaluation = attempt(() => evaluate(model, prepared), faults, root);
  if (evaluation) faults.push(...branchFaults(model, evaluation));
  return faults;
}

/** What a step gives; `undefined` where the engine refuses, with its reasons taken down. */
function attempt<T>(step: () => T, faults: FrameworkFault[], root: string): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    faults.push(...error.faults.map((fault) => withMend(fault, root)));
    return undefined;
  }
}

const withMend = ({ code, node = '', message }: Fault, root: string): FrameworkFault => ({
  severity: 'error',
  code,
  node: node || root,
  message,
  mend: mendOf[code],
});

/** The model's columns; infinite values are told of, and left out so that the rest can be checked. */
function finiteValues(
  framework: Framework,
  { indicators }: Model,
  { columns, matrix }: ObservedData,
  faults: FrameworkFault[],
): Matrix {
  const { units } = matrix;
  const values = new Float64Array(units * indicators.length).fill(Number.NaN);
  for (const [position, id] of indicators.entries()) {
    const column = columns.indexOf(id);
    if (column < 0) continue;
    const given = matrix.values.subarray(column * units, (column + 1) * units);
    const infinite = given.filter((value) => Math.abs(value) === Number.POSITIVE_INFINITY).length;
    if (infinite > 0) faults.push(notFinite(framework, id, infinite));
    const kept = given.map((value) => (Number.isFinite(value) ? value : Number.NaN));
    values.set(kept, position * units);
  }
  return { ...matrix, values };
}

function notFinite(framework: Framework, indicator: string, count: number): FrameworkFault {
  const user = nodesOf(framework).find((node) => 'indicator' in node && node.indicator === indicator);
  const message = `${indicator} has ${count === 1 ? 'an infinite value' : `${count} infinite values`}`;
  return withMend({ code: 'value-not-finite', node: user?.code ?? '', message }, framework.root.code);
}

function inNodeOrder(framework: Framework, faults: readonly FrameworkFault[]): FrameworkFault[] {
  const order = new Map(nodesOf(framework).map(({ code }, place) => [code, place]));
  const severity = ({ severity }: FrameworkFault) => (severity === 'error' ? 0 : 1);
  return faults.toSorted(
    (a, b) => (order.get(a.node) ?? -1) - (order.get(b.node) ?? -1) || severity(a) - severity(b),
  );
}
