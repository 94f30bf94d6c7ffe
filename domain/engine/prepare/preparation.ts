import type { Matrix } from '../model.ts';
import type { TreatmentResult } from './treat/treat.ts';

/** What was done to one column of the prepared matrix. Units are places in the matrix, ascending. */
export type PreparedColumn = {
  imputed: readonly ImputedCell[];
  /** Absent where the column was left as it was. */
  treated?: TreatmentResult & { cells: readonly TreatedCell[] };
  /** Why a unit has no value although one was given, or the unit is screened out; a status a unit, else 0. */
  absence: Uint8Array;
};

/** `period` where the value is the one of another period. */
export type ImputedCell = { unit: number; value: number; period?: number };

/** A value that the treatment changed; `after` is NaN where the method is not defined for it. */
export type TreatedCell = { unit: number; before: number; after: number };

/** What a screen counted, a number a unit, and whom it leaves out. */
export type ScreenResult = { observed: Uint32Array; zero: Uint32Array };

/** What was done to a matrix; columns and screens as in the plan. */
export type Preparation = {
  columns: readonly PreparedColumn[];
  screens: readonly ScreenResult[];
  /** By node of the model: the screen that keeps each unit from a score there, counted from 1, else 0. */
  screenedBy: readonly (Uint16Array | undefined)[];
};

/** Values of a cohort, prepared: a column for each of the plan's, in its order. */
export type PreparedMatrix = Matrix & { preparation?: Preparation };
