import type { Event } from '../contracts/events.ts';
import type { EditionFault } from '../domain/analysis/edition-faults.ts';
import type { Text } from '../domain/methodology/definitions.ts';
import type { EditionDefinition, EditionRef } from '../domain/methodology/edition-definition.ts';
import type { PlanDefinition } from '../domain/methodology/resolve-plan.ts';
import type { Origin, Run, RunInputs } from '../domain/release/run.ts';
import type { ValidationReport } from '../domain/submission/findings.ts';
import type { Part } from '../domain/submission/part.ts';
import type { SubmissionStatus } from '../domain/submission/submission-status.ts';
import type { UnitRecord, UnitSetRecord } from '../domain/units/unit-records.ts';

export type { SubmissionStatus };

export type Submission = {
  /** ULID: later submissions sort after earlier ones. */
  id: string;
  kind: 'data' | 'definitions';
  agency: string;
  submittedBy: string;
  fileName: string;
  key: string;
  createdAt: string;
  status: SubmissionStatus;
  /** For data: where the file belongs. */
  edition?: EditionRef;
  cohort?: string;
  /** A detached JWS of the file by its agency. */
  signature?: string;
  /** The hash of the edition's definition when it was opened. */
  definition?: string;
  /** Set when judged: which object version it was, and its outcome. */
  objectVersion?: string;
  decidedAt?: string;
  /** When its agency took it back. */
  withdrawnAt?: string;
  part?: string;
  report?: ValidationReport;
  /** The editions whose dataset changed by it. */
  touched?: EditionRef[];
};

/** The newest accepted part of one reporter for one cohort, as an edition's dataset holds it. */
export type PartRegistration = {
  /** The edition and cohort that the file was sent for; with the agency it names the slot. */
  source: EditionRef & { cohort: string };
  agency: string;
  submissionId: string;
  hash: string;
  kind: Part['kind'];
};

export type EditionState = {
  definition: string;
  /** Grows by one with every change of the definition or the dataset. */
  datasetVersion: number;
  /** Why the newest dataset could not be computed. */
  refusal?: Refusal;
};

/** What keeps an edition from being computed, of which dataset, and when that was found. */
export type Refusal = { datasetVersion: number; at: string; faults: EditionFault[] };

/** What an accepted submission does, all of it or nothing. */
export type Acceptance = {
  submission: Submission;
  /** The hash of the definition that it was judged by. */
  judgedBy: string;
  objectVersion: string;
  decidedAt: string;
  report: ValidationReport;
  registration: PartRegistration;
  /** The edition that the file was sent for comes first. */
  touched: EditionRef[];
};

export type SubmissionFilter = { edition?: EditionRef | undefined; status?: SubmissionStatus | undefined };

export interface SubmissionStore {
  create(submission: Submission): Promise<void>;
  get(id: string): Promise<Submission | undefined>;
  /** Newest first. */
  listByAgency(
    agency: string,
    cursor?: string,
    filter?: SubmissionFilter,
  ): Promise<{ submissions: Submission[]; cursor?: string }>;
  /**
   * One transaction: the submission becomes accepted, each touched edition's slot takes the part, each
   * edition's dataset version grows. `superseded` when a slot already holds a newer submission: then the
   * submission is recorded as superseded and no slot changes. `already-decided` when it was judged before.
   * `definition-changed` when the edition has another definition by now: nothing is written.
   */
  accept(
    acceptance: Acceptance,
  ): Promise<'accepted' | 'superseded' | 'already-decided' | 'definition-changed'>;
  /** For rejected data and for definitions of either outcome: no slot is touched. */
  decide(
    submission: Submission,
    decision: Pick<Submission, 'status' | 'objectVersion' | 'decidedAt' | 'report' | 'touched'>,
  ): Promise<'decided' | 'already-decided'>;
}

/** Who may send what for an edition, and when: enough to show a reporter its work without reading definitions. */
export type AgendaEntry = EditionRef & {
  name: EditionDefinition['index']['name'];
  submission: EditionDefinition['submission'];
  /** Those that take files. */
  cohorts: { id: string; name: Text }[];
  reporters: Pick<EditionDefinition['reporters'][number], 'agency' | 'cohorts'>[];
  /** Agencies whose reviewers verify; none where nothing is verified. */
  reviewers: string[];
};

export interface EditionStore {
  state(edition: EditionRef): Promise<EditionState | undefined>;
  /** Strongly consistent, oldest submission first: a later part wins where two give the same cell. */
  currentParts(edition: EditionRef): Promise<PartRegistration[]>;
  /** Both at once; the parts are never older than the dataset version beside them. */
  dataset(edition: EditionRef): Promise<(EditionState & { parts: PartRegistration[] }) | undefined>;
  /**
   * Editions of the period whose computed cohorts use any of the indicators. `remembered` answers from the
   * last look at the period where there was one, and may miss an edition registered since.
   */
  editionsUsing(
    period: string,
    indicators: Iterable<string>,
    asOf: 'remembered' | 'now',
  ): Promise<EditionRef[]>;
  /**
   * Makes the definition the edition's current one unless a newer definitions submission already did.
   * `unchanged` when it is current already. Also keeps catalogue and period entries.
   */
  registerDefinition(
    definition: EditionDefinition,
    hash: string,
    submissionId: string,
  ): Promise<'registered' | 'unchanged' | 'superseded'>;
  /**
   * Puts a part that another edition holds into this edition's dataset, unless its slot has a newer one or its
   * file has been withdrawn meanwhile.
   */
  adoptPart(edition: EditionRef, registration: PartRegistration): Promise<'adopted' | 'unchanged'>;
  /** Keeps it with the edition, unless its dataset has changed meanwhile: that is to be computed anew. */
  recordRefusal(edition: EditionRef, refusal: Refusal): Promise<void>;
  /** Unless there is another one meanwhile. */
  clearRefusal(edition: EditionRef, refusal: Refusal): Promise<void>;
  /** Every edition as it is defined now, by period, then index. */
  agenda(): Promise<AgendaEntry[]>;
  /** A release of the edition before changes what this one is compared with. */
  bumpDatasetVersion(edition: EditionRef): Promise<number>;
}

