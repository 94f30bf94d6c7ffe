import { describe, expect, it } from 'vitest';
import { compute } from '../../../domain/analysis/subject.ts';
import { findAnalysedCohort } from '../../../use-cases/analysed-cohort.ts';
import { recomputeRankings } from '../../../use-cases/recompute-rankings.ts';
import { refreshComparisons } from '../../../use-cases/refresh-comparisons.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { PublicTable } from '../api/public-table.ts';
import { index, units } from './three-provinces.ts';

const of = (period: string) => ({ index: 'network', period });
const full = 'unit,speed\nĐà Nẵng,40\nHuế,30\nCần Thơ,20\n';
const withGap = 'unit,speed\nĐà Nẵng,44\nHuế,\nCần Thơ,22\n';

async function defined(impute = '{ method: latest }') {
  const pipeline = new Pipeline();
  const network = index('network', ['speed'], ['2020', '2021', '2022'], '[{ agency: telecoms }]').replace(
    'root:',
    `prepare: { impute: ${impute} }\nroot:`,
  );
  const { outcome } = await pipeline.define({ 'units.yaml': units, 'network.yaml': network });
  expect(outcome).toBe('registered');
  return pipeline;
}

const submit = (pipeline: Pipeline, period: string, file: string) =>
  pipeline.submit(of(period), 'all', 'telecoms', file);
const scoreOfHue = (pipeline: Pipeline, period: string) =>
  pipeline.ranking(of(period)).find(({ unit }) => unit.id === 'hue')?.score;
const inputs = (pipeline: Pipeline, period: string) =>
  pipeline.world.runs.get(pipeline.pointer(of(period))!.run)!.inputs;

describe('gaps filled from earlier editions', () => {
  it('takes the newest value that is public, and names the files that it came from', async () => {
    const pipeline = await defined();
    await submit(pipeline, '2020', full);
    await submit(pipeline, '2021', full.replace('Huế,30', 'Huế,35'));
    await submit(pipeline, '2022', withGap);
    expect(scoreOfHue(pipeline, '2022')).toBe(35);
    const parts = (period: string) => inputs(pipeline, period).parts.map(({ hash }) => hash);
    expect(inputs(pipeline, '2022').earlier).toEqual([
      { period: '2020', parts: parts('2020') },
      { period: '2021', parts: parts('2021') },
    ]);
  });

  it('is analysed with the values that filled its gaps', async () => {
    const pipeline = await defined();
    await submit(pipeline, '2020', full);
    await submit(pipeline, '2022', withGap);
    const table = new PublicTable();
    for (const run of pipeline.world.runs.values()) table.release(run, 1);
    const { reader } = table;
    const { subject } = await findAnalysedCohort(reader, pipeline.world.ports().records, of('2022'));
    expect(compute(subject).evaluation.scores[0]).toEqual(Float64Array.of(22, 44, 30));
  });

  it('computes the later edition anew when an earlier one is corrected or comes in late', async () => {
    const pipeline = await defined();
    await submit(pipeline, '2022', withGap);
    expect(scoreOfHue(pipeline, '2022')).toBeNull();
    await submit(pipeline, '2020', full);
    expect(scoreOfHue(pipeline, '2022')).toBe(30);
    await submit(pipeline, '2020', full.replace('Huế,30', 'Huế,31'));
    expect(scoreOfHue(pipeline, '2022')).toBe(31);
    await submit(pipeline, '2021', withGap);
    expect(scoreOfHue(pipeline, '2021')).toBe(31);
    expect(scoreOfHue(pipeline, '2022')).toBe(31);
  });

  it('leaves the later edition alone while what is public of the earlier one stays', async () => {
    const pipeline = await defined();
    await submit(pipeline, '2020', full);
    await submit(pipeline, '2022', withGap);
    const before = pipeline.pointer(of('2022'));
    pipeline.world.events.push({
      id: 'again',
      type: 'release.published',
      schemaVersion: 1,
      time: '2026-01-01T00:00:00.000Z',
      correlationId: 'c',
      causationId: 'c',
      data: { edition: of('2020'), run: pipeline.pointer(of('2020'))!.run, revision: 1 },
    });
    await pipeline.deliver();
    expect(pipeline.pointer(of('2022'))).toEqual(before);
  });

  it('takes back what it filled from a release that is withdrawn', async () => {
    const pipeline = await defined();
    await submit(pipeline, '2020', full);
    await submit(pipeline, '2021', withGap);
    await submit(pipeline, '2022', withGap);
    const { editions } = pipeline.world.pointers.get('network')!;
    delete editions['2020'];
    const stale = await refreshComparisons(pipeline.world.ports(), of('2020'));
    expect(stale).toEqual([of('2021'), of('2022')]);
    await recomputeRankings(pipeline.world.ports(), of('2022'), { correlationId: 'c', causationId: 'c' });
    await pipeline.deliver();
    expect(scoreOfHue(pipeline, '2022')).toBeNull();
  });

  it('gives a run of a method that does not look back the name that it always had', async () => {
    const pipeline = await defined('{ method: none }');
    await submit(pipeline, '2020', full);
    await submit(pipeline, '2022', full);
    expect(inputs(pipeline, '2022')).not.toHaveProperty('earlier');
    expect(pipeline.pointer(of('2022'))).not.toHaveProperty('looksBack');
  });
});
