import { leafNodesOf } from '../engine/check/framework-nodes.ts';
import { bindImputer } from '../engine/prepare/impute/methods.ts';
import type { Framework } from '../methodology/definitions.ts';
import type { EditionDefinition } from '../methodology/edition-definition.ts';
import type { RunInputs } from './run.ts';

/** Whether an edition fills gaps with what earlier editions observed. */
export const looksBack = ({ cohorts }: EditionDefinition): boolean =>
  cohorts.some((cohort) => 'framework' in cohort && imputesOverTime(cohort.framework));

const imputesOverTime = (framework: Framework): boolean =>
  leafNodesOf(framework).some(({ impute = framework.prepare?.impute }) => {
    if (impute === undefined || impute.method === 'none') return false;
    return bindImputer(impute)?.needs.otherPeriods === true;
  });

/**
 * Whether an edition was computed from other data of an earlier one than are public of it now.
 *
 * @param inputs those of the edition's run
 * @param released those of the earlier edition's released run; absent where its release was withdrawn
 */
export function looksBackOnOtherData(
  inputs: RunInputs,
  period: string,
  released: RunInputs | undefined,
): boolean {
  if (!inputs.earlier) return false;
  const seen = inputs.earlier.find((edition) => edition.period === period)?.parts ?? [];
  return seen.join() !== (released ? partsOf(released) : []).join();
}

/** Hashes of the parts that a run was computed from, oldest first. */
export const partsOf = ({ parts }: RunInputs): string[] => parts.map(({ hash }) => hash);
