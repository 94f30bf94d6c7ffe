import { unmarshall } from '@aws-sdk/util-dynamodb';
import { drawWhole, type Random, randomNumbers } from '../../domain/analysis/random.ts';
import type { IndexPointers, Submission } from '../../use-cases/ports.ts';
import { names } from './cloud/cloud.ts';
import { dayless, inOrder } from './state.ts';
import { define, definitions, fileOf, moreDefinitions, newestDefinitions, send, wrongFile } from './story.ts';
import { type Message, World } from './world.ts';

/** Two indices are defined; then files and changed definitions lie in the bucket, and nothing of them was delivered. */
export async function beforeTheStorm(): Promise<World> {
  const world = new World();
  await define(world, definitions, 'first');
  await world.drain();
  world.startDay(1);
  await send(world, '2021', fileOf(10), 'a');
  await send(world, '2022', fileOf(40), 'b');
  await send(world, '2022', wrongFile, 'c');
  await define(world, moreDefinitions, 'second');
  await send(world, '2022', fileOf(50), 'd');
  await define(world, newestDefinitions, 'third');
  await send(world, '2022', fileOf(60), 'e');
  return world;
}

/** Delivers everything in the order of a queue, once. */
export async function calm(before: World): Promise<string[]> {
  const world = again(before);
  await world.drain();
  return viewOf(world);
}

/** Delivers every message twice, some of them after all others, in an order and in batches that the seed decides. */
export async function storm(before: World, seed: number): Promise<string[]> {
  const world = again(before);
  const random = randomNumbers(seed);
  const late: Message[] = [];
  const doubled = new WeakSet<Message>();
  const choose = () => {
    for (const message of world.waiting.filter((each) => !doubled.has(each))) {
      const copy = { ...message };
      doubled.add(message).add(copy);
      (random() < 0.3 ? late : world.waiting).push(copy);
    }
    return takeBatch(world, random);
  };
  do {
    await world.drain(choose);
    world.waiting.push(...late.splice(0));
  } while (world.waiting.length > 0);
  return viewOf(world);
}

function again(before: World): World {
  const world = before.fork();
  world.waiting = before.waiting.map((message) => ({ ...message }));
  world.mostDeliveries = 50;
  return world;
}

function takeBatch(world: World, random: Random): Message[] {
  const first = world.waiting[drawWhole(random, world.waiting.length)]!;
  const same = world.waiting.filter(({ to }) => to === first.to && random() < 0.5);
  const batch = [first, ...same.filter((each) => each !== first).slice(0, 9)];
  world.waiting = world.waiting.filter((message) => !batch.includes(message));
  return batch;
}

type Stored = Record<string, unknown> & { pk: string; sk: string };

/**
 * What agencies and readers are shown in the end, a line each. Not what tells in which order things came: numbers
 * of releases and of dataset versions, times, and releases in between.
 */
function viewOf(world: World): string[] {
  const items = world.cloud.tables.items(names.table).map((item) => unmarshall(item) as Stored);
  const slots = new Map(items.filter(isSlot).map((slot) => [`${slot.pk} ${slot.sk}`, slot['submissionId']]));
  const lines = items.flatMap((item) => lineOf(item, slots));
  const wrong = [...world.deadLetters.map(({ to }) => `dead letter of ${to}`), ...world.violations];
  return [...lines, ...missingProofs(world, items), ...wrong].map(dayless).sort();
}

const isSlot = ({ sk }: Stored) => sk.startsWith('DATASET#');

/** Kept as they came: what says nothing of the order. */
const timeless = /^(CATALOGUE|EDITIONS|PERIOD#|UNIT#|UNIT-SETS|NAMES#|PLANS)/;

function lineOf(item: Stored, slots: Map<string, unknown>): string[] {
  const { pk, sk } = item;
  if (timeless.test(pk) || isSlot(item)) return [inOrder(item)];
  if (sk === 'DATASET') return [`${pk} by ${item['definition']} ${JSON.stringify(item['refusal'])}`];
  if (sk === 'CANDIDATE') return [`${pk} waits ${item['run']}`];
  if (pk.startsWith('SUBMISSION#')) return [submissionLine(item, slots)];
  if (!pk.startsWith('INDEX#') || sk !== 'CURRENT') return [];
  const { editions } = item as unknown as IndexPointers;
  return Object.entries(editions).map(
    ([period, { revision: _, datasetVersion: __, publishedAt: ___, ...shown }]) =>
      `${pk}/${period} ${inOrder(shown)}`,
  );
}

function submissionLine(item: Stored, slots: Map<string, unknown>): string {
  const { id, status, edition, cohort, agency, report } = item as unknown as Submission;
  const slot =
    edition &&
    `EDITION#${edition.index}/${edition.period} DATASET#${edition.index}/${edition.period}#${cohort}#${agency}`;
  const inForce = status === 'accepted' && slot && slots.get(slot) !== id ? 'superseded' : status;
  return `submission ${id} ${inForce} ${report}`;
}

/** Of each release a manifest and an entry in the audit log, of each judged file a receipt. */
function missingProofs({ cloud }: World, items: Stored[]): string[] {
  const objects = new Set(cloud.buckets.objects().map(([name]) => name));
  const acts = new Set(cloud.tables.items(names.audit).map(({ pk, sk }) => `${pk!.S} ${sk!.S}`));
  return items.flatMap(({ pk, sk, revision, kind, id }) => {
    const edition = pk.replace('EDITION#', '');
    const proofs = sk.startsWith('RELEASE#')
      ? [`records/manifests/${edition}/${revision}.json`, `${pk} ACT#release.published%23${revision}`]
      : pk.startsWith('SUBMISSION#') && kind === 'data'
        ? [`records/receipts/${id}.json`]
        : [];
    return proofs.filter((proof) => !objects.has(proof) && !acts.has(proof)).map((proof) => `no ${proof}`);
  });
}
