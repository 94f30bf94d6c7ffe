import { fileSignatures } from '../../adapters/identity/detached-signature.ts';
import type { Event } from '../../contracts/events.ts';
import type { EditionDefinition, EditionRef } from '../../domain/methodology/edition-definition.ts';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { PlanDefinition } from '../../domain/methodology/resolve-plan.ts';
import type { Run } from '../../domain/release/run.ts';
import type { Part } from '../../domain/submission/part.ts';
import type { LatePermission } from '../../domain/submission/window.ts';
import type { UnitRecord, UnitSetRecord } from '../../domain/units/unit-records.ts';
import type { Candidate, ReleaseOrder } from '../../use-cases/order-ports.ts';
import type {
  AgendaEntry,
  EditionState,
  EventPublisher,
  IndexPointers,
  PartRegistration,
  RecordStore,
  ReleasePointer,
  ReleaseRecord,
  ReleaseStore,
  RunRelease,
  RunStore,
  Submission,
  UploadReader,
} from '../../use-cases/ports.ts';
import type { ReleaseRecords } from '../../use-cases/proof-ports.ts';
import type { Erratum } from '../../use-cases/read-ports.ts';
import { createTakenIn } from '../../use-cases/taken-in.ts';
import type { Answer, NewDecisions } from '../../use-cases/verification-ports.ts';
import { editionStore, submissionStore } from './in-memory-datasets.ts';
import { latePermissions, verifications, withdrawals } from './in-memory-desk.ts';
import { candidates, releaseOrders } from './orders.ts';

type StoredState = EditionState & { definitionSubmission: string };

/** Everything that the product keeps, in maps: what the adapters keep in DynamoDB and S3. */
export class World {
  submissions = new Map<string, Submission>();
  states = new Map<string, StoredState>();
  slots = new Map<string, Map<string, PartRegistration>>();
  users = new Map<string, { edition: EditionRef; indicators: Set<string> }>();
  agenda = new Map<string, AgendaEntry>();
  lateGrants: (LatePermission & { edition: EditionRef })[] = [];
  answers = new Map<string, Answer[]>();
  decisions: NewDecisions[] = [];
  definitions = new Map<string, EditionDefinition>();
  parts = new Map<string, Part>();
  runs = new Map<string, Run>();
  pointers = new Map<string, IndexPointers>();
  /** The last for each edition. */
  orders = new Map<string, ReleaseOrder>();
  candidates = new Map<string, Candidate>();
  errata: (Erratum & { index: string })[] = [];
  /** Signed, by submission. */
  receipts = new Map<string, string>();
  /** Releases of each edition, oldest first. */
  releases = new Map<string, ReleaseRecord[]>();
  uploads = new Map<string, Uint8Array>();
  events: Event[] = [];
  /** Of the one worker that computes here. */
  takenIn = createTakenIn();
  private ticks = 0;

  private start = Date.UTC(2026, 0, 1);

  clock = { now: () => new Date(this.start + 1000 * this.ticks++) };
  identifiers = { next: () => ulid(this.ticks++) };
  publisher: EventPublisher = {
    publish: async (events) => {
      this.events.push(...structuredClone(events));
    },
  };
  submissionStore = submissionStore(this);
  editionStore = editionStore(this);
  runStore = runStore(this);
  releaseStore = releaseStore(this);
  uploadReader = uploadReader(this);
  recordStore = recordStore(this);
  latePermissions = latePermissions(this);
  withdrawals = withdrawals(this);
  units: UnitRecord[] = [];
  unitSets: UnitSetRecord[] = [];
  plans = new Map<string, PlanDefinition>();
  verifications = verifications(this);

  ports() {
    return {
      submissions: this.submissionStore,
      editions: this.editionStore,
      runs: this.runStore,
      releases: this.releaseStore,
      releaseRecords: releaseRecords(this),
      orders: releaseOrders(this),
      candidates: candidates(this),
      uploads: this.uploadReader,
      records: this.recordStore,
      permissions: this.latePermissions,
      withdrawals: this.withdrawals,
      units: {
        register: async (units: UnitRecord[], sets: UnitSetRecord[]) => {
          this.units = structuredClone(units);
          this.unitSets = structuredClone(sets);
        },
      },
      plans: {
        register: async (plan: PlanDefinition) => void this.plans.set(plan.id, structuredClone(plan)),
      },
      verifications: this.verifications,
      signatures: fileSignatures,
      events: this.publisher,
      clock: this.clock,
      identifiers: this.identifiers,
      takenIn: this.takenIn,
    };
  }

