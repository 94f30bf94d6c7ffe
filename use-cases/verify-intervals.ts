import { addressOf } from '../contracts/address.ts';
import type { ReleaseManifest } from '../contracts/proof-documents.ts';
import { publicRoutes } from '../contracts/public-api.ts';
import { deviations } from '../domain/proof/deviations.ts';
import type { CohortResult } from '../domain/release/run.ts';
import { cohortOfRun, mostAnalysedUnits } from './analysed-cohort.ts';
import { type CohortUncertainty, cohortUncertainty, refusesAnalysis } from './cohort-uncertainty.ts';
import type { StoredRow } from './read-ports.ts';
import { type Check, text, type VerifyPorts } from './verify-ports.ts';
import type { VerifiedRun } from './verify-run.ts';

/**
 * Input: a release and what it was computed from.
 * Output: whether the intervals of its ranks are those that its values and method give.
 * Course: they are not in the run, and come a moment after it, so that one that is absent is no fault.
 */
export async function* verifyIntervals(
  ports: VerifyPorts,
  { edition, revision }: ReleaseManifest,
  { run, definition, parts }: VerifiedRun,
): AsyncGenerator<Check> {
  for (const cohort of run.cohorts.filter(isAssessed)) {
    const expected = recompute(run, definition, parts, cohort.id);
    if (!expected) continue;
    const place = { ...edition, revision, cohort: cohort.id };
    const faults = await faultsOf(ports, addressOf(publicRoutes.getRanking, place), expected);
    const subject = `rank intervals of ${cohort.id}`;
    yield faults.length === 0 ? { subject } : { subject, fault: faults.join('; ') };
  }
}

type Ranking = { rows: Pick<StoredRow, 'unit' | 'rankInterval'>[]; links: { next?: string } };

/** Of all pages of a ranking. */
async function faultsOf({ get }: VerifyPorts, first: string, { rows }: CohortUncertainty): Promise<string[]> {
  const expected = new Map(
    rows.map(({ unit, low, high, group }) => [unit.id, { rankInterval: { low, high, group } }]),
  );
  const faults: string[] = [];
  let address: string | undefined = first;
  while (address !== undefined && faults.length === 0) {
    const { status, bytes } = await get(address);
    if (status !== 200) return [`answered ${status}`];
    const shown: Ranking = JSON.parse(text({ status, bytes }));
    const told = shown.rows.filter(({ rankInterval }) => rankInterval !== undefined);
    faults.push(
      ...deviations(
        told.map(({ unit }) => expected.get(unit.id) ?? {}),
        told,
      ),
    );
    address = shown.links.next;
  }
  return faults;
}

const isAssessed = ({ origin, nodes }: CohortResult): boolean =>
  origin !== 'imported' && nodes[0]!.statistics.units <= mostAnalysedUnits;

function recompute(
  { cohorts }: VerifiedRun['run'],
  definition: VerifiedRun['definition'],
  parts: VerifiedRun['parts'],
  cohort: string,
): CohortUncertainty | undefined {
  try {
    return cohortUncertainty(cohortOfRun({ cohorts }, definition, parts, cohort));
  } catch (error) {
    if (refusesAnalysis(error)) return undefined;
    throw error;
  }
}
