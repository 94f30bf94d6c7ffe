import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { PartRegistration } from './ports.ts';

/** What a reporter said, once, to a decision about its claim. */
export type Answer = {
  indicator: string;
  unit: string;
  text: string;
  answeredBy: string;
  answeredAt: string;
};

/** Who decided when, kept for ever beside the part that holds the decisions. */
export type DecisionRecord = { reviewer: string; agency: string; decidedAt: string; submission: string };

/** Decisions as a part of an edition's dataset, in a slot beside the claims that they are about. */
export type NewDecisions = {
  edition: EditionRef;
  registration: PartRegistration;
  /** The hash of the part that it takes the place of. */
  replaces: string | undefined;
  record: DecisionRecord;
};

export interface Verifications {
  /**
   * One transaction: the slot takes the part, the dataset version grows, the record is kept. `changed` when the
   * slot holds another part than the one to be replaced.
   */
  record(decisions: NewDecisions): Promise<'recorded' | 'changed'>;
  answers(submission: string): Promise<Answer[]>;
  /** All of them or, where one of the claims has an answer already, none. */
  answer(submission: string, answers: Answer[]): Promise<'recorded' | 'answered'>;
}
