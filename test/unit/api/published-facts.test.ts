import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedWorld } from './published-world.ts';
import { bodyOf } from './request.ts';

/**
 * Statements of the press on Da Nang, 2019–2025, by the numbers of `published_facts.csv`: one request answers each.
 * Two printed percentages are wrong (F10, F17), and are computed.
 */
const ict = '/v1/indices/ict-index-province';
const dti = '/v1/indices/dti-province';
const industry = '/v1/indices/it-industry-index/editions/2020';

// biome-ignore lint/suspicious/noExplicitAny: each fact states the shape by what it expects.
type Body = any;
type Fact = { id: string; says: string; address: string; check: (body: Body) => void };

const rowOf = (body: Body, unit: string) => body.rows.find((row: Body) => row.unit.id === unit);
const nodeOf = (body: Body, code: string) => body.nodes.find((node: Body) => node.code === code);
const printed = (body: Body, measure: string) =>
  body.statistics.published.find((figure: Body) => figure.measure === measure)?.value;

const place = (id: string, node: string, unit: string, score: number, rank: number): Fact => ({
  id,
  says: `ICT Index 2020, ${node}: ${unit} has ${score} and rank ${rank}`,
  address: `${ict}/editions/2020/ranking?node=${node}`,
  check: (body) => expect(rowOf(body, unit)).toMatchObject({ score, rank }),
});

