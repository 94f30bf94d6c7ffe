import { describe, expect, it } from 'vitest';
import { givenValues } from '../../../use-cases/given-values.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from './three-provinces.ts';

const network = { index: 'network', period: '2022' };
const access = { index: 'access', period: '2022' };

/** The telecoms authority gives speed and reach to one index; another one is made of reach alone. */
async function given(reporters: string, agency: string) {
  const pipeline = new Pipeline();
  const outcome = await pipeline.define({
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2022'], '[{ agency: telecoms }]'),
    'access.yaml': index('access', ['reach'], ['2022'], reporters),
  });
  expect(outcome.outcome).toBe('registered');
  const { submission } = await pipeline.submit(
    network,
    'all',
    'telecoms',
    'unit,speed,reach\nHuế,30,90\nCần Thơ,20,-\n',
  );
  const { definition } = (await pipeline.world.editionStore.state(access))!;
  const target = { definition: pipeline.world.definitions.get(definition)!, cohort: 'all', agency };
  const read = () => givenValues(pipeline.world.ports(), target);
  return { pipeline, submission, values: await read(), read };
}

describe('values that are given already', () => {
  it('are those of the other indices, with the file that they came with', async () => {
    const { submission, values } = await given('[{ agency: statistics }]', 'statistics');
    const source = { submission: submission.id, agency: 'telecoms', edition: network, cohort: 'all' };
    expect(values).toEqual([
      { indicator: 'reach', unit: 'can-tho', value: null, status: 'M', source },
      { indicator: 'reach', unit: 'hue', value: 90, status: 'A', source },
    ]);
  });

  it('leave out what the agency may not report', async () => {
    const { values } = await given('[{ agency: statistics, units: [can-tho] }]', 'statistics');
    expect(values.map(({ unit }) => unit)).toEqual(['can-tho']);
    expect((await given('[{ agency: statistics }]', 'chamber')).values).toEqual([]);
  });

  it('are each told once, by the newest file', async () => {
    const { pipeline, read } = await given('[{ agency: statistics }]', 'statistics');
    await pipeline.submit(access, 'all', 'statistics', 'unit,reach\nHuế,95\n');
    expect((await read()).map(({ unit, value, source }) => [unit, value, source.agency])).toEqual([
      ['can-tho', null, 'telecoms'],
      ['hue', 95, 'statistics'],
    ]);
  });
});
