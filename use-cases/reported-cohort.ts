import {
  type ComputedCohort,
  type EditionDefinition,
  type EditionRef,
  editionId,
  type ImportedCohort,
} from '../domain/methodology/edition-definition.ts';
import { Forbidden, InvalidInput } from './errors.ts';

/**
 * The cohort that a file is for: the one that is named, else the first of the edition that the agency may send.
 *
 * @throws {Forbidden} or {InvalidInput}
 */
export function reportedCohort(
  definition: EditionDefinition,
  request: { edition: EditionRef; cohort?: string | undefined },
  agency: string,
): ComputedCohort | ImportedCohort {
  const edition = editionId(request.edition);
  const restated = definition.cohorts.filter((cohort) => cohort.origin === 'restated');
  const cohorts = definition.cohorts.filter((cohort) => cohort.origin !== 'restated');
  const all = cohorts.map(({ id }) => id);
  const own = definition.reporters.filter((reporter) => reporter.agency === agency);
  const allowed = all.filter((id) => own.some(({ cohorts }) => !cohorts || cohorts.includes(id)));
  if (!allowed[0]) throw new Forbidden(`${agency} is not a reporter of ${edition}: ask its operator.`);

  const wanted = request.cohort ?? allowed[0];
  const made = restated.find(({ id }) => id === wanted);
  if (made)
    throw new InvalidInput(
      `The cohort "${wanted}" is made from "${made.from.cohort}" of ${made.from.period} and takes no files.`,
      { parameter: 'cohort', allowed },
    );
  if (!all.includes(wanted))
    throw new InvalidInput(`${edition} has no cohort "${wanted}".`, { parameter: 'cohort', allowed });
  if (!allowed.includes(wanted))
    throw new Forbidden(`${agency} may not send files for the cohort "${wanted}".`, {
      parameter: 'cohort',
      allowed,
    });
  return cohorts.find(({ id }) => id === wanted)!;
}
