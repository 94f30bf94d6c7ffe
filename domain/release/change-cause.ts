import type { CohortResult } from './run.ts';

/** What is new since the edition that a change is measured against. */
export type ChangeCause = 'data' | 'method-and-data' | 'cohort-and-data' | 'cohort-method-and-data';

/** Where more than the data is new, what each did cannot be told apart without computing it both ways. */
export function changeCause(comparison: CohortResult['comparison']): ChangeCause {
  if (comparison?.sameUnits === false)
    return comparison.sameMethod ? 'cohort-and-data' : 'cohort-method-and-data';
  return comparison?.sameMethod ? 'data' : 'method-and-data';
}
