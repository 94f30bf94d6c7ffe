import { describe, expect, it } from 'vitest';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index as indexOf, units } from './three-provinces.ts';

const index = (id: string, indicators: string[], years: string[]) =>
  indexOf(id, indicators, years, `[{ agency: ${id === 'network' ? 'telecoms' : 'statistics'} }]`);

const e2021 = { index: 'network', period: '2021' };
const e2022 = { index: 'network', period: '2022' };
const well = 'unit,speed,reach\nĐà Nẵng,40,90\nHuế,30,90\nCần Thơ,20,60\n';

async function defined() {
  const pipeline = new Pipeline();
  const files = {
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2021', '2022']),
  };
  const { outcome } = await pipeline.define(files);
  expect(outcome).toBe('registered');
  return { pipeline, files };
}

const ranks = (pipeline: Pipeline, edition = e2022) =>
  pipeline.ranking(edition).map((row) => [row.unit.id, row.rank, row.score]);

describe('from an uploaded file to what readers see', () => {
  it('publishes the ranking of an accepted file', async () => {
    const { pipeline } = await defined();
    const { outcome } = await pipeline.submit(e2022, 'all', 'telecoms', well);
    expect(outcome).toBe('accepted');
    expect(ranks(pipeline)).toEqual([
      ['da-nang', 1, 65],
      ['hue', 2, 60],
      ['can-tho', 3, 40],
    ]);
    expect(pipeline.pointer(e2022)).toMatchObject({ revision: 1, datasetVersion: 2 });
  });

  it('keeps the ranking in force when the next file is half wrong, and says where', async () => {
    const { pipeline } = await defined();
    await pipeline.submit(e2022, 'all', 'telecoms', well);
    const before = pipeline.pointer(e2022);
    const bad = 'unit,speed,reach\nĐà Nẵng,40,90\nHuếe,fast,190\n';
    const { outcome, submission } = await pipeline.submit(e2022, 'all', 'telecoms', bad);
    expect(outcome).toBe('rejected');
    expect(submission.report!.findings.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['unit-unknown', 3, 'unit'],
      ['value-not-a-number', 3, 'speed'],
      ['value-out-of-range', 3, 'reach'],
    ]);
    expect(pipeline.pointer(e2022)).toEqual(before);
    expect(pipeline.world.uploads.has(submission.key)).toBe(true);
  });

  it('counts the newest submission, in whatever order the files arrive', async () => {
    const { pipeline } = await defined();
    const first = pipeline.open(e2022, 'all', 'telecoms');
    const second = pipeline.open(e2022, 'all', 'telecoms');
    expect(await pipeline.judge(second, 'unit,speed,reach\nHuế,80,90\n')).toBe('accepted');
    expect(await pipeline.judge(first, well)).toBe('superseded');
    await pipeline.deliver();
    expect(ranks(pipeline)[0]).toEqual(['hue', 1, 85]);
  });

  it('judges a file anew when its definition changed since the submission was opened', async () => {
    const { pipeline } = await defined();
    const submission = { ...pipeline.open(e2022, 'all', 'telecoms'), definition: 'an-older-one' };
    const current = pipeline.world.states.get('network/2022')!.definition;
    const older = structuredClone(pipeline.world.definitions.get(current)!);
    for (const cohort of older.cohorts)
      if (cohort.origin === 'computed')
        cohort.indicators = cohort.indicators.filter(({ id }) => id === 'speed');
    pipeline.world.definitions.set('an-older-one', older);
    pipeline.world.submissions.set(submission.id, submission);
    expect(await pipeline.judge(submission, well)).toBe('accepted');
    await pipeline.deliver();
    expect(pipeline.ranking(e2022)).toHaveLength(3);
  });

  it('tells the outcome of every file once it is known', async () => {
    const { pipeline } = await defined();
    const { world } = pipeline;
    const first = pipeline.open(e2022, 'all', 'telecoms');
    const second = pipeline.open(e2022, 'all', 'telecoms');
    const third = pipeline.open(e2022, 'all', 'telecoms');
    await pipeline.judge(second, well);
    await pipeline.judge(first, well);
    await pipeline.judge(third, 'unit,speed\nHuế,fast\n');
    const told = world.take('submission.decided').map(({ data }) => data);
    expect(told).toEqual([
      expect.objectContaining({ submissionId: second.id, status: 'accepted', errors: 0 }),
      expect.objectContaining({ submissionId: first.id, status: 'superseded', errors: 0 }),
      expect.objectContaining({ submissionId: third.id, status: 'rejected', agency: 'telecoms' }),
    ]);
  });

  it('ends in the same state when everything is delivered twice and in reverse', async () => {
    const once = (await defined()).pipeline;
    await once.submit(e2021, 'all', 'telecoms', well.replace('40', '10'));
    await once.submit(e2022, 'all', 'telecoms', well);

    const shaken = (await defined()).pipeline;
    const one = shaken.open(e2021, 'all', 'telecoms');
    const two = shaken.open(e2022, 'all', 'telecoms');
    await shaken.judge(two, well);
    await shaken.judge(two, well);
    await shaken.judge(one, well.replace('40', '10'));
    await shaken.deliver((events) => [...events, ...events].reverse());
    for (const edition of [e2021, e2022])
      expect(shaken.pointer(edition)!.run).toBe(once.pointer(edition)!.run);
    expect(shaken.world.submissions.get(two.id)!.status).toBe('accepted');
  });

  it('computes a burst once for each dataset, and repeats nothing that is known', async () => {
    const { pipeline } = await defined();
    for (let sent = 0; sent < 5; sent++) {
      const submission = pipeline.open(e2022, 'all', 'telecoms');
      await pipeline.judge(submission, well.replace('20', `2${sent}`));
    }
    await pipeline.deliver();
    expect(pipeline.counts).toMatchObject({ recomputed: 1, published: 1 });
    expect(ranks(pipeline)[2]).toEqual(['can-tho', 3, 42]);
  });

  it('asks for one computation of all that came before it, and for another of what came after', async () => {
    const { pipeline } = await defined();
    pipeline.counts.asked = 0;
    for (let sent = 0; sent < 5; sent++)
      await pipeline.judge(pipeline.open(e2022, 'all', 'telecoms'), well.replace('20', `2${sent}`));
    await pipeline.deliver();
    expect(pipeline.counts).toMatchObject({ asked: 1, published: 1 });
    await pipeline.submit(e2022, 'all', 'telecoms', well);
    expect(pipeline.counts).toMatchObject({ asked: 2, published: 2 });
  });

  it('does not let a stale run replace a newer one', async () => {
    const { pipeline } = await defined();
    await pipeline.submit(e2022, 'all', 'telecoms', well);
    const stale = pipeline.open(e2022, 'all', 'telecoms');
    await pipeline.judge(stale, well.replace('40', '41'));
    const [announced] = pipeline.world.take('observations.accepted');
    pipeline.world.events.push(announced!);
    await pipeline.deliver((events) => events.filter((event) => event.type !== 'ranking.computed'));
    await pipeline.submit(e2022, 'all', 'telecoms', well.replace('40', '50'));
    const newest = pipeline.pointer(e2022)!;
    const late = [...pipeline.world.runs.values()].find((run) => run.id !== newest.run)!;
    pipeline.world.events.push({
      ...announced!,
      type: 'ranking.computed',
      data: { edition: e2022, run: late.id, datasetVersion: newest.datasetVersion - 1 },
    } as never);
    await pipeline.deliver();
    expect(pipeline.pointer(e2022)).toEqual(newest);
  });
});

