import { cohortSubject } from '../../domain/analysis/cohort-subject.ts';
import { explainUnit } from '../../domain/analysis/explain/explain-unit.ts';
import type { Explanation } from '../../domain/analysis/explain/explanation.ts';
import { compute } from '../../domain/analysis/subject.ts';
import type { EditionDefinition } from '../../domain/methodology/edition-definition.ts';
import type { Part } from '../../domain/submission/part.ts';
import { analysable } from './values.ts';

/** Where the scores of a cohort come from, by unit; nothing where they were not computed. */
export function explanationsOf(
  definition: EditionDefinition,
  cohort: string,
  parts: Part[],
): ReadonlyMap<string, Explanation> {
  if (!analysable(definition).some(({ id }) => id === cohort)) return new Map();
  const subject = cohortSubject(definition, cohort, parts);
  const computed = compute(subject);
  return new Map(subject.matrix.ids!.map((unit, place) => [unit, explainUnit(subject, computed, place)]));
}
