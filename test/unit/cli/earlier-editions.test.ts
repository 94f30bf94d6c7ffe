import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Run } from '../../../domain/release/run.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from '../use-cases/three-provinces.ts';
import { civindex } from './run-command.ts';

const files: Record<string, string> = {
  'units.yaml': units,
  'network.yaml': index(
    'network',
    ['speed', 'reach'],
    ['2020', '2021', '2022'],
    '[{ agency: telecoms }]',
  ).replace('root:', 'prepare: { impute: { method: latest } }\nroot:'),
  'plain.yaml': index('plain', ['speed', 'reach'], ['2021', '2022'], '[{ agency: telecoms }]'),
  '2020.csv': 'unit,speed,reach\nĐà Nẵng,40,9\nHuế,30,8\nCần Thơ,20,7\n',
  '2021.csv': 'unit,speed,reach\nĐà Nẵng,42,9\nHuế,35,8\nCần Thơ,20,7\n',
  '2022.csv': 'unit,speed,reach\nĐà Nẵng,44,8\nHuế,,8\nCần Thơ,22,7\n',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civindex-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const rank = (edition: string, ...more: string[]) =>
  civindex(...['rank', '-d', folder, '-e', edition, '-l', 'en', ...more, '--', path('2022.csv')]);
const earlier = (...years: string[]) =>
  years.flatMap((year) => ['--earlier', `network/${year}=${path(`${year}.csv`)}`]);

test('gaps are filled offline as the service fills them from released editions', async () => {
  const pipeline = new Pipeline();
  await pipeline.define({ 'units.yaml': files['units.yaml']!, 'network.yaml': files['network.yaml']! });
  for (const period of ['2020', '2021', '2022'])
    await pipeline.submit({ index: 'network', period }, 'all', 'telecoms', files[`${period}.csv`]!);
  const released = pipeline.world.runs.get(pipeline.pointer({ index: 'network', period: '2022' })!.run)!;
  const { out, err } = await rank('network/2022', ...earlier('2021', '2020'), '-f', 'json');
  expect(err).toBe('');
  const run = JSON.parse(out) as Run;
  expect(run.cohorts[0]!.nodes[0]!.rows).toMatchObject(
    released.cohorts[0]!.nodes[0]!.rows.map(({ unit, score, rank }) => ({ unit, score, rank })),
  );
  expect(run.inputs.earlier).toEqual(released.inputs.earlier);
  expect(run.cohorts[0]!.nodes[0]!.rows.map(({ unit, score }) => [unit.id, score])).toEqual([
    ['da-nang', 26],
    ['hue', 21.5],
    ['can-tho', 14.5],
  ]);
});

test('without them the gap is told of', async () => {
  const { code, out, err } = await rank('network/2022');
  expect(code).toBe(0);
  expect(out).toContain('Hue');
  expect(err).toContain('warning: speed: ');
});

test('analyses see what filled the gaps', async () => {
  const { out } = await rank('network/2022', ...earlier('2020', '2021'), '--explain', 'hue');
  expect(out).toMatch(/observed no data → latest \(2021\): 35/);
});

test.each([
  [['--earlier', 'network/2021'], '"network/2021" is not index/year=file'],
  [
    ['--earlier', 'network/2022=x.csv'],
    'there is no earlier edition "network/2022"; there is network/2020, network/2021',
  ],
  [['--earlier', 'network/2021:some=x.csv'], 'there is no cohort "some"'],
  [['--earlier', 'network/2021=nowhere.csv'], 'nowhere.csv'],
])('%j is refused by name', async (args, message) => {
  const { code, out, err } = await rank('network/2022', ...args);
  expect(code).toBeGreaterThan(0);
  expect(out).toBe('');
  expect(err).toContain(message);
});

test('where no gap is filled over time, earlier editions would silently do nothing, so they are refused', async () => {
  const { code, err } = await rank('plain/2022', '--earlier', `plain/2021=${path('2021.csv')}`);
  expect([code, err]).toEqual([2, 'plain/2022 fills no gaps over time: leave --earlier out\n']);
});
