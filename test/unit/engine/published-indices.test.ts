import { describe, expect, test } from 'vitest';
import { branch, column, framework, leaf, score, type Values } from './build-framework.ts';

/** Reads lines of `name | number number …`; `-` is a figure that was not published. */
function table(columns: string[], lines: string): Values {
  const rows = lines.trim().split('\n');
  return Object.fromEntries(
    rows.map((row) => {
      const [name, numbers] = row.split('|') as [string, string];
      const cells = numbers.trim().split(/\s+/);
      const present = columns.flatMap((id, place) =>
        cells[place] === '-' ? [] : [[id, Number(cells[place])] as const],
      );
      return [name.trim(), Object.fromEntries(present)];
    }),
  );
}

const published = (values: Values, column: string) => Object.values(values).map((row) => row[column]!);

function expectWithin(actual: (number | null)[], expected: number[], tolerance: number) {
  expect(actual).toHaveLength(expected.length);
  for (const [place, value] of expected.entries())
    expect(Math.abs(actual[place]! - value)).toBeLessThanOrEqual(tolerance + 1e-12);
}

describe('DTI 2020: 0.4 government + 0.3 economy + 0.3 society', () => {
  const dti = framework(
    branch('total', [
      leaf('government', { weight: 0.4 }),
      leaf('economy', { weight: 0.3 }),
      leaf('society', { weight: 0.3 }),
    ]),
  );
  const provinces = table(
    ['government', 'economy', 'society', 'published'],
    `Đà Nẵng    | 0.5346 0.4155 0.4964 0.4874
     Huế        | 0.522  0.304  0.3655 0.4097
     Bắc Ninh   | 0.4449 0.3668 0.4052 0.4096
     Quảng Ninh | 0.4513 0.3019 0.3955 0.3897
     Hồ Chí Minh| 0.4446 0.3136 0.3764 0.3848
     Tiền Giang | 0.4168 0.3065 0.3915 0.3761
     Cần Thơ    | 0.4544 0.3087 0.3174 0.3696
     Ninh Bình  | 0.3915 0.3161 0.377  0.3645
     Kiên Giang | 0.403  0.3051 0.3678 0.3631`,
  );
  const { total, economy } = score(dti, provinces);

  test('the totals of nine provinces come out as published', () => {
    expectWithin(column(total!, 'score'), published(provinces, 'published'), 1e-4);
  });

  test('so do their ranks', () => {
    expect(column(total!, 'rank')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('every node is ranked: Bắc Ninh is second in the digital economy', () => {
    expect(economy!['Bắc Ninh']).toMatchObject({ rank: 2, score: 0.3668 });
  });
});

describe('DTI 2022: points ÷ 1000', () => {
  const component = (code: string, points: number) =>
    leaf(code, { maximumPoints: points, normalise: { method: 'points-ratio' } });
  const dti = framework(
    branch('total', [
      component('awareness', 100),
      component('institutions', 100),
      component('infrastructure', 100),
      component('human-resources', 100),
      component('security', 100),
      component('government', 200),
      component('economy', 150),
      component('society', 150),
    ]),
  );
  const maxima = [100, 100, 100, 100, 100, 200, 150, 150];
  const codes = [
    'awareness',
    'institutions',
    'infrastructure',
    'human-resources',
    'security',
    'government',
    'economy',
    'society',
  ];
  const ratios = table(
    [...codes, 'published'],
    `Đà Nẵng    | 1.0000 0.9000 0.8253 0.8487 0.7578 0.8575 0.7836 0.5197 0.8002
     Hồ Chí Minh| 0.8917 0.9000 0.8258 0.6267 0.5580 0.8406 0.7611 0.3590 0.7163
     Quảng Ninh | 0.9581 0.9000 0.7648 0.6250 0.5382 0.8385 0.5904 0.4505 0.7024
     Huế        | 0.9500 0.9000 0.6823 0.6794 0.6423 0.8262 0.6787 0.3001 0.6975
     Cần Thơ    | 0.9000 0.8000 0.7233 0.7376 0.7226 0.7325 0.7556 0.2947 0.6924`,
  );
  const points = Object.fromEntries(
    Object.entries(ratios).map(([name, row]) => [
      name,
      Object.fromEntries(codes.map((code, place) => [code, row[code]! * maxima[place]!])),
    ]),
  );

  test('maximum points are the weights where none are given', () => {
    const { total } = score(dti, points);
    expectWithin(column(total!, 'score'), published(ratios, 'published'), 1e-4);
    expect(column(total!, 'rank')).toEqual([1, 2, 3, 4, 5]);
  });

  test('a pillar reported beside the total is ranked and does not feed it', () => {
    const pillar = branch('government-pillar', [
      leaf('government-again', {
        indicator: 'government',
        maximumPoints: 200,
        normalise: { method: 'points-ratio' },
      }),
    ]);
    const beside = score({ ...dti, reported: [pillar] }, points);
    expect(column(beside['total']!, 'exact')).toEqual(column(score(dti, points)['total']!, 'exact'));
    expect(beside['government-pillar']!['Huế']).toMatchObject({ score: 0.8262, rank: 4 });
  });
});

test('PCI 2016: ten sub-indices weighted in points, to 1e-5', () => {
  const weights = {
    entry: 0.5,
    land: 0.5,
    transparency: 2,
    time: 0.5,
    informal: 1,
    bias: 0.5,
    proactive: 0.5,
    support: 2,
    labor: 2,
    legal: 0.5,
  };
  const pci = framework(
    branch(
      'total',
      Object.entries(weights).map(([code, weight]) => leaf(code, { weight })),
      { aggregate: { method: 'sum' } },
    ),
    { decimals: 2 },
  );
  const provinces = table(
    [...Object.keys(weights), 'published'],
    `Đà Nẵng    | 9.21785736083984 6.29123306274414 7.21922636032104 7.74354600906372 6.5132999420166 5.44785594940186 7.05567264556885 5.98583364486694 7.98231601715088 6.47051906585693 70.0013961791992
     Quảng Ninh | 9.28322505950928 6.06629800796509 6.83735656738281 6.85952186584473 6.37811660766602 4.99626493453979 5.70483350753784 6.25744342803955 6.93688774108887 5.39797639846802 65.5955505371094
     Bình Dương | 8.24534130096436 6.51559400558472 6.99315690994263 7.19154405593872 6.17728090286255 5.08051347732544 5.67153406143188 5.57092094421387 6.50915098190308 5.79574251174927 63.5738716125488
     Hồ Chí Minh| 7.98615550994873 5.44511890411377 6.49502038955688 6.23520946502686 4.73682975769043 4.13156318664551 4.17239475250244 6.82061958312988 7.12316417694092 4.24727869033813 61.7232971191406
     An Giang   | 8.58357048034668 6.02041435241699 6.20345878601074 6.97135925292969 5.4016637802124 4.50057363510132 5.39926052093506 5.48621273040771 5.22874546051025 5.62955951690674 57.7908668518066`,
  );
  const { total } = score(pci, provinces);
  expectWithin(column(total!, 'exact'), published(provinces, 'published'), 1e-5);
  expect(total!['Đà Nẵng']).toMatchObject({ score: 70, rank: 1 });
});

describe('ICT Index 2019: mean of infrastructure, human resources and application', () => {
  const parts = ['infrastructure', 'human-resources', 'application'];
  const ict = framework(
    branch(
      'total',
      parts.map((code) => leaf(code)),
    ),
  );
  const { total } = score(
    ict,
    table(
      parts,
      `Đà Nẵng    | 0.7925 0.9538 0.85
       Huế        | -      0.9578 0.9062
       Quảng Ninh | -      -      0.86
       Tây Ninh   | -      -      -`,
    ),
  );

  test('Đà Nẵng has 0.8654', () => {
    expect(total!['Đà Nẵng']).toMatchObject({ score: 0.8654, rank: 1 });
  });

  test('a province with an unpublished component is not ranked, and it is said why', () => {
    expect(total!['Huế']).toEqual({
      score: null,
      exact: Number.NaN,
      rank: 0,
      reason: '2 of 3 indicators, rule needs all',
    });
    expect(total!['Tây Ninh']!.reason).toBe('no data');
  });
});

test('e-government application 2017: equal published scores share a rank and the next is skipped', () => {
  const scores: Values = {
    'Đồng Nai': { score: 0.64 },
    'Thanh Hóa': { score: 0.633 },
    'Bà Rịa - Vũng Tàu': { score: 0.633 },
    'Phú Thọ': { score: 0.624 },
    'Hải Dương': { score: 0.572 },
    'Đắk Nông': { score: 0.567 },
    'Quảng Trị': { score: 0.567 },
    'Hà Nam': { score: 0.565 },
    'Cà Mau': { score: 0.549 },
    'Ninh Thuận': { score: 0.546 },
    'Tuyên Quang': { score: 0.546 },
    'Quảng Ngãi': { score: 0.545 },
  };
  const { score: ranking } = score(framework(leaf('score'), { decimals: 3 }), scores);
  expect(column(ranking!, 'rank')).toEqual([1, 2, 2, 4, 5, 6, 6, 8, 9, 10, 10, 12]);
});
