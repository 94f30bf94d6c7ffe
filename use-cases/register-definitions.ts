import { z } from 'zod';
import type { EditionDefinition, EditionRef } from '../domain/methodology/edition-definition.ts';
import { editionId } from '../domain/methodology/edition-definition.ts';
import {
  type DefinitionFinding,
  type LoadedDefinitions,
  loadDefinitions,
} from '../domain/methodology/load-definitions.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { Finding, ValidationReport } from '../domain/submission/findings.ts';
import { Upstream } from './errors.ts';
import { envelope } from './event-envelope.ts';
import type {
  Clock,
  EditionStore,
  EventPublisher,
  Identifiers,
  PlanStore,
  RecordStore,
  Submission,
  SubmissionStore,
  UnitRegistry,
  UploadedFile,
  UploadReader,
} from './ports.ts';
import { submissionIdOf } from './submission-key.ts';
import type { UploadedObject } from './validate-submission.ts';

export type RegisterDefinitionsPorts = {
  submissions: SubmissionStore;
  editions: EditionStore;
  uploads: UploadReader;
  records: RecordStore;
  units: UnitRegistry;
  plans: PlanStore;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

const bundle = z.object({ files: z.array(z.object({ path: z.string().max(300), text: z.string() })).min(1) });

/** Larger bundles are refused: every definition of a country fits in a tenth of it. */
const maximumBytes = 20 * 1024 * 1024;

/**
 * Input: a bundle of definition files that has arrived in the uploads bucket.
 * Output: each edition's self-contained definition, registered; or a report naming file and line of each fault.
 * Course: all or nothing is checked before anything is written. Writing is idempotent edition by edition, so a
 *   crash in between is mended by the retry. An edition that is new adopts the values that others hold already.
 */
export async function registerDefinitions(
  ports: RegisterDefinitionsPorts,
  upload: UploadedObject,
): Promise<'registered' | 'rejected' | 'repeated' | 'unknown-upload'> {
  const id = submissionIdOf(upload.key);
  const submission = id ? await ports.submissions.get(id) : undefined;
  if (submission?.kind !== 'definitions' || submission.key !== upload.key) return 'unknown-upload';
  if (submission.status !== 'awaiting-upload') return announceAgain(ports, submission);

  const file = await ports.uploads.getUpload(upload.key, upload.version);
  if (!file) throw new Upstream(`The upload ${upload.key} cannot be read`);
  const { definitions, report } = await readBundle(file);
  const touched = definitions ? await registerAll(ports, definitions, submission.id) : [];
  await ports.submissions.decide(submission, {
    status: report.outcome,
    objectVersion: file.version,
    decidedAt: ports.clock.now().toISOString(),
    report,
    touched,
  });
  await announce(ports, submission.id, touched);
  return report.outcome === 'accepted' ? 'registered' : 'rejected';
}

async function registerAll(
  ports: RegisterDefinitionsPorts,
  { editions, plans, units, unitSets }: LoadedDefinitions,
  submissionId: string,
): Promise<EditionRef[]> {
  await ports.units.register(units, unitSets, submissionId);
  for (const plan of plans) await ports.plans.register(plan, submissionId);
  const touched: EditionRef[] = [];
  for (const definition of editions) {
    const hash = await contentHash(definition);
    await ports.records.putDefinition(hash, definition);
    await ports.editions.registerDefinition(definition, hash, submissionId);
    await adoptKnownValues(ports, definition);
    touched.push({ index: definition.index.id, period: definition.period });
  }
  return touched;
}

/** A value is given once: what another edition of the period already holds counts for this one too. */
async function adoptKnownValues(ports: RegisterDefinitionsPorts, definition: EditionDefinition) {
  const own = { index: definition.index.id, period: definition.period };
  const indicators = new Set(
    definition.cohorts.flatMap((cohort) =>
      cohort.origin === 'imported' ? [] : cohort.indicators.map((indicator) => indicator.id),
    ),
  );
  const sharing = await ports.editions.editionsUsing(definition.period, indicators, 'now');
  for (const other of sharing.filter((edition) => editionId(edition) !== editionId(own)))
    for (const registration of await ports.editions.currentParts(other))
      if (registration.kind === 'observations') await ports.editions.adoptPart(own, registration);
}

async function readBundle(
  file: UploadedFile,
): Promise<{ definitions?: LoadedDefinitions; report: ValidationReport }> {
  const text = await textOf(file.body);
  if (text === undefined) return refused([tooLarge]);
  const files = parseBundle(text);
  if (!files) return refused([notABundle]);
  const definitions = loadDefinitions(files);
  const { findings: errors, warnings } = definitions;
  if (errors.length > 0) return refused([...errors.map(invalid), ...warnings.map(doubtful)], files.length);
  const total = { errors: 0, warnings: warnings.length };
  const findings = warnings.slice(0, mostFindings).map(doubtful);
  return { definitions, report: { outcome: 'accepted', rows: files.length, findings, total } };
}

/** `undefined` for a bundle that is too large: no more of it is read. */
async function textOf(body: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maximumBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseBundle(text: string): z.infer<typeof bundle>['files'] | undefined {
  try {
    return bundle.parse(JSON.parse(text)).files;
  } catch {
    return undefined;
  }
}

const mostFindings = 1000;

const refused = (findings: Finding[], rows = 0) => ({
  report: {
    outcome: 'rejected' as const,
    rows,
    findings: findings.slice(0, mostFindings),
    total: { errors: countOf('error', findings), warnings: countOf('warning', findings) },
  },
});

const countOf = (severity: Finding['severity'], findings: readonly Finding[]): number =>
  findings.filter((finding) => finding.severity === severity).length;

const placed = ({ path, line, message }: DefinitionFinding) => ({
  row: line,
  column: path,
  message: { vi: `${path}:${line}: ${message}`, en: `${path}:${line}: ${message}` },
});

const doubtful = (finding: DefinitionFinding): Finding => ({
  code: 'definition-doubtful',
  severity: 'warning',
  ...placed(finding),
  mend: {
    vi: 'Định nghĩa vẫn có hiệu lực: hãy xem có đúng ý định không.',
    en: 'The definition is in force: see whether it is what was meant.',
  },
});

const invalid = (finding: DefinitionFinding): Finding => ({
  code: 'definition-invalid',
  severity: 'error',
  ...placed(finding),
  mend: { vi: 'Sửa tệp định nghĩa rồi gửi lại.', en: 'Correct the definition file and send it again.' },
});

const tooLarge: Finding = {
  code: 'file-too-large',
  severity: 'error',
  message: { vi: 'Gói định nghĩa lớn hơn 20 MB.', en: 'The bundle of definitions is larger than 20 MB.' },
  mend: { vi: 'Chia gói thành nhiều phần.', en: 'Split it by index and send the parts one by one.' },
};

const notABundle: Finding = {
  code: 'file-malformed',
  severity: 'error',
  message: {
    vi: 'Tệp không phải là gói định nghĩa: cần JSON {"files": [{"path", "text"}]}.',
    en: 'The file is not a bundle of definitions: JSON {"files": [{"path", "text"}]} is expected.',
  },
  mend: {
    vi: 'Tạo gói bằng lệnh "civindex define".',
    en: 'Make the bundle with "civindex define".',
  },
};

function announceAgain(ports: RegisterDefinitionsPorts, submission: Submission): Promise<'repeated'> {
  return announce(ports, submission.id, submission.touched ?? []).then(() => 'repeated');
}

async function announce(ports: RegisterDefinitionsPorts, submissionId: string, editions: EditionRef[]) {
  if (editions.length === 0) return;
  const cause = { correlationId: submissionId, causationId: submissionId };
  await ports.events.publish([envelope(ports, 'definitions.registered', cause, { submissionId, editions })]);
}
