import { mendOf } from '../engine/check/mend.ts';
import { checkFramework, type FrameworkFault } from '../engine/check-data.ts';
import { EngineError, type Fault } from '../engine/engine-error.ts';
import type { EditionDefinition } from '../methodology/edition-definition.ts';
import type { Part } from '../submission/part.ts';
import { cohortSubject, isAnalysable } from './cohort-subject.ts';

export type EditionFault = Pick<FrameworkFault, 'code' | 'message' | 'mend'> & {
  /** Absent where the fault is not of one cohort. */
  cohort?: string;
  /** The node's code; absent where the fault is not of one node. */
  node?: string;
};

/**
 * Why an edition cannot be computed from its data: every fault of every cohort at once, where the engine stops at the
 * first.
 *
 * @param parts those of the run, oldest first; of earlier periods too where values are imputed from them
 * @param refusal what the engine stopped at; told of as it is where the check finds nothing
 */
export function editionFaults(
  definition: EditionDefinition,
  parts: readonly Part[],
  refusal: EngineError,
): EditionFault[] {
  const found = definition.cohorts
    .filter(isAnalysable)
    .flatMap(({ id }) => cohortFaults(definition, id, parts));
  return found.length > 0 ? found : refusal.faults.map(withMend);
}

function cohortFaults(definition: EditionDefinition, cohort: string, parts: readonly Part[]): EditionFault[] {
  try {
    const subject = cohortSubject(definition, cohort, parts);
    return checkFramework(subject.framework, subject.indicators, subject).flatMap(
      ({ severity, code, node, message, mend }) =>
        severity === 'error' ? [{ cohort, code, node, message, mend }] : [],
    );
  } catch (error) {
    if (error instanceof EngineError) return error.faults.map((fault) => ({ cohort, ...withMend(fault) }));
    throw error;
  }
}

const withMend = (fault: Fault): EditionFault => ({ ...fault, mend: mendOf[fault.code] });
