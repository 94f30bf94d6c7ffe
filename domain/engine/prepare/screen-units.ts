import type { Model } from '../model.ts';
import type { Divided } from './denominate-columns.ts';
import type { PreparationPlan } from './plan.ts';
import type { Preparation, ScreenResult } from './preparation.ts';
import { type Availability, type ScreeningReason, screenOut } from './screen.ts';

/** How many values each unit has among some columns (by their places), and how many of them are zero: a count a unit. */
export function countObserved(
  columns: readonly number[],
  divided: readonly Pick<Divided, 'values'>[],
  units: number,
): ScreenResult {
  const observed = new Uint32Array(units);
  const zero = new Uint32Array(units);
  for (const column of columns) {
    const { values } = divided[column]!;
    for (let unit = 0; unit < units; unit++) {
      const value = values[unit]!;
      if (Number.isNaN(value)) continue;
      observed[unit]!++;
      if (value === 0) zero[unit]!++;
    }
  }
  return { observed, zero };
}

/** What one unit has below the node of a screen. */
export const availabilityOf = (
  plan: PreparationPlan,
  { screens }: Pick<Preparation, 'screens'>,
  screen: number,
  unit: number,
): Availability => ({
  indicators: plan.screens[screen]!.columns.length,
  observed: screens[screen]!.observed[unit]!,
  zero: screens[screen]!.zero[unit]!,
});

/** Why a screen leaves a unit out; `undefined` where it does not. */
export const screeningReason = (
  plan: PreparationPlan,
  preparation: Pick<Preparation, 'screens'>,
  screen: number,
  unit: number,
): ScreeningReason | undefined =>
  screenOut(plan.screens[screen]!.rule, availabilityOf(plan, preparation, screen, unit));

/** Which units each screen leaves out: a column a screen, 1 for a unit that it leaves out. */
export const leftOut = (
  plan: PreparationPlan,
  preparation: Pick<Preparation, 'screens'>,
  units: number,
): Uint8Array[] =>
  plan.screens.map((_, screen) =>
    Uint8Array.from({ length: units }, (_, unit) =>
      screeningReason(plan, preparation, screen, unit) ? 1 : 0,
    ),
  );

/** By node of the model, the outermost screen that leaves each unit out, counted from 1. */
export function screenedByNode(
  model: Model,
  plan: PreparationPlan,
  out: readonly Uint8Array[],
): Preparation['screenedBy'] {
  return model.nodes.map(({ code }) => {
    const screens = plan.screens.flatMap(({ covers }, screen) => (covers.has(code) ? [screen] : []));
    return screens.length === 0 ? undefined : outermost(screens, out);
  });
}

/**
 * The outermost screen that leaves each unit out.
 *
 * @param screens places, the outermost first
 * @param out a column a screen, 1 for a unit that it leaves out
 * @returns a place a unit, counted from 1; 0 where none does
 */
export function outermost(screens: readonly number[], out: readonly Uint8Array[]): Uint16Array {
  const by = new Uint16Array(out[screens[0]!]!.length);
  for (const screen of screens.toReversed()) {
    const units = out[screen]!;
    for (let unit = 0; unit < units.length; unit++) if (units[unit] === 1) by[unit] = screen + 1;
  }
  return by;
}
