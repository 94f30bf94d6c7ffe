import { beforeEach, expect, it } from 'vitest';
import { publicResponses } from '../../../contracts/public-responses.ts';
import type { EditionDefinition } from '../../../domain/methodology/edition-definition.ts';
import type { PlanDefinition } from '../../../domain/methodology/resolve-plan.ts';
import { computeRun, runInputs } from '../../../domain/release/compute-run.ts';
import type { Part, VerificationPart } from '../../../domain/submission/part.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { computedCohort, edition, observations, text } from '../release/build-edition.ts';
import { PublicTable } from './public-table.ts';
import { bodyOf, memoryLog, request } from './request.ts';

/** What agencies send for an index, and the public has seen, tells where the targets of a plan stand. */
const target = {
  id: 'economy-2025',
  name: text('The digital economy reaches 0.5'),
  indicator: 'economy',
  unit: 'da-nang',
  direction: 'at-least',
  value: 0.5,
  due: '2025',
} as const;

const plan: PlanDefinition = {
  schema: 1,
  id: 'da-nang',
  name: text('Plan'),
  source: { citation: 'baodanang.vn' },
  targets: [target],
  observations: [{ indicator: 'economy', unit: 'da-nang', period: '2021', value: 0.3 }],
  publishedProgress: [],
  indicators: computedCohort().indicators,
  units: computedCohort().units,
};

let table: PublicTable;

beforeEach(() => {
  table = new PublicTable();
  table.plan(plan);
});

const sent = (period: string, economy: number | null) =>
  observations(period, { 'da-nang': [0.5, economy, 0.5], hue: [0.4, 0.9, 0.4] });

/** Computes an edition from its parts, oldest first; nobody sees it yet. */
async function computed(definition: EditionDefinition, parts: Part[]) {
  const of = `${definition.index.id}/${definition.period}`;
  const named = parts.map((part, place) => ({ cohort: 'provinces', hash: `${of}/${place}`, part }));
  const inputs = runInputs({ definitionHash: of, parts: named, previous: null });
  const run = await computeRun({ definition, inputs, parts: named, previous: null });
  table.define(of, definition);
  for (const { hash, part } of named) table.parts.set(hash, part);
  table.save(run);
  return run;
}

const release = async (definition: EditionDefinition, parts: Part[], revision = 1) =>
  table.release(await computed(definition, parts), revision);

async function asked(asOf = '2024') {
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  const [one, all] = await Promise.all(
    [`/v1/plans/da-nang?asOf=${asOf}`, `/v1/plans?asOf=${asOf}`].map((address) => handler(request(address))),
  );
  const body = bodyOf(one!);
  expect(publicResponses.getPlan.parse(body)).toEqual(body);
  expect(bodyOf(all!).plans[0].summary).toEqual(body.summary);
  return body;
}

const newest = async (asOf?: string) => (await asked(asOf)).targets[0].newest;
const printed = { period: '2021', value: 0.3 };

it('a released value decides the status, and says which release it comes from', async () => {
  await release(edition('2022', computedCohort()), [sent('2022', 0.4)]);
  await release(edition('2023', computedCohort()), [sent('2023', 0.6)]);
  const { targets, observations: told } = await asked();
  expect(targets[0]).toMatchObject({ status: 'met', newest: { period: '2023', value: 0.6 }, distance: 0 });
  expect(told.map(({ period, value }: { period: string; value: number }) => [period, value])).toEqual([
    ['2021', 0.3],
    ['2022', 0.4],
    ['2023', 0.6],
  ]);
  expect(told[2].release).toEqual({ index: 'dti-province', period: '2023', revision: 1 });
  expect(await newest('2022')).toEqual({ period: '2022', value: 0.4 });
});

it('a value that is not released, was withdrawn or is made up does not count', async () => {
  await computed(edition('2022', computedCohort()), [sent('2022', 0.4)]);
  expect(await newest()).toEqual(printed);
  await release(edition('2022', computedCohort()), [sent('2022', 0.4)]);
  expect(await newest()).toMatchObject({ value: 0.4 });
  table.withdraw('dti-province', '2022', { at: '2026-01-01T00:00:00.000Z', note: text('wrong') });
  expect(await newest()).toEqual(printed);
  await release({ ...edition('2023', computedCohort()), sample: true }, [sent('2023', 0.6)]);
  expect(await newest()).toEqual(printed);
});

it('a claim counts by what was verified of it', async () => {
  const definition: EditionDefinition = {
    ...edition('2022', computedCohort()),
    verification: 'required',
    reviewers: ['mic'],
  };
  await release(definition, [sent('2022', 0.6)]);
  expect(await newest()).toEqual(printed);
  const decided: VerificationPart = {
    schema: 1,
    kind: 'verification',
    period: '2022',
    decisions: [
      {
        ...{ indicator: 'economy', unit: 'da-nang', claimed: 0.6, verified: 0.45 },
        ...{ outcome: 'corrected', reason: 'counted twice' },
      },
    ],
  };
  await release(definition, [sent('2022', 0.6), decided], 2);
  expect(await newest()).toEqual({ period: '2022', value: 0.45 });
});

it('of two releases that count different values the later one is right, also where it counts none', async () => {
  const other = (period: string): EditionDefinition => {
    const definition = edition(period, computedCohort());
    return { ...definition, index: { ...definition.index, id: 'economy-index' } };
  };
  await release(edition('2022', computedCohort()), [sent('2022', 0.4)]);
  await release(other('2022'), [sent('2022', 0.42)], 2);
  expect(await newest()).toEqual({ period: '2022', value: 0.42 });
  await release(edition('2022', computedCohort()), [sent('2022', 0.4), sent('2022', null)], 3);
  expect(await newest()).toEqual(printed);
});
