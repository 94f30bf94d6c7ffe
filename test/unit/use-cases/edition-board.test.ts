import { describe, expect, it } from 'vitest';
import { cityNetwork, faultyNetworkFile, networkFile } from '../../../scripts/city-network.ts';
import { editionBoard } from '../../../use-cases/edition-board.ts';
import { Forbidden, NotFound } from '../../../use-cases/errors.ts';
import type { Identity } from '../../../use-cases/identity.ts';
import { DeadlineWorld } from '../../fakes/deadlines.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from './three-provinces.ts';

const operator: Identity = { subject: 'an', agency: 'city', roles: ['operator'] };
const edition = { index: 'city-network-sample', period: '2026' };

async function network(size: number, submission = {}) {
  const { agencies, definitions } = cityNetwork(size, { submission });
  const pipeline = new Pipeline();
  await pipeline.define(Object.fromEntries(definitions.map(({ path, text }) => [path, text])));
  const ports = { ...pipeline.world.ports(), filed: new DeadlineWorld(pipeline.world).filed };
  const submit = (agency: string, content: string) => pipeline.submit(edition, 'agencies', agency, content);
  const board = (identity = operator) => editionBoard(ports, identity, { edition });
  return { agencies: agencies as [string, string, string, string], pipeline, ports, submit, board };
}

describe('the status board', () => {
  it('says of each reporter how it stands, and counts what was given by indicator and by unit', async () => {
    const { agencies, pipeline, submit, board } = await network(4);
    const [first, second, third, fourth] = agencies;
    await submit(first, networkFile(first, 1));
    await submit(first, faultyNetworkFile(first));
    await submit(second, faultyNetworkFile(second));
    pipeline.open(edition, 'agencies', third);
    const { rows, state, coverage } = await board();
    expect(state).toBe('open');
    expect(rows.map(({ agency, state, sent }) => [agency, state, sent])).toEqual([
      [first, 'submitted', 2],
      [second, 'rejected', 1],
      [third, 'waiting', 1],
      [fourth, 'missing', 0],
    ]);
    const [cohort] = coverage;
    expect(cohort?.indicators.map(({ units, reported }) => [units, reported])).toEqual(Array(3).fill([4, 1]));
    expect(cohort?.units.map(({ id, reported }) => [id, reported])).toEqual(
      [first, second, third, fourth].map((agency) => [agency, agency === first ? 3 : 0]),
    );
  });

  it('says what is doubtful about the method with the figures that there are', async () => {
    const pipeline = new Pipeline();
    const one = { index: 'network', period: '2022' };
    const text = index('network', ['speed', 'reach'], ['2022'], '[{ agency: telecoms }]');
    const faulty = text.replace('indicator: speed', 'indicator: speed, normalise: { method: min-max }');
    await pipeline.define({ 'units.yaml': units, 'network.yaml': faulty });
    await pipeline.submit(one, 'all', 'telecoms', 'unit,speed,reach\nĐà Nẵng,40,9\nHuế,40,8\n');
    const ports = { ...pipeline.world.ports(), filed: new DeadlineWorld(pipeline.world).filed };
    const { method } = await editionBoard(ports, operator, { edition: one });
    expect(method.refusedAt).toBeUndefined();
    expect(method.faults).toContainEqual({
      severity: 'error',
      cohort: 'all',
      node: 'speed',
      code: 'indicator-constant',
      message: expect.stringContaining('40'),
      mend: expect.any(String),
    });
  });

  it('marks what was sent after the deadline', async () => {
    const { agencies, pipeline, board } = await network(2, { closes: '2026-01-01T12:00:00Z' });
    pipeline.open(edition, 'agencies', agencies[0]);
    pipeline.world.submissions.set('late', {
      ...pipeline.open(edition, 'agencies', agencies[1]),
      createdAt: '2026-01-01T12:00:01Z',
    });
    expect((await board()).rows.map(({ late }) => late)).toEqual([false, true]);
  });

  it('counts a file from the moment when it is accepted', async () => {
    const { agencies, pipeline, board } = await network(3);
    await pipeline.judge(pipeline.open(edition, 'agencies', agencies[0]), networkFile(agencies[0], 1));
    expect((await board()).coverage[0]?.indicators[0]?.reported).toBe(1);
  });

  it('takes as many reads of the table for 225 agencies as for three, and each file once', async () => {
    const reads = async (size: number, files: number) => {
      const { agencies, pipeline, ports } = await network(size);
      for (const agency of agencies.slice(0, files))
        await pipeline.judge(pipeline.open(edition, 'agencies', agency), networkFile(agency, 1));
      const count = { table: 0, files: 0 };
      const counted = <Port extends object>(port: Port, what: keyof typeof count) =>
        new Proxy(port, {
          get: (target, name) => {
            count[what] += 1;
            return Reflect.get(target, name);
          },
        });
      const { rows, coverage } = await editionBoard(
        {
          editions: counted(ports.editions, 'table'),
          filed: counted(ports.filed, 'table'),
          records: counted(ports.records, 'files'),
          clock: ports.clock,
        },
        operator,
        { edition },
      );
      expect(rows.filter(({ state }) => state === 'submitted')).toHaveLength(files);
      expect(coverage[0]?.indicators[0]).toMatchObject({ units: size, reported: files });
      return count;
    };
    expect(await reads(3, 2)).toEqual({ table: 3, files: 3 });
    expect(await reads(225, 200)).toEqual({ table: 3, files: 201 });
  });

  it('is for operators, of editions that there are', async () => {
    const { ports, board } = await network(2);
    for (const role of ['reporter', 'reviewer', 'nobody'])
      await expect(board({ ...operator, roles: [role] })).rejects.toThrow(Forbidden);
    const unknown = { index: 'none', period: '2026' };
    await expect(editionBoard(ports, operator, { edition: unknown })).rejects.toThrow(NotFound);
  });
});
