import type { EditionRef } from '../../domain/methodology/edition-definition.ts';

/** Where an item is: every key of the table is made here, and `docs/data-model.md` lists them. */
export type Key = { pk: string; sk: string };

/**
 * One identifier within a key. Those of ours stay as they are; `#`, `/` and whatever else a stranger may
 * write are percent-encoded, so that no identifier reaches into the key of another item.
 */
const segment = (identifier: string): string => encodeURIComponent(identifier.toWellFormed());

const editionSegment = ({ index, period }: EditionRef): string => `${segment(index)}/${segment(period)}`;

const digits = (value: number, count: number): string => String(value).padStart(count, '0');

export const submissionKey = (id: string): Key => ({ pk: `SUBMISSION#${segment(id)}`, sk: 'META' });

export const agencySubmissions = (agency: string) => ({
  pk: `AGENCY#${segment(agency)}`,
  prefix: 'SUBMISSION#',
});

export const agencySubmissionKey = (agency: string, id: string): Key => ({
  pk: `AGENCY#${segment(agency)}`,
  sk: `SUBMISSION#${segment(id)}`,
});

/** Those whose files may still come or be judged; the sweep takes out the others. */
export const waitingSubmissions = { pk: 'WAITING', prefix: 'SUBMISSION#' };

export const waitingSubmissionKey = (id: string): Key => ({
  pk: 'WAITING',
  sk: `SUBMISSION#${segment(id)}`,
});

export const submissionRequestKey = (agency: string, idempotencyKey: string): Key => ({
  pk: `REQUEST#${segment(agency)}#${segment(idempotencyKey)}`,
  sk: 'META',
});

/** Both hold the permission: operators ask by edition, an agency by its name. */
export const latePermissionKeys = (edition: EditionRef, agency: string, until: string): [Key, Key] => {
  const [of, end] = [editionSegment(edition), segment(until)];
  return [
    { pk: `EDITION#${of}`, sk: `PERMISSION#${end}#${segment(agency)}` },
    { pk: `AGENCY#${segment(agency)}`, sk: `PERMISSION#${of}#${end}` },
  ];
};

export const editionPermissions = (edition: EditionRef) => ({
  pk: `EDITION#${editionSegment(edition)}`,
  prefix: 'PERMISSION#',
});

export const agencyPermissions = (agency: string) => ({
  pk: `AGENCY#${segment(agency)}`,
  prefix: 'PERMISSION#',
});

/** An edition's state and, after it in key order, the slots of its dataset. */
export const editionDataset = (edition: EditionRef) => ({
  pk: `EDITION#${editionSegment(edition)}`,
  prefix: 'DATASET',
});

export const editionStateKey = (edition: EditionRef): Key => ({
  pk: `EDITION#${editionSegment(edition)}`,
  sk: 'DATASET',
});

/** Every edition that is defined. */
export const editions = { pk: 'EDITIONS', prefix: 'EDITION#' };

export const editionKey = (edition: EditionRef): Key => ({
  pk: 'EDITIONS',
  sk: `EDITION#${editionSegment(edition)}`,
});

export const editionSubmissions = (edition: EditionRef) => ({
  pk: `EDITION#${editionSegment(edition)}`,
  prefix: 'SUBMISSION#',
});

export const editionSubmissionKey = (edition: EditionRef, id: string): Key => ({
  pk: `EDITION#${editionSegment(edition)}`,
  sk: `SUBMISSION#${segment(id)}`,
});

export const editionParts = (edition: EditionRef) => ({
  pk: `EDITION#${editionSegment(edition)}`,
  prefix: 'DATASET#',
});

/**
 * The slot of one agency's file for one cohort: the edition that holds it may be another than it was sent for. What
 * was decided about its claims has a slot beside it.
 */
export const partKey = (
  edition: EditionRef,
  { source, agency, kind }: { source: EditionRef & { cohort: string }; agency: string; kind?: string },
): Key => ({
  pk: `EDITION#${editionSegment(edition)}`,
  sk: [
    `DATASET#${editionSegment(source)}#${segment(source.cohort)}#${segment(agency)}`,
    ...(kind === 'verification' ? ['VERIFIED'] : []),
  ].join('#'),
});

/** `decision` is the id of the decisions as a part of the dataset. */
export const decisionRecordKey = (edition: EditionRef, decision: string): Key => ({
  pk: `EDITION#${editionSegment(edition)}`,
  sk: `DECISION#${segment(decision)}`,
});

export const submissionAnswers = (submission: string) => ({
  pk: `SUBMISSION#${segment(submission)}`,
  prefix: 'ANSWER#',
});

export const answerKey = (
  submission: string,
  { indicator, unit }: { indicator: string; unit: string },
): Key => ({
  pk: `SUBMISSION#${segment(submission)}`,
  sk: `ANSWER#${segment(indicator)}#${segment(unit)}`,
});

export const releaseKey = (edition: EditionRef, revision: number): Key => ({
  pk: `EDITION#${editionSegment(edition)}`,
  sk: `RELEASE#${digits(revision, 6)}`,
});

export const editionReleases = (edition: EditionRef) => ({
  pk: `EDITION#${editionSegment(edition)}`,
  prefix: 'RELEASE#',
});

export const periodEditions = (period: string) => ({ pk: `PERIOD#${segment(period)}`, prefix: 'EDITION#' });

export const periodEditionKey = ({ index, period }: EditionRef): Key => ({
  pk: `PERIOD#${segment(period)}`,
  sk: `EDITION#${segment(index)}`,
});