/**
 * What a reader may ask of a release, kept in its pointer: so a page's key is known, and a wrong question is
 * answered with the right ones, without another read. Cohorts and nodes in the run's order; the first cohort
 * is the one shown when a reader names none, `total` the node.
 */
export type ReleasedCohort = {
  id: string;
  origin: Origin;
  total: string;
  /** Codes of every node, the total among them. */
  nodes: string[];
  /** In how many items the run's units lie: with it, the item of a unit is known. */
  unitChunks: number;
  /** How many units the cohort has, with or without figures: a ranking of many is kept in more orders. */
  units: number;
  /** Whose names its units are found by. */
  unitSet: string;
};

/** The release that readers see now. */
export type ReleasePointer = {
  run: string;
  /** Hash of the run's scores and ranks. */
  results: string;
  revision: number;
  datasetVersion: number;
  publishedAt: string;
  cohorts: ReleasedCohort[];
  /** The figures are made up to show a method. */
  sample?: true;
  /** The edition and results that its changes are measured against. */
  comparedWith: RunInputs['previous'];
  /** Its gaps are filled from what was observed for earlier editions. */
  looksBack?: true;
  /** What the public is told of this release. */
  note?: Text;
  /** The release whose run this one names again. */
  rolledBackTo?: number;
  /** An operator has put it here: computed runs do not take its place until an operator releases one. */
  held?: true;
};

/** When a release was taken back, and what the public is told of it. */
export type Withdrawal = { revision: number; at: string; note: Text };

/** A release as it is kept for ever: a withdrawn one keeps its figures, and nobody is shown them. */
export type ReleaseRecord = ReleasePointer & { withdrawn?: Omit<Withdrawal, 'revision'> };

/** Everything that is public of an index, in one item: what each edition's current release is. */
export type IndexPointers = {
  index: string;
  editions: Record<string, ReleasePointer>;
  /** By period, those whose last release was withdrawn and has no successor. */
  withdrawn?: Record<string, Withdrawal>;
};

/** What a release of a run takes over from it. */
export type RunRelease = Pick<
  ReleasePointer,
  'results' | 'cohorts' | 'comparedWith' | 'looksBack' | 'sample'
>;

export interface RunStore {
  /** Resolves when the run is kept whole and in pages. Writing twice is the same as once. */
  save(run: Run): Promise<RunRelease>;
  /** Of a run that was saved here not long ago; `undefined` says nothing about others. */
  remembered(runId: string): RunRelease | undefined;
  get(runId: string): Promise<Run | undefined>;
  /** What a release of the run needs to know; `undefined` while the run is not complete. */
  summary(runId: string): Promise<RunRelease | undefined>;
}

/** As much of a release as decides whether another may take its place. */
export type ReleaseInPlace = Pick<ReleasePointer, 'run' | 'revision' | 'datasetVersion' | 'held'>;

export interface ReleaseStore {
  pointers(index: string): Promise<IndexPointers>;
  /**
   * One conditional write moves the pointer and one record is kept for ever. `unchanged` when the run is
   * what readers see already; `stale` when the current release has a newer dataset version; `held` when an
   * operator has rolled back or withdrawn what was there.
   *
   * @param expected.definition what the run was computed by: `stale` when the edition has another by now
   * @param expected.seen what was in place a moment ago, `null` for nothing: saves a read where it holds still
   */
  publish(
    edition: EditionRef,
    release: Omit<ReleasePointer, 'revision'>,
    expected?: { definition?: string; seen?: ReleaseInPlace | null },
  ): Promise<{ outcome: 'published' | 'unchanged' | 'stale' | 'held'; revision: number }>;
  indices(): Promise<string[]>;
}

/** What the public finds units by; the units of a set are those that were defined last. */
export interface UnitRegistry {
  /** What a newer definitions submission brought is kept. */
  register(units: UnitRecord[], sets: UnitSetRecord[], submissionId: string): Promise<void>;
}

/** Plans of targets. A plan that a newer definitions submission brought is kept. */
export interface PlanStore {
  register(plan: PlanDefinition, submissionId: string): Promise<void>;
}

/** Files as they were sent. */
export interface UploadReader {
  /** `undefined` when there is no such object or version. */
  getUpload(key: string, version: string | undefined): Promise<UploadedFile | undefined>;
}

/** What is named by the hash of its content. */
export interface RecordStore {
  getDefinition(hash: string): Promise<EditionDefinition | undefined>;
  putDefinition(hash: string, definition: EditionDefinition): Promise<void>;
  getPart(hash: string): Promise<Part | undefined>;
  putPart(hash: string, part: Part): Promise<void>;
}

/** The body is read once, and to its end or not at all further: leaving off closes it. */
export type UploadedFile = { version: string; body: AsyncIterable<Uint8Array> };

export interface UploadGrants {
  /** A form that lets its holder upload exactly this key, for a short time, up to the size limit. */
  grant(key: string, limits: { maximumBytes: number; seconds: number }): Promise<UploadGrant>;
}

export type UploadGrant = { url: string; fields: Record<string, string>; expiresAt: string };

export interface EventPublisher {
  publish(events: Event[]): Promise<void>;
}

export interface Clock {
  now(): Date;
}

export interface Identifiers {
  /** A fresh ULID. */
  next(): string;
}
