import { z } from 'zod';

/**
 * Events on the stage's bus. Producers fill every field; consumers ignore fields they do not know, so that
 * a field can be added within a schema version. A field that changes or goes needs a new version.
 */
const edition = z.object({ index: z.string(), period: z.string() });

const envelope = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({
    id: z.string(),
    type: z.literal(type),
    schemaVersion: z.literal(1),
    time: z.iso.datetime(),
    /** The same from an upload to the release that it led to. */
    correlationId: z.string(),
    /** The id of the event or the submission that caused this one. */
    causationId: z.string(),
    data,
  });

export const observationsAccepted = envelope(
  'observations.accepted',
  z.object({
    submissionId: z.string(),
    part: z.string(),
    editions: z.array(edition).min(1),
    /** What the file was sent for, and by whom: of one slot the newest submission counts. */
    slot: z.exactOptional(edition.extend({ cohort: z.string(), agency: z.string() })),
  }),
);

/** An agency took an accepted file back: the editions hold the file before it, or none. */
export const observationsWithdrawn = envelope(
  'observations.withdrawn',
  z.object({ submissionId: z.string(), agency: z.string(), editions: z.array(edition).min(1) }),
);

/** Reviewers decided about values that a file claims. */
export const observationsVerified = envelope(
  'observations.verified',
  z.object({
    submissionId: z.string(),
    agency: z.string(),
    editions: z.array(edition).min(1),
    /** The act of deciding: the same where its news is sent again. */
    decision: z.string().exactOptional(),
  }),
);

export const definitionsRegistered = envelope(
  'definitions.registered',
  z.object({ submissionId: z.string(), editions: z.array(edition).min(1) }),
);

const releasedCohort = z.object({
  id: z.string(),
  origin: z.enum(['computed', 'imported', 'restated']),
  total: z.string(),
  nodes: z.array(z.string()),
  unitChunks: z.int().min(1),
  units: z.int(),
  unitSet: z.string(),
});

/** It carries all that its release needs, so that nothing has to be read between a ranking and its readers. */
export const rankingComputed = envelope(
  'ranking.computed',
  z.object({
    edition,
    run: z.string(),
    /** The hash of the definition that it was computed by. */
    definition: z.string(),
    datasetVersion: z.int(),
    /** How that definition wants it released. */
    mode: z.enum(['automatic', 'manual']),
    release: z.object({
      results: z.string(),
      cohorts: z.array(releasedCohort),
      comparedWith: z.object({ period: z.string(), results: z.string() }).nullable(),
      looksBack: z.exactOptional(z.literal(true)),
      sample: z.exactOptional(z.literal(true)),
    }),
    /** The release that was in place when it was computed. */
    inPlace: z
      .object({
        run: z.string(),
        revision: z.int().min(1),
        datasetVersion: z.int(),
        held: z.exactOptional(z.literal(true)),
      })
      .nullable(),
  }),
);

export const releasePublished = envelope(
  'release.published',
  z.object({ edition, run: z.string(), revision: z.int().min(1) }),
);

/** A release was taken back: its figures are no longer shown. */
export const releaseWithdrawn = envelope(
  'release.withdrawn',
  z.object({ edition, revision: z.int().min(1) }),
);

const text = z.object({ vi: z.string(), en: z.string() });
const order = z.object({
  order: z.string(),
  edition,
  kind: z.enum(['release', 'roll-back', 'withdraw', 'annotate']),
  at: z.iso.datetime(),
  by: z.object({ subject: z.string(), agency: z.string() }),
  note: text.exactOptional(),
  run: z.string().exactOptional(),
  /** The release that is concerned; once it is done, the one that was made. */
  revision: z.int().exactOptional(),
});

/** An operator's order to an edition's releases. `order.done` comes with what the public is told, beside it. */
export const orderGiven = envelope('order.given', order);
export const orderDone = envelope('order.done', order);
export const orderCancelled = envelope('order.cancelled', order);

/** An operator lets an agency send files after the deadline. */
export const permissionGranted = envelope(
  'permission.granted',
  z.object({
    edition,
    agency: z.string(),
    until: z.string(),
    reason: z.string(),
    grantedBy: z.string(),
    grantedAt: z.iso.datetime(),
  }),
);

/** The outcome of a data file; `superseded` when a newer file of the same agency was accepted before it. */
export const submissionDecided = envelope(
  'submission.decided',
  z.object({
    submissionId: z.string(),
    agency: z.string(),
    status: z.enum(['accepted', 'rejected', 'superseded']),
    edition,
    cohort: z.string(),
    errors: z.int(),
    warnings: z.int(),
  }),
);

/** Something that somebody should know by now. `id` is the same each time the notice is sent. */
export const noticeDue = envelope(
  'notice.due',
  z.object({
    notice: z.enum(['window-opened', 'window-closing', 'window-closed', 'file-waiting', 'file-missing']),
    /** Whom it is for; the operators where absent. */
    agency: z.string().optional(),
    edition: edition.optional(),
    /** The deadline, and the time zone that it is told in. */
    closes: z.iso.datetime({ offset: true }).optional(),
    timeZone: z.string().optional(),
    /** Of files: which submission, and since when. */
    submissionId: z.string().optional(),
    since: z.iso.datetime().optional(),
    /** Of a closed window: the agencies that have not submitted. */
    missing: z.array(z.string()).optional(),
  }),
);

/** The owner of a webhook asks for a test message. */
export const webhookPinged = envelope(
  'webhook.pinged',
  z.object({ agency: z.string(), webhook: z.string() }),
);

export const event = z.discriminatedUnion('type', [
  observationsAccepted,
  observationsWithdrawn,
  observationsVerified,
  definitionsRegistered,
  rankingComputed,
  releasePublished,
  releaseWithdrawn,
  permissionGranted,
  orderGiven,
  orderDone,
  orderCancelled,
  submissionDecided,
  noticeDue,
  webhookPinged,
]);

export type Event = z.infer<typeof event>;
export type EventType = Event['type'];
export type EventOf<Type extends EventType> = Extract<Event, { type: Type }>;

/** What is done to an edition, and by whom. */
export const auditedActs = [
  'definitions.registered',
  'submission.decided',
  'observations.withdrawn',
  'observations.verified',
  'permission.granted',
  'order.given',
  'order.cancelled',
  'order.done',
  'release.published',
  'release.withdrawn',
] as const satisfies EventType[];

/** `source` of every event on the bus. */
export const eventSource = 'civindex';

/** The part of S3's "Object Created" event that the product reads. */
export const objectCreated = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      size: z.number().optional(),
      'version-id': z.string().optional(),
    }),
  }),
});
