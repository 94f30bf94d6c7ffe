import { describe, expect, it } from 'vitest';
import { edition, editionIds, read, submissionFiles } from './seeds.ts';

describe('the files that agencies would upload', () => {
  it.each(
    submissionFiles().map((file) => [`${file.index}/${file.period}/${file.cohort}`, file] as const),
  )('%s is accepted without a finding', async (_, file) => {
    const { report, part } = await read(file);
    expect(report.findings).toEqual([]);
    expect(part?.period).toBe(file.period);
  });

  it('there is one for every cohort of every edition that is not restated from another', () => {
    const given = submissionFiles().map(({ index, period, cohort }) => `${index}/${period}/${cohort}`);
    const wanted = editionIds.flatMap((id) =>
      edition(id)
        .cohorts.filter(({ origin }) => origin !== 'restated')
        .map((cohort) => `${id}/${cohort.id}`),
    );
    expect(given).toEqual(wanted.sort());
    expect(editionIds).toHaveLength(64);
  });
});