export const catalogue = { pk: 'CATALOGUE', prefix: 'INDEX#' };

export const catalogueKey = (index: string): Key => ({ pk: 'CATALOGUE', sk: `INDEX#${segment(index)}` });

export const indexKey = (index: string): Key => ({ pk: `INDEX#${segment(index)}`, sk: 'CURRENT' });

export const indexErrata = (index: string) => ({ pk: `INDEX#${segment(index)}`, prefix: 'ERRATUM#' });

/** In the order of the times at which the public was told. */
export const erratumKey = (
  index: string,
  { at, period, revision }: { at: string; period: string; revision: number },
): Key => ({
  pk: `INDEX#${segment(index)}`,
  sk: `ERRATUM#${at}#${segment(period)}#${digits(revision, 6)}`,
});

/** What must happen once: a notice, a message by mail. */
export const actKey = (act: string): Key => ({ pk: `ACT#${segment(act)}`, sk: 'META' });

export const unitKey = (id: string): Key => ({ pk: `UNIT#${segment(id)}`, sk: 'META' });

export const unitSets = { pk: 'UNIT-SETS', prefix: 'SET#' };

export const unitSetKey = (id: string): Key => ({ pk: 'UNIT-SETS', sk: `SET#${segment(id)}` });

export const unitSetNames = (set: string) => ({ pk: `NAMES#${segment(set)}`, prefix: '=' });

/** Names in their order, as they are: searches ask for the last chunk that begins at or before a name. */
export const nameChunkKey = (set: string, from: string): Key => ({
  pk: `NAMES#${segment(set)}`,
  sk: `=${from.toWellFormed()}`,
});

export const plans = { pk: 'PLANS', prefix: 'PLAN#' };

export const planKey = (id: string): Key => ({ pk: 'PLANS', sk: `PLAN#${segment(id)}` });

/** Of all agencies. */
export const webhooks = { pk: 'WEBHOOKS', prefix: 'AGENCY#' };

export const webhooksOf = (agency: string) => ({ pk: 'WEBHOOKS', prefix: `AGENCY#${segment(agency)}#` });

export const webhookKey = (agency: string, id: string): Key => ({
  pk: 'WEBHOOKS',
  sk: `AGENCY#${segment(agency)}#${segment(id)}`,
});

export const runKey = (run: string): Key => ({ pk: `RUN#${segment(run)}`, sk: 'META' });

/** `page` counts from 1. */
export const rankingPageKey = (run: string, cohort: string, node: string, page: number): Key => ({
  pk: `RUN#${segment(run)}`,
  sk: `PAGE#${segment(cohort)}#${segment(node)}#${digits(page, 5)}`,
});

/** A page of a ranking in another order than by rank, or of one region's part of it. */
export const viewPageKey = (
  run: string,
  cohort: string,
  node: string,
  view: { order: string } | { region: string },
  page: number,
): Key => ({
  pk: `RUN#${segment(run)}`,
  sk: `VIEW#${segment(cohort)}#${segment(node)}#${viewSegment(view)}#${digits(page, 5)}`,
});

const viewSegment = (view: { order: string } | { region: string }): string =>
  'order' in view ? `BY#${segment(view.order)}` : `IN#${segment(view.region)}`;

/** What says a cohort's total: its ranking, in every order and by region, and its units. */
export const assessedItems = (run: string, cohort: string, total: string) => {
  const pk = `RUN#${segment(run)}`;
  return [
    { pk, prefix: `PAGE#${segment(cohort)}#${segment(total)}#` },
    { pk, prefix: `VIEW#${segment(cohort)}#${segment(total)}#` },
    { pk, prefix: `UNITS#${segment(cohort)}#` },
  ];
};

/** `chunk` counts from 0. */
export const unitChunkKey = (run: string, cohort: string, chunk: number): Key => ({
  pk: `RUN#${segment(run)}`,
  sk: `UNITS#${segment(cohort)}#${digits(chunk, 5)}`,
});

/** Every key that ever signed a manifest or a receipt. */
export const signingKeys = { pk: 'SIGNING-KEYS', prefix: 'KEY#' };

export const signingKeyKey = (kid: string): Key => ({ pk: 'SIGNING-KEYS', sk: `KEY#${segment(kid)}` });

/** The last order for each edition. */
export const releaseOrders = { pk: 'RELEASE-ORDERS', prefix: 'EDITION#' };

export const releaseOrderKey = (edition: EditionRef): Key => ({
  pk: 'RELEASE-ORDERS',
  sk: `EDITION#${editionSegment(edition)}`,
});

/** The run that waits for an operator. */
export const candidateKey = (edition: EditionRef): Key => ({
  pk: `EDITION#${editionSegment(edition)}`,
  sk: 'CANDIDATE',
});

/** In the table of the audit log. */
export const auditEntries = (edition: EditionRef) => ({
  pk: `EDITION#${editionSegment(edition)}`,
  prefix: 'ENTRY#',
});

export const auditEntryKey = (edition: EditionRef, sequence: number): Key => ({
  pk: `EDITION#${editionSegment(edition)}`,
  sk: `ENTRY#${digits(sequence, 9)}`,
});

/** An act that is in the log: it comes there once. */
export const auditActKey = (edition: EditionRef, act: string): Key => ({
  pk: `EDITION#${editionSegment(edition)}`,
  sk: `ACT#${segment(act)}`,
});
