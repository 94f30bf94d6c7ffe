import { EngineError } from '../engine-error.ts';
import type { ColumnPlan } from './plan.ts';

/** @throws {EngineError} `value-not-finite` where a value, or what was made of it, is too large for arithmetic */
export function refuseInfinite(number: number, { nodes, indicator }: ColumnPlan, step: string): void {
  if (Number.isFinite(number) || Number.isNaN(number)) return;
  throw new EngineError({
    code: 'value-not-finite',
    node: nodes[0]!,
    message: `a value of ${indicator} is too large for arithmetic (${number}, ${step})`,
  });
}
