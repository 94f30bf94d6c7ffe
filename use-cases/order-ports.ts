import type { Text } from '../domain/methodology/definitions.ts';
import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { ReleasePointer, RunRelease, Withdrawal } from './ports.ts';
import type { Erratum } from './read-ports.ts';

/** A run that waits for an operator: of an edition that is released by hand, or whose release is held. */
export type Candidate = EditionRef & {
  run: string;
  datasetVersion: number;
  computedAt: string;
  release: RunRelease;
};

/** What an operator wants done to an edition's releases, now or at a set time. */
export type ReleaseOrder = {
  /** ULID. */
  id: string;
  edition: EditionRef;
  /** When it is carried out, to the second or finer. */
  at: string;
  givenAt: string;
  by: { subject: string; agency: string };
  /** The client's own name for it: sent again under it, it is this order. */
  request?: string;
  note?: Text;
  state: 'waiting' | 'done' | 'announced' | 'cancelled';
  /** The release that it made or concerned; once it is done. */
  result?: OrderResult;
} & (
  | { kind: 'release'; candidate: Omit<Candidate, keyof EditionRef> }
  | { kind: 'roll-back' | 'withdraw' | 'annotate'; revision: number }
);

/** `run` where a release was made. */
export type OrderResult = { revision: number; run?: string };

/** One order stands for an edition at a time. */
export interface ReleaseOrders {
  /**
   * @param last the last one given, as it was read
   * @returns whether it stands now: not where another one waits, is not announced, or came meanwhile.
   */
  give(order: ReleaseOrder, last: ReleaseOrder | undefined): Promise<boolean>;
  /** The last one given. */
  last(edition: EditionRef): Promise<ReleaseOrder | undefined>;
  /** Of all editions, those that wait or are not announced. */
  standing(): Promise<ReleaseOrder[]>;
  /** @returns whether it was still waiting. */
  cancel(order: ReleaseOrder): Promise<boolean>;
  /** The change and the order's being done are one transaction. @returns whether nothing had moved meanwhile. */
  carryOut(order: ReleaseOrder, change: ReleaseChange): Promise<boolean>;
  announced(order: ReleaseOrder): Promise<void>;
}

export type ReleaseChange = {
  /** What was read, and must still be so. */
  before: { current: ReleasePointer | undefined; withdrawn: Record<string, Withdrawal> | undefined };
  /** What readers see from now on. */
  pointer?: ReleasePointer;
  /** What nobody sees from now on; the edition has no release then if it was the current one. */
  withdrawal?: Withdrawal;
  erratum?: Erratum;
  result: OrderResult;
};

export interface Candidates {
  /** Keeps it unless there is one of a newer dataset. */
  propose(candidate: Candidate): Promise<void>;
  get(edition: EditionRef): Promise<Candidate | undefined>;
  /** The run that was proposed last for each edition that has one, by the edition's id. */
  runs(editions: EditionRef[]): Promise<ReadonlyMap<string, string>>;
}
