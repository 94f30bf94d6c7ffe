import { editionId } from '../domain/methodology/edition-definition.ts';
import type { EditionCalendar, EditionSubmissions, ListedEdition } from './deadline-ports.ts';
import { filedReports } from './filed-reports.ts';
import type { Clock } from './ports.ts';

export type MeasureCoveragePorts = { calendar: EditionCalendar; filed: EditionSubmissions; clock: Clock };

/** Of the files that an edition waits for, how many are accepted: per cent of `expected`. */
export type EditionCoverage = { edition: string; expected: number; percent: number };

/** How long after its closing an edition is still looked at: late files come with a permission. */
const afterwards = 7 * 86_400_000;

/** Output: the coverage of every edition whose window is open, or closed within the week, and waits for any file. */
export async function measureCoverage({
  calendar,
  filed,
  clock,
}: MeasureCoveragePorts): Promise<EditionCoverage[]> {
  const now = clock.now().getTime();
  const open = (await calendar.editions()).filter((edition) => isOpen(edition, now));
  const measured = await Promise.all(
    open.map(async (edition) => {
      const { expected, missing } = await filedReports(filed, edition);
      const accepted = expected.length - missing.length;
      return {
        edition: editionId(edition),
        expected: expected.length,
        percent: (100 * accepted) / expected.length,
      };
    }),
  );
  return measured.filter(({ expected }) => expected > 0);
}

/** An edition without a deadline waits for nobody. */
const isOpen = ({ window: { opens, closes } }: ListedEdition, now: number): boolean =>
  closes !== undefined &&
  now < Date.parse(closes) + afterwards &&
  (opens === undefined || now >= Date.parse(opens));
