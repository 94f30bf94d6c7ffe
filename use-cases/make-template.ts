import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import type { SubmissionTarget } from '../domain/submission/table.ts';
import { type Language, makeTemplate as make, type Template } from '../domain/submission/template.ts';
import { type DefinitionPorts, findDefinition } from './find-definition.ts';
import { type GivenValuesPorts, givenValues } from './given-values.ts';
import { type Identity, requireRole } from './identity.ts';
import { type PreviousValuesPorts, previousValues } from './previous-values.ts';
import { reportedCohort } from './reported-cohort.ts';

export type MakeTemplatePorts = DefinitionPorts & GivenValuesPorts & PreviousValuesPorts;

/**
 * Input: an edition, optionally one of its cohorts, and a language.
 * Output: the file that the asker's agency fills in, with what it gave before, what others gave, and the values
 *   of the edition before.
 *
 * @throws {Forbidden}, {NotFound} or {InvalidInput}, as for a submission
 */
export async function makeTemplate(
  ports: MakeTemplatePorts,
  identity: Identity,
  request: { edition: EditionRef; cohort?: string | undefined; language: Language },
): Promise<Template> {
  requireRole(identity, 'reporter', 'operator');
  const { definition } = await findDefinition(ports, request.edition);
  const { agency } = identity;
  const cohort = reportedCohort(definition, request, agency);
  const target: SubmissionTarget = { definition, cohort: cohort.id, agency };
  const [previous, given] = await Promise.all([
    previousValues(ports, definition),
    givenValues(ports, target),
  ]);
  const known = given.map(({ source, ...observation }) => ({
    ...observation,
    by: `${source.agency}, ${editionId(source.edition)}`,
    own:
      source.agency === agency &&
      source.cohort === cohort.id &&
      editionId(source.edition) === editionId(request.edition),
  }));
  return make({ target, language: request.language, previous, known }, cohort);
}