describe('editions of one index', () => {
  it('measures change against the edition before, also when that one is released later', async () => {
    const { pipeline } = await defined();
    await pipeline.submit(e2022, 'all', 'telecoms', well);
    expect(pipeline.ranking(e2022)[0]!.change).toBeUndefined();
    await pipeline.submit(e2021, 'all', 'telecoms', 'unit,speed,reach\nHuế,40,90\nĐà Nẵng,20,90\n');
    const [daNang] = pipeline.ranking(e2022);
    expect(daNang).toMatchObject({ unit: { id: 'da-nang' }, rank: 1, change: { rank: 1, score: 10 } });
    expect(pipeline.pointer(e2022)!.revision).toBe(2);
  });
});

describe('ten editions sent at once, newest first', () => {
  const years = Array.from({ length: 10 }, (_, place) => String(2022 - place));

  it('are compared each with the one before, without an echo of recomputations', async () => {
    const pipeline = new Pipeline();
    await pipeline.define({
      'units.yaml': units,
      'network.yaml': index('network', ['speed', 'reach'], years),
    });
    pipeline.counts.asked = 0;
    for (const period of years) {
      const submission = pipeline.open({ index: 'network', period }, 'all', 'telecoms');
      await pipeline.judge(submission, well.replace('40', period.slice(2)));
    }
    await pipeline.deliver();
    for (const [place, period] of years.entries())
      expect(pipeline.pointer({ index: 'network', period })!.comparedWith?.period).toBe(years[place + 1]);
    expect(pipeline.counts.asked).toBeLessThanOrEqual(3 * years.length);
  });
});

