import type { Catalogue } from './catalogue.ts';
import { indicatorsOf } from './check-frameworks.ts';
import type { Edition, Text, Unit } from './definitions.ts';
import type { CohortDefinition, EditionDefinition } from './edition-definition.ts';
import { resolveRestatedCohort } from './resolve-restated-cohort.ts';
import type { Given } from './restated-source.ts';

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Puts what an edition refers to in the place of the references, which have been checked. Units and
 * indicators are in the order of their ids, so that how the files are arranged does not show.
 */
export function resolveEdition(edition: Edition, catalogue: Catalogue): EditionDefinition {
  const cohorts = edition.cohorts.map((cohort) =>
    cohort.origin === 'restated'
      ? resolveRestatedCohort(cohort, edition, catalogue)
      : resolveCohort(cohort, catalogue),
  );
  return withoutUndefined({
    schema: 1,
    index: catalogue.find('index', edition.index)!,
    period: edition.period,
    cohorts,
    release: edition.release,
    submission: edition.submission,
    reporters: edition.reporters,
    verification: edition.verification,
    reviewers: edition.reviewers,
    publishedStatistics: edition.publishedStatistics,
    regions: regionsOf(
      cohorts.flatMap(({ units }) => units),
      catalogue,
    ),
    sample: edition.sample,
    note: edition.note,
  });
}

function resolveCohort(cohort: Given, catalogue: Catalogue): CohortDefinition {
  const { id, name, members } = catalogue.find('unit set', cohort.unitSet)!;
  const unitSet = { id, name };
  const units = members.map((member) => catalogue.find('unit', member)!).sort(byId);
  if (cohort.origin === 'imported') return { ...cohort, unitSet, units };

  const framework = catalogue.find('framework', cohort.framework)!;
  const indicators = [...indicatorsOf(framework)]
    .map((indicator) => catalogue.find('indicator', indicator)!)
    .sort(byId);
  return { ...cohort, unitSet, units, framework, indicators };
}

function regionsOf(units: Unit[], catalogue: Catalogue): Record<string, Text> {
  const ids = new Set(units.flatMap(({ region }) => (region === undefined ? [] : [region])));
  return Object.fromEntries([...ids].sort().map((id) => [id, catalogue.find('region', id)!]));
}

/** A definition is named by the hash of its JSON, which has no `undefined`. */
const withoutUndefined = (definition: EditionDefinition): EditionDefinition =>
  JSON.parse(JSON.stringify(definition));
