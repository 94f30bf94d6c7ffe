import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { SubmissionWindow } from '../domain/methodology/submission-window.ts';
import type { AgendaEntry, Submission } from './ports.ts';

export type ListedEdition = EditionRef &
  Pick<AgendaEntry, 'name' | 'cohorts' | 'reporters'> & {
    window: SubmissionWindow;
    /** The moment that was told last, see `momentId`. */
    told?: string;
  };

/** Every edition that is defined, and what was told of its deadlines. */
export interface EditionCalendar {
  editions(): Promise<ListedEdition[]>;
  /** Everybody concerned has been told of the moment: it need not be looked at again. */
  markTold(edition: EditionRef, moment: string): Promise<void>;
}

/** A submission without its report. */
export type ListedSubmission = Omit<Submission, 'report' | 'touched' | 'objectVersion' | 'part'>;

export interface EditionSubmissions {
  /** Of all agencies, oldest first. */
  ofEdition(edition: EditionRef): Promise<ListedSubmission[]>;
}

/** Submissions that were opened and, when last looked at, not decided. */
export interface WaitingSubmissions {
  /** Ids, oldest first. */
  openedBefore(time: Date): Promise<string[]>;
  remove(id: string): Promise<void>;
}

/**
 * Lets an act happen once though it is asked for twice. A claim that is not settled, since its holder died, can be
 * taken anew after a while.
 */
export interface Ledger {
  claim(act: string, now: Date): Promise<'claimed' | 'settled' | 'held-by-another'>;
  settle(act: string, now: Date): Promise<void>;
}
