import { createHash } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { decodeTime } from 'ulid';
import type { AuditEntry } from '../../domain/proof/audit-chain.ts';
import { names } from './cloud/cloud.ts';
import { day, firstDay, type World } from './world.ts';

/**
 * Everything that is stored, a line each, and what was sent, however often, sorted. Of times and ids the day is left,
 * since a retry comes later; of hashes over them, whether they fit; of the audit log's numbers, which say what
 * came first, nothing.
 */
export function stateOf(world: World): string[] {
  const { tables, buckets } = world.cloud;
  const lines = [
    ...tables.items(names.table).map((item) => `item ${inOrder(unmarshall(item))}`),
    ...tables.items(names.audit).map((item) => `audit ${auditLine(unmarshall(item))}`),
    ...buckets.objects().map(([name, versions]) => `object ${name} ${contentOf(name, versions, world)}`),
    ...world.deadLetters.map(({ to, body }) => `dead letter of ${to}: ${body}`),
    ...world.violations,
  ];
  return [...numbered(lines.map(dayless)), ...new Set([...world.outside].map(dayless))].sort();
}

/** The second of two that are the same says that it is the second. */
function numbered(lines: string[]): string[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const times = (seen.get(line) ?? 0) + 1;
    seen.set(line, times);
    return times > 1 ? `${line} (${times})` : line;
  });
}

/** Of every time and id the day. */
export const dayless = (line: string): string =>
  line
    .replace(/\b2\d{3}-\d\d-\d\dT[\d:.]+Z/g, (time) => `<day ${dayOf(Date.parse(time))}>`)
    .replace(/01[0-9A-HJKMNP-TV-Z]{24}/g, (id) => `<id of day ${dayOf(decodeTime(id))}>`)
    .replace(/"sealedSecret":"[^"]+"/, '"sealedSecret":"<random>"');

const dayOf = (time: number) => Math.floor((time - firstDay) / day);

/** JSON with keys in order and sets as lists. */
export const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Set) return [...each].sort();
    if (!each || typeof each !== 'object' || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

function auditLine({ pk, sk, body, sequence: _ }: Record<string, string>): string {
  if (body === undefined) return `${pk} ${sk}`;
  const { sequence, previous, hash, ...entry } = JSON.parse(body) as AuditEntry;
  return `${pk} ${inOrder(entry)}`;
}

/** Objects are written once: another content under a name that is taken is what the last part says. */
function contentOf(name: string, versions: readonly Buffer[], world: World): string {
  const written = new Set(versions.map((version) => version.toString()));
  const rewritten = written.size > 1 && !name.startsWith(names.uploads) ? ` REWRITTEN ${written.size}` : '';
  return `${signedContent([...written].at(-1)!, name, world)}${rewritten}`;
}

/** A signed document without its signature, which is another each time. */
function signedContent(content: string, name: string, world: World): string {
  if (!/^records\/(manifests|receipts)\//.test(name)) return content;
  const { payload } = JSON.parse(content) as { payload: string };
  const document = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (document.previousManifest)
    document.previousManifest =
      document.previousManifest === hashBefore(name, world) ? 'the one before' : 'another';
  return inOrder(document);
}

function hashBefore(name: string, { cloud }: World): string {
  const before = name.replace(/\d+(?=\.json$)/, (revision) => String(Number(revision) - 1));
  const [, versions] = cloud.buckets.objects().find(([each]) => each === before)!;
  const { payload } = JSON.parse(versions[0]!.toString()) as { payload: string };
  return createHash('sha256').update(Buffer.from(payload, 'base64url')).digest('hex');
}
