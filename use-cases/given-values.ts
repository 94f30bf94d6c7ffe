import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { Observation } from '../domain/submission/part.ts';
import { reporterScope } from '../domain/submission/reporter-scope.ts';
import type { SubmissionTarget } from '../domain/submission/table.ts';
import { Upstream } from './errors.ts';
import type { EditionStore, PartRegistration, RecordStore } from './ports.ts';

export type GivenValuesPorts = {
  editions: Pick<EditionStore, 'currentParts'>;
  records: Pick<RecordStore, 'getPart'>;
};

/** A value that the edition's dataset holds, and the file that it was given with. */
export type GivenValue = Observation & {
  source: { submission: string; agency: string; edition: EditionRef; cohort: string };
};

/**
 * Input: an edition, a cohort, and the agency that is about to report for it.
 * Output: what is given already of the cells that the agency may report, whoever gave it and for whichever
 *   index: each cell once, by indicator and unit.
 * Course: the edition's dataset holds every file of the period that reports one of its indicators; the newest
 *   file wins, as in a run. Cells beyond the agency's scope are not shown.
 */
export async function givenValues(ports: GivenValuesPorts, target: SubmissionTarget): Promise<GivenValue[]> {
  const { definition, cohort: cohortId } = target;
  const cohort = definition.cohorts.find(({ id }) => id === cohortId);
  if (cohort?.origin !== 'computed') return [];
  const edition = { index: definition.index.id, period: definition.period };
  const units = new Set(cohort.units.map(({ id }) => id));
  const indicators = new Set(cohort.indicators.map(({ id }) => id));
  const scope = reporterScope(target);
  if (!scope.cohort) return [];

  const given = new Map<string, GivenValue>();
  for (const { registration, observations } of await observationsIn(ports, edition))
    for (const observation of observations) {
      const { unit, indicator } = observation;
      if (!units.has(unit) || !indicators.has(indicator)) continue;
      if (!scope.unit(unit) || !scope.indicator(indicator, unit)) continue;
      given.set(`${indicator} ${unit}`, { ...observation, source: sourceOf(registration) });
    }
  return [...given].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** Oldest file first. */
async function observationsIn({ editions, records }: GivenValuesPorts, edition: EditionRef) {
  const registrations = await editions.currentParts(edition);
  const period = (registration: PartRegistration) => registration.source.period === edition.period;
  return Promise.all(
    registrations
      .filter((registration) => registration.kind === 'observations' && period(registration))
      .map(async (registration) => {
        const part = await records.getPart(registration.hash);
        if (part?.kind !== 'observations') throw new Upstream(`The part ${registration.hash} cannot be read`);
        return { registration, observations: part.observations };
      }),
  );
}

const sourceOf = ({ submissionId, agency, source }: PartRegistration): GivenValue['source'] => ({
  submission: submissionId,
  agency,
  edition: { index: source.index, period: source.period },
  cohort: source.cohort,
});
