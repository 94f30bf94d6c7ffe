import { editionId } from '../../domain/methodology/edition-definition.ts';
import type {
  EditionCalendar,
  EditionSubmissions,
  Ledger,
  ListedEdition,
  WaitingSubmissions,
} from '../../use-cases/deadline-ports.ts';
import type { World } from './in-memory.ts';

/** Editions and their windows, the lists of submissions, and acts that happen once, in memory. */
export class DeadlineWorld {
  readonly world: World;
  listed: ListedEdition[] = [];
  waitingIds: string[] = [];
  acts = new Map<string, { claimedAt: Date; settled: boolean }>();
  arrived = new Set<string>();

  constructor(world: World) {
    this.world = world;
  }

  calendar: EditionCalendar = {
    editions: async () => structuredClone(this.listed),
    markTold: async (edition, moment) => {
      const listed = this.listed.find((each) => editionId(each) === editionId(edition))!;
      listed.told = moment;
    },
  };

  filed: EditionSubmissions = {
    ofEdition: async (edition) =>
      [...this.world.submissions.values()].filter(
        (submission) => submission.edition && editionId(submission.edition) === editionId(edition),
      ),
  };

  waiting: WaitingSubmissions = {
    openedBefore: async (time) =>
      this.waitingIds.filter((id) => Date.parse(this.world.submissions.get(id)!.createdAt) < time.getTime()),
    remove: async (id) => {
      this.waitingIds = this.waitingIds.filter((each) => each !== id);
    },
  };

  ledger: Ledger = {
    claim: async (act, now) => {
      const known = this.acts.get(act);
      if (known?.settled) return 'settled';
      if (known && now.getTime() - known.claimedAt.getTime() < 120_000) return 'held-by-another';
      this.acts.set(act, { claimedAt: now, settled: false });
      return 'claimed';
    },
    settle: async (act) => {
      this.acts.get(act)!.settled = true;
    },
  };

  uploads = { exists: async (key: string) => this.arrived.has(key) };
}
