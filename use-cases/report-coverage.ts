import type { Indicator, Text } from '../domain/methodology/definitions.ts';
import type { ComputedCohort, EditionRef } from '../domain/methodology/edition-definition.ts';
import { type ReporterScope, reporterScope } from '../domain/submission/reporter-scope.ts';
import {
  type CohortWork,
  type DeskEdition,
  type DeskEditionsPorts,
  findDeskEdition,
} from './desk-editions.ts';
import { type DefinitionPorts, findDefinition } from './find-definition.ts';
import { type GivenValuesPorts, givenValues } from './given-values.ts';
import type { Identity } from './identity.ts';

/** How many of the cells that an agency may report are given, by it or by whoever reports them elsewhere. */
export type Coverage = {
  expected: number;
  given: number;
  indicators: (Pick<Indicator, 'id' | 'name'> & {
    expected: number;
    given: number;
    /** The first units without a value, by id. */
    missing: string[];
    /** What people call them, in that order. */
    missingNames: Text[];
  })[];
};

export type CoveredEdition = Omit<DeskEdition, 'cohorts'> & {
  cohorts: (CohortWork & { coverage?: Coverage | undefined })[];
};

const mostNamed = 20;

/**
 * Output: an edition as one of its reporters sees it, with what is still missing indicator by indicator. A cohort
 * that is printed elsewhere has no cells to be counted.
 *
 * @throws {Forbidden} where the agency is no reporter of the edition; {NotFound}
 */
export async function reportCoverage(
  ports: DeskEditionsPorts & DefinitionPorts & GivenValuesPorts,
  identity: Identity,
  question: { edition: EditionRef },
): Promise<CoveredEdition> {
  const edition = await findDeskEdition(ports, identity, question);
  const { definition } = await findDefinition(ports, question.edition);
  const cohorts = edition.cohorts.map(async (work) => {
    const cohort = definition.cohorts.find(({ id }) => id === work.id);
    if (cohort?.origin !== 'computed') return work;
    const target = { definition, cohort: cohort.id, agency: identity.agency };
    const given = await givenValues(ports, target);
    const cells = new Set(given.map(({ indicator, unit }) => `${indicator} ${unit}`));
    return { ...work, coverage: coverageOf(cohort, reporterScope(target), cells) };
  });
  return { ...edition, cohorts: await Promise.all(cohorts) };
}

function coverageOf(
  { indicators, units }: ComputedCohort,
  scope: ReporterScope,
  given: ReadonlySet<string>,
): Coverage {
  const each = indicators.flatMap(({ id, name }) => {
    const expected = units.filter((unit) => scope.unit(unit.id) && scope.indicator(id, unit.id));
    const missing = expected.filter((unit) => !given.has(`${id} ${unit.id}`));
    const counts = { expected: expected.length, given: expected.length - missing.length };
    const named = missing.slice(0, mostNamed);
    const gaps = { missing: named.map((unit) => unit.id), missingNames: named.map((unit) => unit.name) };
    return expected.length > 0 ? [{ id, name, ...counts, ...gaps }] : [];
  });
  const sum = (count: 'expected' | 'given') => each.reduce((total, indicator) => total + indicator[count], 0);
  return { expected: sum('expected'), given: sum('given'), indicators: each };
}
