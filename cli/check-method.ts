import { cohortSubject, isAnalysable } from '../domain/analysis/cohort-subject.ts';
import { checkFramework, type FrameworkFault } from '../domain/engine/check-data.ts';
import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import type { Part } from '../domain/submission/part.ts';
import { Failure } from './failure.ts';

/**
 * Checks a cohort's framework against its data before any number is computed. Nothing is checked where figures are
 * kept as published.
 *
 * @returns what may not be what was meant, a line a doubt
 * @throws {Failure} with every fault, each with its node, the reason and what to do
 */
export function checkMethod(
  definition: EditionDefinition,
  cohortId: string,
  parts: readonly Part[],
): string[] {
  const cohort = definition.cohorts.find(({ id }) => id === cohortId)!;
  if (!isAnalysable(cohort)) return [];
  const subject = cohortSubject(definition, cohortId, parts);
  const faults = checkFramework(subject.framework, subject.indicators, subject);
  const lines = faults.map((fault) => faultLine(cohort.framework.id, fault));
  if (faults.some(({ severity }) => severity === 'error')) throw new Failure(lines);
  return lines;
}

const faultLine = (framework: string, { severity, node, message, mend }: FrameworkFault): string =>
  `${framework}: ${severity === 'warning' ? 'warning: ' : ''}${node}: ${message} (${mend})`;
