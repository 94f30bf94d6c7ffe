import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import type { PartRegistration } from './ports.ts';

type Slot = EditionRef & { cohort: string; agency: string };

/** What the runs that were announced from here have taken in. */
export type TakenIn = {
  note(edition: EditionRef, parts: PartRegistration[]): void;
  /** Whether a run of the edition was made from this file, or from a newer one in its slot. */
  holds(edition: EditionRef, slot: Slot, submissionId: string): boolean;
};

/** Forgetting costs a computation, no more. */
const mostEditions = 200;

/**
 * News of a file that a run took in already asks for no other run. So a burst costs one computation for all
 * that came before it began, however its messages are spread over calls.
 */
export function createTakenIn(): TakenIn {
  const editions = new Map<string, Map<string, string>>();
  return {
    note(edition, parts) {
      const files = parts.filter(({ kind }) => kind !== 'verification');
      const newest = new Map(
        files.map(({ source, agency, submissionId }) => [slotName({ ...source, agency }), submissionId]),
      );
      const [oldest] = editions.keys();
      if (editions.size >= mostEditions && oldest !== undefined) editions.delete(oldest);
      editions.set(editionId(edition), newest);
    },
    holds(edition, slot, submissionId) {
      const newest = editions.get(editionId(edition))?.get(slotName(slot));
      return newest !== undefined && newest >= submissionId;
    },
  };
}

const slotName = ({ index, period, cohort, agency }: Slot) => JSON.stringify([index, period, cohort, agency]);
