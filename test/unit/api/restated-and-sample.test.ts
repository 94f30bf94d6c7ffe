import { beforeEach, describe, expect, it } from 'vitest';
import { publicResponses } from '../../../contracts/public-responses.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { runOf as runOfSeeds } from '../seeds/seeds.ts';
import { PublicTable } from './public-table.ts';
import { bodyOf, memoryLog, request } from './request.ts';

const dti = '/v1/indices/dti-province';
const smartCity = '/v1/indices/smart-city-sample';

let ask: (address: string) => Promise<Record<string, unknown>>;

beforeEach(async () => {
  const table = new PublicTable();
  table.release(await runOfSeeds('dti-province/2024'), 1);
  table.release(await runOfSeeds('smart-city-sample/2025'), 1);
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  ask = async (address) => bodyOf(await handler(request(address)));
});

describe('a restated ranking', () => {
  const address = `${dti}/editions/2024/ranking?cohort=provinces-34-restated`;

  it('says of each row that it is restated, and from what', async () => {
    const body = publicResponses.getRanking.parse(await ask(address));
    expect(body).toEqual(await ask(address));
    expect(body.cohort).toMatchObject({
      origin: 'restated',
      restatement: {
        of: 'scores',
        from: { cohort: 'provinces-63', period: '2024', origin: 'imported' },
        rule: { method: 'mean', atLeast: 1 },
      },
      source: { citation: 'en.baodanang.vn: new Đà Nẵng = (0.8335 + 0.5803) / 2 = 0.7069' },
    });
    expect(body.rows).toHaveLength(34);
    expect(body.rows[0]).toMatchObject({
      unit: { id: 'da-nang-2025' },
      score: 0.7069,
      origin: 'restated',
      inputs: [
        { unit: { id: 'da-nang' }, value: 0.8335 },
        { unit: { id: 'quang-nam' }, value: 0.5803 },
      ],
    });
  });

  it('stands beside the imported one, where Đà Nẵng is 17th of 34', async () => {
    const body = publicResponses.getRanking.parse(
      await ask(`${dti}/editions/2024/ranking?cohort=provinces-34`),
    );
    const daNang = body.rows.find(({ unit }) => unit.id === 'da-nang-2025');
    expect(daNang).toMatchObject({ score: 0.7069, rank: 17, origin: 'imported' });
    expect(daNang).not.toHaveProperty('inputs');
  });

  it('is in the unit’s profile with its inputs, and in its history without', async () => {
    const profile = publicResponses.getUnitProfile.parse(
      await ask(`${dti}/editions/2024/units/da-nang-2025?cohort=provinces-34-restated`),
    );
    expect(profile.nodes[0]).toMatchObject({ origin: 'restated', inputs: [{ value: 0.8335 }, {}] });
    const history = await ask(`${dti}/units/da-nang-2025/history`);
    expect(publicResponses.getUnitHistory.parse(history)).toEqual(history);
    expect(history).toMatchObject({
      entries: [
        { origin: 'imported', rank: 17 },
        { origin: 'restated', rank: null, score: 0.7069 },
      ],
    });
  });
});

describe('a sample edition', () => {
  it.each([
    ['listEditions', `${smartCity}/editions`],
    ['getEdition', `${smartCity}/editions/2025`],
    ['getRanking', `${smartCity}/editions/latest/ranking`],
    ['getRanking', `${smartCity}/editions/2025/ranking?node=mobility`],
    ['getUnitProfile', `${smartCity}/editions/2025/units/hue`],
    ['getUnitHistory', `${smartCity}/units/hue/history`],
  ] as const)('is marked in %s: %s', async (operation, address) => {
    const body = await ask(address);
    expect(publicResponses[operation].parse(body)).toEqual(body);
    expect(JSON.stringify(body)).toContain('"sample":true');
  });

  it('leaves real editions unmarked', async () => {
    for (const address of [`${dti}/editions/2024`, `${dti}/editions/2024/ranking`])
      expect(JSON.stringify(await ask(address))).not.toContain('"sample"');
  });
});