describe('a value is given once', () => {
  it('recomputes every index that uses the indicator', async () => {
    const { pipeline, files } = await defined();
    await pipeline.submit(e2022, 'all', 'telecoms', well);
    const access = { index: 'access', period: '2022' };
    await pipeline.define({ ...files, 'access.yaml': index('access', ['reach'], ['2022']) });
    expect(ranks(pipeline, access).map(([unit, rank]) => [unit, rank])).toEqual([
      ['da-nang', 1],
      ['hue', 1],
      ['can-tho', 3],
    ]);
    await pipeline.submit(e2022, 'all', 'telecoms', well.replace('Huế,30,90', 'Huế,30,95'));
    expect(ranks(pipeline, access)[0]).toEqual(['hue', 1, 95]);
  });

  it('replaces it everywhere when a newer file leaves the indicator out, whichever arrives first', async () => {
    const access = { index: 'access', period: '2022' };
    const results = [];
    for (const newerFirst of [false, true]) {
      const { pipeline, files } = await defined();
      await pipeline.define({ ...files, 'access.yaml': index('access', ['reach'], ['2022']) });
      const older = pipeline.open(e2022, 'all', 'telecoms');
      const newer = pipeline.open(e2022, 'all', 'telecoms');
      const judgements = [
        () => pipeline.judge(older, well),
        () => pipeline.judge(newer, 'unit,speed\nHuế,30\n'),
      ];
      for (const judgement of newerFirst ? judgements.reverse() : judgements) await judgement();
      await pipeline.deliver();
      results.push(pipeline.ranking(access).map((row) => [row.unit.id, row.status]));
    }
    expect(results[0]).toEqual(results[1]);
    expect(results[0]).toContainEqual(['hue', 'not-ranked']);
  });

  it('reaches an edition that was registered while the file was judged, also after a crash', async () => {
    const { pipeline, files } = await defined();
    const submission = pipeline.open(e2022, 'all', 'telecoms');
    await pipeline.judge(submission, well);
    const access = { index: 'access', period: '2022' };
    await pipeline.define({ ...files, 'access.yaml': index('access', ['reach'], ['2022']) });
    pipeline.world.slots.delete('access/2022');
    await pipeline.judge(submission, well);
    await pipeline.deliver();
    expect(ranks(pipeline, access)[0]).toEqual(['da-nang', 1, 90]);
  });
});

describe('definitions', () => {
  it('are refused as a whole, by file and line, and change nothing', async () => {
    const { pipeline, files } = await defined();
    const states = structuredClone(pipeline.world.states);
    const wrong = files['network.yaml'].replace('indicator: speed', 'indicator: sped');
    const { outcome, submission } = await pipeline.define({ ...files, 'network.yaml': wrong });
    expect(outcome).toBe('rejected');
    expect(submission.report!.findings[0]).toMatchObject({ column: 'network.yaml', row: 19 });
    expect(pipeline.world.states).toEqual(states);
  });

  it('that may not say what was meant are in force, and the operator is told where and what to do', async () => {
    const { pipeline, files } = await defined();
    const network = files['network.yaml'].replace(
      '  code: total\n',
      '  code: total\n  screen: { observed: 0 }\n',
    );
    const { outcome, submission } = await pipeline.define({ ...files, 'network.yaml': network });
    expect(outcome).toBe('registered');
    const { findings, total } = submission.report!;
    expect(total).toEqual({ errors: 0, warnings: 1 });
    expect(findings).toMatchObject([
      { code: 'definition-doubtful', severity: 'warning', column: 'network.yaml' },
    ]);
    expect(findings[0]!.message.en).toMatch(
      /^network\.yaml:\d+: node "total": a screen that asks for 0 % leaves nobody out\. Ask for a share above 0/,
    );
  });

  it('that say the same a second time make no new release', async () => {
    const { pipeline, files } = await defined();
    await pipeline.submit(e2022, 'all', 'telecoms', well);
    await pipeline.define(files);
    expect(pipeline.pointer(e2022)!.revision).toBe(1);
  });

  it('that are not a bundle get a report, not an exception', async () => {
    const { pipeline } = await defined();
    const submission = { ...pipeline.open(e2022, 'all', 'telecoms'), kind: 'definitions' as const };
    const upload = pipeline.world.upload(submission, 'PK\u0003\u0004');
    const { registerDefinitions } = await import('../../../use-cases/register-definitions.ts');
    expect(await registerDefinitions(pipeline.world.ports(), upload)).toBe('rejected');
    expect(pipeline.world.submissions.get(submission.id)!.report!.findings[0]!.code).toBe('file-malformed');
  });
});

describe('an object that nobody announced', () => {
  it('is left alone', async () => {
    const { pipeline } = await defined();
    const { validateSubmission } = await import('../../../use-cases/validate-submission.ts');
    const ports = { ...pipeline.world.ports(), rows: () => Promise.reject(new Error('not to be read')) };
    for (const key of ['submissions/x/y.csv', 'submissions/01J00000000000000000000999/y.csv'])
      expect(await validateSubmission(ports as never, { key, version: 'v1' })).toBe('unknown-upload');
  });
});
