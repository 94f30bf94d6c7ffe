import { describe, expect, it } from 'vitest';
import { previousValues } from '../../../use-cases/previous-values.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from './three-provinces.ts';

const edition = (period: string) => ({ index: 'network', period });

async function defined() {
  const pipeline = new Pipeline();
  await pipeline.define({
    'units.yaml': units.replace('unit: Mbps', 'unit: Mbps, plausibleChange: { relative: 0.5 }'),
    'network.yaml': index('network', ['speed', 'reach'], ['2020', '2022'], '[{ agency: telecoms }]'),
  });
  const send = (period: string, text: string) => pipeline.submit(edition(period), 'all', 'telecoms', text);
  return { pipeline, send };
}

describe('the values of the edition before', () => {
  it('are those of the newest one that has data', async () => {
    const { pipeline, send } = await defined();
    await send('2020', 'unit,speed,reach\nHuế,30,-\n');
    const { definition } = (await pipeline.world.editionStore.state(edition('2022')))!;
    const read = () => previousValues(pipeline.world.ports(), pipeline.world.definitions.get(definition)!);
    const values = await read();
    expect(values?.period).toBe('2020');
    expect(values?.value('speed', 'hue')).toBe(30);
    expect(values?.value('reach', 'hue')).toBeUndefined();
  });

  it('are what a large change is held against, with a warning that a note answers', async () => {
    const { send } = await defined();
    await send('2020', 'unit,speed\nHuế,30\nCần Thơ,20\n');
    const doubted = await send('2022', 'unit,speed\nHuế,60\nCần Thơ,21\n');
    expect(doubted.outcome).toBe('accepted');
    const codes = doubted.submission.report?.findings.map(({ code, cell }) => [code, cell]);
    expect(codes).toContainEqual(['value-unlikely', 'B2']);
    const noted = await send('2022', 'unit,indicator,value,note\nHuế,speed,60,cáp mới\n');
    expect(noted.submission.report?.findings).toEqual([]);
  });

  it('are not there for the first edition', async () => {
    const { send } = await defined();
    expect((await send('2020', 'unit,speed,reach\nHuế,30,1\n')).submission.report?.findings).toEqual([]);
  });
});
