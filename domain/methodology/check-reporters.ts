import type { Catalogue, Entry } from './catalogue.ts';
import { indicatorsOf } from './check-frameworks.ts';
import type { Report } from './definition-findings.ts';
import type { Cohort, Edition, Reporter } from './definitions.ts';
import { editionId } from './edition-definition.ts';
import { suggestName } from './suggest-name.ts';
import type { PathInDocument } from './yaml-offset.ts';

/** What may be reported in a cohort: each subject (an indicator, or a node as published) of each unit. */
type Extent = { units: Set<string>; subjects: Set<string> };

/** By cohort id. */
type Scope = Map<string, Extent>;

export function checkReporters(catalogue: Catalogue, report: Report): void {
  for (const entry of catalogue.entries('edition')) {
    entry.value.reporters.forEach((reporter, i) => {
      checkReferences(reporter, i, entry, catalogue, report);
    });
    checkOverlaps(entry, catalogue, report);
  }
}

/** What two agencies may both report would be the later one's, and nobody could say whose it is. */
function checkOverlaps({ value: edition, at }: Entry<Edition>, catalogue: Catalogue, report: Report): void {
  const earlier: { agency: string; scope: Scope }[] = [];
  edition.reporters.forEach((reporter, i) => {
    const scope = scopeOf(reporter, edition, catalogue);
    for (const other of earlier) {
      const overlap = other.agency === reporter.agency ? undefined : firstOverlap(other.scope, scope);
      if (overlap)
        report(
          at(['reporters', i]),
          `"${other.agency}" and "${reporter.agency}" may both report "${overlap.subject}" of "${overlap.unit}" in cohort "${overlap.cohort}"; divide cohorts, units or indicators between them`,
        );
    }
    earlier.push({ agency: reporter.agency, scope });
  });
}

function checkReferences(
  reporter: Reporter,
  position: number,
  { value: edition, at }: Entry<Edition>,
  catalogue: Catalogue,
  report: Report,
): void {
  const within = (...path: PathInDocument) => at(['reporters', position, ...path]);
  const cohortIds = reportedCohorts(edition).map(({ id }) => id);
  reporter.cohorts?.forEach((id, i) => {
    if (edition.cohorts.some((cohort) => cohort.id === id && cohort.origin === 'restated'))
      report(within('cohorts', i), `cohort "${id}" is restated from another one: nobody reports for it`);
    else if (!cohortIds.includes(id))
      report(
        within('cohorts', i),
        `edition ${editionId(edition)} has no cohort "${id}"${suggestName(id, cohortIds)}`,
      );
  });

  const extents = cohortsOf(reporter, edition).map((cohort) => extentOf(cohort, catalogue));
  const known = extents.every((extent) => extent !== undefined);
  reporter.units?.forEach((id, i) => {
    const place = within('units', i);
    if (catalogue.resolve('unit', id, place) && known && !extents.some(({ units }) => units.has(id)))
      report(place, `unit "${id}" is in no cohort that "${reporter.agency}" reports for`);
  });
  reporter.indicators?.forEach((id, i) => {
    const place = within('indicators', i);
    const used = () => extents.some((extent) => extent?.subjects.has(id));
    if (catalogue.resolve('indicator', id, place) && known && !used())
      report(place, `indicator "${id}" is used by no cohort that "${reporter.agency}" reports for`);
  });
}

type ReportedCohort = Exclude<Cohort, { origin: 'restated' }>;

const reportedCohorts = ({ cohorts }: Edition): ReportedCohort[] =>
  cohorts.filter((cohort) => cohort.origin !== 'restated');

const cohortsOf = (reporter: Reporter, edition: Edition): ReportedCohort[] =>
  reportedCohorts(edition).filter(({ id }) => !reporter.cohorts || reporter.cohorts.includes(id));

/** `undefined` where the cohort's unit set or framework is not known. */
function extentOf(cohort: ReportedCohort, catalogue: Catalogue): Extent | undefined {
  const members = catalogue.find('unit set', cohort.unitSet)?.members;
  const subjects = subjectsOf(cohort, catalogue);
  return members && subjects && { units: new Set(members), subjects };
}

function subjectsOf(cohort: ReportedCohort, catalogue: Catalogue): Set<string> | undefined {
  if (cohort.origin === 'imported') return new Set(cohort.nodes.map(({ code }) => code));
  const framework = catalogue.find('framework', cohort.framework);
  return framework && indicatorsOf(framework);
}

function scopeOf(reporter: Reporter, edition: Edition, catalogue: Catalogue): Scope {
  const scope: Scope = new Map();
  for (const cohort of cohortsOf(reporter, edition)) {
    const extent = extentOf(cohort, catalogue);
    if (extent) scope.set(cohort.id, narrowed(extent, cohort, reporter));
  }
  return scope;
}

/** A table published elsewhere is sent whole, so that only its units can be divided between agencies. */
const narrowed = ({ units, subjects }: Extent, cohort: ReportedCohort, reporter: Reporter): Extent => ({
  units: reporter.units ? common(units, reporter.units) : units,
  subjects:
    reporter.indicators && cohort.origin === 'computed' ? common(subjects, reporter.indicators) : subjects,
});

function firstOverlap(a: Scope, b: Scope): { cohort: string; unit: string; subject: string } | undefined {
  for (const [cohort, extent] of a) {
    const other = b.get(cohort);
    if (!other) continue;
    const [unit] = common(extent.units, other.units);
    const [subject] = common(extent.subjects, other.subjects);
    if (unit !== undefined && subject !== undefined) return { cohort, unit, subject };
  }
  return undefined;
}

const common = (ids: ReadonlySet<string>, others: Iterable<string>): Set<string> =>
  new Set([...others].filter((id) => ids.has(id)));