const facts: Fact[] = [
  place('F01', 'total', 'da-nang', 0.9238, 1),
  place('F02', 'total', 'hue', 0.8147, 2),
  place('F03', 'total', 'quang-ninh', 0.6909, 3),
  place('F04', 'total', 'can-tho', 0.6845, 4),
  place('F05', 'total', 'ho-chi-minh', 0.5852, 5),
  place('F06', 'it-application', 'da-nang', 1, 1),
  place('F07', 'it-application', 'quang-ninh', 0.48, 2),
  place('F08', 'it-application', 'can-tho', 0.48, 2),
  {
    id: 'F09',
    says: 'ICT Index 2020: Đà Nẵng leads in the 12th edition in a row, as the press counts',
    address: `${ict}/editions/2020/statistics`,
    check: (body) => {
      expect(body.lead.first.unit.id).toBe('da-nang');
      expect(printed(body, 'editions-led-in-a-row')).toBe(12);
    },
  },
  {
    id: 'F10',
    says: 'ICT Index 2020: Đà Nẵng leads by 13.4 %',
    address: `${ict}/editions/2020/statistics`,
    check: ({ lead }) => {
      expect([lead.first.unit.id, lead.second.unit.id]).toEqual(['da-nang', 'hue']);
      expect(lead.percent).toBe(13.39);
    },
  },
  {
    id: 'F11',
    says: 'IT Industry Index 2020: the first five',
    address: `${industry}/ranking`,
    check: ({ rows }) =>
      expect(rows.map(({ unit, rank }: Body) => [rank, unit.code])).toEqual([
        [1, '79'],
        [2, '01'],
        [3, '27'],
        [4, '19'],
        [5, '48'],
      ]),
  },
  {
    id: 'F12',
    says: 'IT Industry Index 2020: five lead in trade, in no stated order',
    address: `${industry}/ranking?node=it-trade`,
    check: ({ rows }) => {
      expect(rows.map(({ unit }: Body) => unit.code).sort()).toEqual(['01', '48', '79', '80', '92']);
      expect(new Set(rows.map(({ grade, rank }: Body) => `${grade} ${rank}`))).toEqual(
        new Set(['top 5 null']),
      );
    },
  },
  {
    id: 'F13',
    says: 'DTI 2023: Đà Nẵng has 0.8340, first for the fourth edition in a row',
    address: `${dti}/units/da-nang/history?cohort=provinces-63`,
    check: ({ entries, streaks }) => {
      expect(entries.find(({ period }: Body) => period === '2023')).toMatchObject({ score: 0.834, rank: 1 });
      expect(streaks[0]).toMatchObject({ rank: 1, editions: 4, from: '2020', to: '2023', gapYears: [] });
    },
  },
  {
    id: 'F14',
    says: 'DTI 2023: Đà Nẵng gained 0.0338',
    address: `${dti}/editions/2023/units/da-nang`,
    check: (body) => expect(nodeOf(body, 'total').change).toMatchObject({ rank: 0, score: 0.0338 }),
  },
  {
    id: 'F15',
    says: 'DTI 2023: the mean is 0.6783',
    address: `${dti}/editions/2023/statistics`,
    check: (body) => expect(printed(body, 'mean')).toBe(0.6783),
  },
  {
    id: 'F16',
    says: 'DTI 2022: the mean is 0.5763',
    address: `${dti}/editions/2022/statistics`,
    check: (body) => expect(printed(body, 'mean')).toBe(0.5763),
  },
  {
    id: 'F17',
    says: 'DTI 2023: the mean grew by 17.7 %',
    address: `${dti}/editions/2023/statistics`,
    check: ({ meanGrowth }) =>
      expect(meanGrowth).toMatchObject({ origin: 'published', period: '2022', percent: 17.7 }),
  },
  {
    id: 'F18',
    says: 'DTI 2023: 63 of 63 at or above 0.5',
    address: `${dti}/editions/2023/statistics`,
    check: (body) =>
      expect([printed(body, 'units-at-or-above-0.5'), body.statistics.units]).toEqual([63, 63]),
  },
  {
    id: 'F19',
    says: 'DTI 2023: 34 of 63 above the mean',
    address: `${dti}/editions/2023/statistics`,
    check: (body) => expect([printed(body, 'above-mean'), body.statistics.units]).toEqual([34, 63]),
  },
  {
    id: 'F20',
    says: 'DTI 2023: 63 of 63 rose',
    address: `${dti}/editions/2023/statistics`,
    check: (body) => expect([printed(body, 'rose'), body.statistics.units]).toEqual([63, 63]),
  },
  {
    id: 'F21',
    says: 'DTI 2023: Đà Nẵng is first in all three pillars',
    address: `${dti}/editions/2023/units/da-nang`,
    check: (body) =>
      expect(
        ['digital-government', 'digital-economy', 'digital-society'].map((code) => nodeOf(body, code).rank),
      ).toEqual([1, 1, 1]),
  },
  {
    id: 'F22',
    says: 'DTI 2023: Đà Nẵng is first in 5 of the 8 components',
    address: `${dti}/editions/2023/units/da-nang`,
    check: ({ nodes }) => {
      const components = nodes.slice(4);
      expect(components).toHaveLength(8);
      expect(components.filter(({ rank }: Body) => rank === 1).map(({ code }: Body) => code)).toEqual([
        'digital-awareness',
        'digital-institutions',
        'digital-human-resources',
        'network-information-security',
        'digital-government-activities',
      ]);
    },
  },
  {
    id: 'F23',
    says: 'DTI 2023, digital economy activities: 0.7262, rank 6, down 5 places',
    address: `${dti}/editions/2023/units/da-nang`,
    check: (body) =>
      expect(nodeOf(body, 'digital-economy-activities')).toMatchObject({
        score: 0.7262,
        rank: 6,
        change: { rank: -5 },
      }),
  },
  {
    id: 'F24',
    says: 'DTI 2023, digital society activities: 0.5881, rank 2, down 1 place',
    address: `${dti}/editions/2023/units/da-nang`,
    check: (body) =>
      expect(nodeOf(body, 'digital-society-activities')).toMatchObject({
        score: 0.5881,
        rank: 2,
        change: { rank: -1 },
      }),
  },
  {
    id: 'F25',
    says: 'DTI 2023: Đà Nẵng is 2nd in digital infrastructure',
    address: `${dti}/editions/2023/units/da-nang`,
    check: (body) => expect(nodeOf(body, 'digital-infrastructure').rank).toBe(2),
  },
  {
    id: 'F26',
    says: 'Mobile speed 2022: Đà Nẵng 41.75 Mbps, first of five cities; two share rank 3',
    address: '/v1/indices/mobile-internet-speed/editions/2022/ranking',
    check: (body) => {
      expect(rowOf(body, 'da-nang')).toMatchObject({ score: 41.75, rank: 1 });
      expect(['can-tho', 'ha-noi', 'ho-chi-minh'].map((unit) => rowOf(body, unit).rank)).toEqual([2, 3, 3]);
    },
  },
  {
    id: 'F27',
    says: 'Information security: Đà Nẵng has grade A in 2020 and in 2021',
    address: '/v1/indices/information-security-province/units/da-nang/history',
    check: ({ entries }) =>
      expect(entries.slice(-2).map(({ period, grade }: Body) => [period, grade])).toEqual([
        ['2020', 'A'],
        ['2021', 'A'],
      ]),
  },
  {
    id: 'F28',
    says: 'E-Business Index 2021: Hà Nội, Hồ Chí Minh and Đà Nẵng are the first three',
    address: '/v1/indices/e-business-index/editions/2021/ranking',
    check: ({ rows }) =>
      expect(rows.map(({ unit, grade }: Body) => `${unit.code} ${grade}`).sort()).toEqual([
        '01 top 3',
        '48 top 3',
        '79 top 3',
      ]),
  },
  {
    id: 'F29',
    says: 'Action plan 2022: 7 of 20 completed, 13 in progress',
    address: '/v1/plans/da-nang-action-plan-2022?asOf=2022',
    check: ({ published }) => expect(published[0].text.en).toBe('7 of 20 completed, 13 in progress'),
  },
  {
    id: 'F30',
    says: 'Digital economy: 12.57 % of GRDP in 2021, targets 20 by 2025 and 30 by 2030',
    address: '/v1/plans/da-nang-resolution-05?asOf=2022',
    check: ({ targets }) => {
      const share = targets.filter(({ indicator }: Body) => indicator.id === 'da-nang.digital-economy-share');
      expect(share.map(({ value, due, newest }: Body) => [value, due, newest.value])).toEqual([
        [20, '2025', 12.57],
        [30, '2030', 12.57],
      ]);
    },
  },
  {
    id: 'F31',
    says: 'Enterprises 2021: e-contracts 83.14 %, e-invoices 100 %, online tax 69 %',
    address: '/v1/plans/da-nang-resolution-05?asOf=2022',
    check: ({ observations }) =>
      expect(
        ['e-contracts', 'e-invoices', 'online-tax'].map(
          (id) => observations.find(({ indicator }: Body) => indicator.id === `da-nang.${id}`).value,
        ),
      ).toEqual([83.14, 100, 69]),
  },
  {
    id: 'F32',
    says: 'Digital enterprises: 2 per 1000 people in 2021, targets 3 by 2025 and 5 by 2030',
    address: '/v1/plans/da-nang-resolution-05?asOf=2022',
    check: ({ targets }) => {
      const firms = targets.filter(({ indicator }: Body) => indicator.id === 'da-nang.digital-enterprises');
      expect(firms.map(({ value, due, newest }: Body) => [value, due, newest.value])).toEqual([
        [3, '2025', 2],
        [5, '2030', 2],
      ]);
    },
  },
  {
    id: 'F33',
    says: 'Open data: 1000 sets by 2025, 5000 by 2030',
    address: '/v1/plans/da-nang-resolution-05?asOf=2022',
    check: ({ targets }) => {
      const sets = targets.filter(({ indicator }: Body) => indicator.id === 'da-nang.open-data-sets');
      expect(sets.map(({ value, due }: Body) => [value, due])).toEqual([
        [1000, '2025'],
        [5000, '2030'],
      ]);
    },
  },
  {
    id: 'F34',
    says: 'Online services: targets of 100 % and 30 % with digital signatures',
    address: '/v1/plans/da-nang-online-services-2020?asOf=2020',
    check: ({ targets }) => expect(targets.map(({ value }: Body) => value)).toEqual([100, 30]),
  },
  {
    id: 'F35',
    says: 'E-government 2020: 225 agencies and 4,000 users',
    address: '/v1/plans/da-nang-online-services-2020?asOf=2020',
    check: ({ observations }) =>
      expect(observations.map(({ indicator, period, value }: Body) => [indicator.id, period, value])).toEqual(
        [
          ['da-nang.e-government-agencies', '2020', 225],
          ['da-nang.e-government-users', '2020', 4000],
        ],
      ),
  },
];

let ask: Awaited<ReturnType<typeof publishedWorld>>['ask'];

beforeAll(async () => {
  ({ ask } = await publishedWorld([
    'ict-index-province',
    'dti-province',
    'it-industry-index',
    'mobile-internet-speed',
    'information-security-province',
    'e-business-index',
  ]));
}, 60_000);

describe('one request answers', () => {
  it.each(facts)('$id: $says', async ({ address, check }) => {
    const result = await ask(address);
    expect(result.statusCode).toBe(200);
    check(bodyOf(result));
  });

  it('and what is computed is never mixed with what the press counts: of the twelve editions until 2020 four were found', async () => {
    const { streaks } = bodyOf(await ask(`${ict}/units/da-nang/history?cohort=provinces-63`));
    expect(streaks[0]).toMatchObject({ rank: 1, from: '2016', gapYears: ['2017', '2021'] });
  });
});

const list = new URL('../../../../shared/data/published_facts.csv', import.meta.url);

it.skipIf(!existsSync(list))('answers every published fact', () => {
  const rows: { id: string }[] = parse(readFileSync(list), { columns: true });
  expect(facts.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
});
