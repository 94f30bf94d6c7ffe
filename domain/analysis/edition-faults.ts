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

/** `error`: some unit or node has no score because of it, or nothing can be computed; `warning`: a doubt. */
export type MethodFault = EditionFault & Pick<FrameworkFault, 'severity'>;

/**
 * All that is wrong or doubtful about the method of each cohort with the data at hand, computable or not.
 *
 * @param parts those in force, oldest first; of earlier periods too where values are imputed from them
 */
export const methodFaults = (definition: EditionDefinition, parts: readonly Part[]): MethodFault[] =>
  definition.cohorts.filter(isAnalysable).flatMap(({ id }) => cohortFaults(definition, id, parts));

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
  const found = methodFaults(definition, parts).flatMap(({ severity, ...fault }) =>
    severity === 'error' ? [fault] : [],
  );
  return found.length > 0 ? found : refusal.faults.map(withMend);
}

function cohortFaults(definition: EditionDefinition, cohort: string, parts: readonly Part[]): MethodFault[] {
  try {
    const subject = cohortSubject(definition, cohort, parts);
    const faults = checkFramework(subject.framework, subject.indicators, subject);
    return faults.map((fault) => ({ cohort, ...fault }));
  } catch (error) {
    if (error instanceof EngineError)
      return error.faults.map((fault) => ({ severity: 'error', cohort, ...withMend(fault) }));
    throw error;
  }
}

const withMend = (fault: Fault): EditionFault => ({ ...fault, mend: mendOf[fault.code] });