  /** The clock goes on from the time, if it was not there yet. */
  putForward(time: Date) {
    this.start = Math.max(this.start, time.getTime() - 1000 * this.ticks);
  }

  /** Puts a file where its presigned form would have put it. */
  upload(submission: Submission, content: string | Uint8Array) {
    this.submissions.set(submission.id, submission);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.uploads.set(submission.key, bytes);
    return { key: submission.key, version: 'v1' };
  }

  take(type: Event['type']) {
    const taken = this.events.filter((event) => event.type === type);
    this.events = this.events.filter((event) => event.type !== type);
    return taken;
  }
}

/** ULIDs in the order in which they were asked for. */
export const ulid = (order: number): string => `01J0000000${String(order).padStart(16, '0')}`;

function runStore(world: World): RunStore {
  const savedRelease = (id: string) => {
    const run = world.runs.get(id);
    return run && releaseOf(run);
  };
  return {
    save: async (run) => {
      world.runs.set(run.id, structuredClone(run));
      return releaseOf(run);
    },
    get: async (id) => structuredClone(world.runs.get(id)),
    summary: async (id) => savedRelease(id),
    remembered: (id) => savedRelease(id),
  };
}

const releaseOf = (run: Run): RunRelease => ({
  results: run.results,
  ...(run.sample && { sample: run.sample }),
  comparedWith: run.inputs.previous,
  ...(run.inputs.earlier && { looksBack: true }),
  cohorts: run.cohorts.map((cohort) => ({
    id: cohort.id,
    origin: cohort.origin,
    total: cohort.nodes[0]!.code,
    nodes: cohort.nodes.map((node) => node.code),
    unitChunks: 1,
    units: cohort.nodes[0]!.statistics.units,
    unitSet: cohort.unitSet.id,
  })),
});

const heldBy = ({ editions, withdrawn }: IndexPointers, period: string) =>
  editions[period] ? (editions[period].held ? editions[period] : undefined) : withdrawn?.[period];

function releaseStore(world: World): ReleaseStore {
  return {
    pointers: async (index) => structuredClone(world.pointers.get(index) ?? { index, editions: {} }),
    publish: async ({ index, period }, release, { definition } = {}) => {
      if (definition && world.states.get(editionId({ index, period }))?.definition !== definition)
        return { outcome: 'stale', revision: world.pointers.get(index)?.editions[period]?.revision ?? 0 };
      const pointers = world.pointers.get(index) ?? { index, editions: {} };
      const current: ReleasePointer | undefined = pointers.editions[period];
      if (current?.run === release.run) return { outcome: 'unchanged', revision: current.revision };
      const held = heldBy(pointers, period);
      if (held) return { outcome: 'held', revision: held.revision };
      if (current && current.datasetVersion > release.datasetVersion)
        return { outcome: 'stale', revision: current.revision };
      const revision = (current?.revision ?? 0) + 1;
      world.pointers.set(index, {
        ...pointers,
        editions: { ...pointers.editions, [period]: { ...release, revision } },
      });
      const id = editionId({ index, period });
      world.releases.set(id, [...(world.releases.get(id) ?? []), { ...release, revision }]);
      return { outcome: 'published', revision };
    },
    indices: async () => [...world.pointers.keys()],
  };
}

export const releaseRecords = (world: World): ReleaseRecords => ({
  get: async (edition, revision) =>
    structuredClone(world.releases.get(editionId(edition))?.find((each) => each.revision === revision)),
  list: async (edition) => structuredClone(world.releases.get(editionId(edition)) ?? []).reverse(),
});

const uploadReader = (world: World): UploadReader => ({
  getUpload: async (key, version = 'v1') => {
    const bytes = world.uploads.get(key);
    return bytes && { version, body: one(bytes) };
  },
});

function recordStore(world: World): RecordStore {
  return {
    getDefinition: async (hash) => structuredClone(world.definitions.get(hash)),
    putDefinition: async (hash, definition) => void world.definitions.set(hash, structuredClone(definition)),
    getPart: async (hash) => structuredClone(world.parts.get(hash)),
    putPart: async (hash, part) => void world.parts.set(hash, structuredClone(part)),
  };
}

async function* one(bytes: Uint8Array) {
  yield bytes;
}
