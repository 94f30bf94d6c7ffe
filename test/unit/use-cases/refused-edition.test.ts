import { describe, expect, it } from 'vitest';
import { editionBoard } from '../../../use-cases/edition-board.ts';
import { DeadlineWorld } from '../../fakes/deadlines.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from './three-provinces.ts';

const edition = { index: 'network', period: '2022' };
const reporters = '[{ agency: telecoms }]';
const well = 'unit,speed,traffic\nĐà Nẵng,40,9\nHuế,30,8\n';
/** Each is a number; their sum is more than a double holds. */
const tooLarge = 'unit,speed,traffic\nĐà Nẵng,1.7e308,1.7e308\nHuế,30,8\n';
const traffic = '  - { id: traffic, name: { vi: Lưu lượng, en: Traffic }, unit: GB }\n';

async function defined() {
  const pipeline = new Pipeline();
  await pipeline.define({
    'units.yaml': units + traffic,
    'network.yaml': index('network', ['speed', 'traffic'], ['2022'], reporters),
  });
  return pipeline;
}

const refusal = async (pipeline: Pipeline) => (await pipeline.world.editionStore.state(edition))?.refusal;

describe('an edition whose accepted data cannot be computed', () => {
  it('is told of with every fault, and what readers see stays', async () => {
    const pipeline = await defined();
    await pipeline.submit(edition, 'all', 'telecoms', well);
    const before = pipeline.pointer(edition);
    const { outcome } = await pipeline.submit(edition, 'all', 'telecoms', tooLarge);
    expect(outcome).toBe('accepted');
    expect(pipeline.pointer(edition)).toEqual(before);
    expect(await refusal(pipeline)).toEqual({
      datasetVersion: 3,
      at: expect.any(String),
      faults: [
        {
          cohort: 'all',
          code: 'score-not-finite',
          node: 'total',
          message: 'a score is too large for arithmetic (Infinity)',
          mend: expect.stringMatching(/^Correct the values/),
        },
      ],
    });
  });

  it('is not told of any more once a corrected file is in', async () => {
    const pipeline = await defined();
    await pipeline.submit(edition, 'all', 'telecoms', tooLarge);
    expect(await refusal(pipeline)).toBeDefined();
    expect(pipeline.pointer(edition)).toBeUndefined();
    await pipeline.submit(edition, 'all', 'telecoms', well);
    expect(await refusal(pipeline)).toBeUndefined();
    expect(pipeline.pointer(edition)?.revision).toBe(1);
  });

  it('is told of on the status board, and no longer once a corrected file is in', async () => {
    const pipeline = await defined();
    const ports = { ...pipeline.world.ports(), filed: new DeadlineWorld(pipeline.world).filed };
    const operator = { subject: 'an', agency: 'city', roles: ['operator' as const] };
    const board = async () => (await editionBoard(ports, operator, { edition })).method;
    expect(await board()).toEqual({ faults: [] });
    await pipeline.submit(edition, 'all', 'telecoms', tooLarge);
    const { refusedAt, faults } = await board();
    expect(refusedAt).toBe((await refusal(pipeline))?.at);
    expect(faults).toEqual([
      {
        severity: 'error',
        cohort: 'all',
        code: 'score-not-finite',
        node: 'total',
        message: 'a score is too large for arithmetic (Infinity)',
        mend: expect.stringMatching(/^Correct the values/),
      },
    ]);
    await pipeline.submit(edition, 'all', 'telecoms', well);
    expect(await board()).toEqual({ faults: [] });
  });

  it('tells what the engine stopped at where the check of the method finds nothing', async () => {
    const pipeline = new Pipeline();
    await pipeline.define({
      'units.yaml': units,
      'network.yaml': index('network', ['speed'], ['2022'], reporters),
    });
    await pipeline.submit(edition, 'all', 'telecoms', 'unit,speed\nĐà Nẵng,1e300\nHuế,30\n');
    expect((await refusal(pipeline))?.faults).toEqual([
      {
        code: 'score-not-finite',
        message: 'scores are too large for their variance',
        mend: expect.stringMatching(/^Correct the values/),
      },
    ]);
  });
});
