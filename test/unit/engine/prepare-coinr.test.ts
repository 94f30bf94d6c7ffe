import { beforeAll, describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import type { Matrix, Model } from '../../../domain/engine/model.ts';
import { availability } from '../../../domain/engine/prepare/availability.ts';
import type { Imputation } from '../../../domain/engine/prepare/impute/methods.ts';
import type { PreparedMatrix } from '../../../domain/engine/prepare/preparation.ts';
import { prepare } from '../../../domain/engine/prepare/prepare.ts';
import type { PreparationSpec } from '../../../domain/engine/prepare/specification.ts';
import { shapeOf } from '../../../domain/engine/prepare/treat/shape.ts';
import type { FrameworkNode, Indicator } from '../../../domain/methodology/definitions.ts';
import {
  asemFramework,
  asemIndicators,
  asemIsAbsent,
  asemMatrix,
  asemNumber,
  readAsem,
} from '../../builders/asem-framework.ts';
import { indicator } from './build-framework.ts';

/** COINr 1.1.14 on its ASEM example; the indicators' own denominators are Area, Energy, GDP and Population. */
type Asem = { model: Model; matrix: Matrix; units: string[]; prepared: PreparedMatrix };

function asem(spec: PreparationSpec, { denominated = true } = {}): Asem {
  const denominators = new Map(
    readAsem('00_iMeta.csv').map(({ iCode, Denominator: by }) => [iCode!, by!] as const),
  );
  const divided = (node: FrameworkNode): FrameworkNode => {
    if (!('indicator' in node)) return { ...node, children: node.children.map(divided) };
    const by = denominators.get(node.indicator);
    return { ...node, ...(denominated && by && { denominateBy: by }) };
  };
  const framework = asemFramework();
  const sizes: Indicator[] = ['Area', 'Energy', 'GDP', 'Population'].map((id) => indicator(id));
  const model = compileFramework({ ...framework, prepare: spec, root: divided(framework.root) }, [
    ...asemIndicators(),
    ...sizes,
  ]);
  const matrix = asemMatrix(model.indicators, '00_iData.csv');
  const region = readAsem('00_iData.csv').map(({ EurAsia_group }) => EurAsia_group!);
  return { model, matrix, units: matrix.codes, prepared: prepare(model, matrix, { region }) };
}

/** Every cell of one of COINr's tables against the prepared matrix, to 1e-12. @returns how many were compared */
function compare({ model, units, prepared }: Asem, file: string): number {
  let compared = 0;
  for (const row of readAsem(file)) {
    const unit = units.indexOf(row['uCode']!);
    for (const [column, { indicator }] of model.preparation!.columns.entries()) {
      const expected = asemNumber(row[indicator]);
      const actual = prepared.values[column * units.length + unit]!;
      compared++;
      if (Number.isNaN(expected)) expect(actual, `${indicator} of ${row['uCode']}`).toBeNaN();
      else
        expect(Math.abs(actual - expected), `${indicator} of ${row['uCode']}`).toBeLessThanOrEqual(
          1e-12 * Math.abs(expected),
        );
    }
  }
  return compared;
}

const winsoriseThenLog: PreparationSpec['treat'] = {
  when: 'outliers',
  skewness: 2,
  kurtosis: 3.5,
  methods: [
    { method: 'winsorise', atMost: 5 },
    { method: 'log', form: 'one-percent' },
  ],
};

const cells = 51 * 49;

describe.skipIf(asemIsAbsent)('COINr on ASEM', () => {
  test('dividing: every cell', () => {
    expect(compare(asem({ impute: { method: 'none' } }), '11_denominated.csv')).toBe(cells);
  });

  test.each<[Imputation, string]>([
    [{ method: 'mean' }, 'i_mean'],
    [{ method: 'median' }, 'i_median'],
    [{ method: 'group-mean', by: 'region' }, 'i_mean_grp'],
    [{ method: 'group-median', by: 'region' }, 'i_median_grp'],
    [{ method: 'sibling-mean' }, 'row_group'],
  ])('imputing by %o: every cell, and every gap marked', (impute, file) => {
    const example = asem({ impute });
    expect(compare(example, `13_imputed_${file}.csv`)).toBe(cells);
    const marked = example.prepared.preparation!.columns.reduce(
      (sum, { imputed }) => sum + imputed.length,
      0,
    );
    const gapsOfRawData = 63;
    const laosWithoutEnergy = 2;
    expect(marked).toBe(gapsOfRawData + laosWithoutEnergy);
  });

  test('availability: by unit and by node, missing and zero', () => {
    const { model, matrix, units } = asem({ impute: { method: 'none' } });
    const nodes = new Map(availability(model, matrix).map((node) => [node.code, node]));
    for (const { uCode, ...shares } of readAsem('12_data_avail_bygroup.csv')) {
      const unit = units.indexOf(uCode!);
      for (const [code, share] of Object.entries(shares)) {
        const { observed, indicators } = nodes.get(code)!;
        expect(observed[unit]! / indicators, `${code} of ${uCode}`).toBeCloseTo(Number(share), 14);
      }
    }
    const { observed, zero } = nodes.get('Index')!;
    for (const row of readAsem('12_data_avail_summary.csv')) {
      const unit = units.indexOf(row['uCode']!);
      expect([49 - observed[unit]!, zero[unit]]).toEqual([Number(row['N_missing']), Number(row['N_zero'])]);
      expect(1 - zero[unit]! / observed[unit]!).toBeCloseTo(Number(row['Non_Zero']), 14);
    }
  });

  test('screening at 90 %: the same countries, and none of their values is left', () => {
    const { model, units, prepared } = asem({ screen: { observed: 0.9 } });
    const root = model.nodes.findIndex(({ code }) => code === 'Index');
    const out = prepared.preparation!.screenedBy[root]!;
    const rows = readAsem('14_screen_byNA_0.9_on_denominated.csv');
    expect(rows.filter(({ Included }) => Included === 'FALSE').length).toBeGreaterThan(0);
    for (const { uCode, Included: included } of rows) {
      const unit = units.indexOf(uCode!);
      expect(out[unit] === 0, uCode).toBe(included === 'TRUE');
      const values = model.preparation!.columns.map((_, i) => prepared.values[i * units.length + unit]!);
      if (included === 'FALSE') expect(values.every(Number.isNaN)).toBe(true);
    }
  });

  describe('the whole flow: divided, imputed by group, outliers winsorised', () => {
    let example: Asem;
    beforeAll(() => {
      example = asem({ impute: { method: 'group-mean', by: 'region' }, treat: winsoriseThenLog });
    });

    test('every cell', () => {
      expect(compare(example, '16_treated.csv')).toBe(cells);
    });

    test('skewness and kurtosis before and after, and how many steps it took', () => {
      const treated = new Map(
        example.model.preparation!.columns.map(({ indicator }, column) => [
          indicator,
          example.prepared.preparation!.columns[column]!.treated,
        ]),
      );
      for (const row of readAsem('16_treat_details.csv')) {
        const result = treated.get(row['iCode']!);
        expect(result === undefined, row['iCode']).toBe(row['check_SkewKurt0.Pass'] === 'TRUE');
        if (!result) continue;
        expect(result.before.skewness).toBeCloseTo(Number(row['check_SkewKurt0.Skew']), 12);
        expect(result.before.kurtosis).toBeCloseTo(Number(row['check_SkewKurt0.Kurt']), 11);
        expect(result.after.skewness).toBeCloseTo(Number(row['check_SkewKurt1.Skew']), 12);
        expect(result.after.kurtosis).toBeCloseTo(Number(row['check_SkewKurt1.Kurt']), 11);
        expect(result.parameters['steps']).toBe(Number(row['winsorise.nwin']));
        expect(result.outliersLeft).toBe(false);
      }
    });

    test('exactly the cells that COINr changed are recorded', () => {
      const points = readAsem('16_treat_points.csv').flatMap(({ uCode, ...row }) =>
        Object.entries(row).flatMap(([code, point]) => (point === '' ? [] : [`${code} ${uCode}`])),
      );
      const recorded = example.model.preparation!.columns.flatMap(({ indicator }, column) =>
        (example.prepared.preparation!.columns[column]!.treated?.cells ?? []).map(
          ({ unit }) => `${indicator} ${example.units[unit]}`,
        ),
      );
      expect(recorded.sort()).toEqual(points.sort());
    });

    test('the statistics that decide', () => {
      const { model, matrix } = asem({ impute: { method: 'group-mean', by: 'region' } });
      const { values } = prepare(model, matrix, {
        region: readAsem('00_iData.csv').map(({ EurAsia_group }) => EurAsia_group!),
      });
      const columns = new Map(model.preparation!.columns.map(({ indicator }, column) => [indicator, column]));
      for (const { iCode, Skew, Kurt } of readAsem('15_stats_screened.csv')) {
        const column = columns.get(iCode!)!;
        const { skewness, kurtosis } = shapeOf(values.slice(column * 51, (column + 1) * 51).sort());
        expect(skewness).toBeCloseTo(Number(Skew), 11);
        expect(kurtosis).toBeCloseTo(Number(Kurt), 10);
      }
    });
  });

  test('one winsorising step at most, then a logarithm: every cell of the raw data with its gaps', () => {
    const treat = {
      ...winsoriseThenLog!,
      methods: [{ method: 'winsorise' as const, atMost: 1 }, winsoriseThenLog!.methods[1]!],
    };
    const example = asem({ treat }, { denominated: false });
    expect(compare(example, '17_qtreat_raw_winmax1.csv')).toBe(cells);
    const logged = example.prepared.preparation!.columns.filter(({ treated }) => treated?.method === 'log');
    expect(logged).toHaveLength(9);
  });
});

describe.skipIf(asemIsAbsent)('COINr on ASEM over the years', () => {
  const rows = () => readAsem('62_panel_with_gaps.csv');
  const indicators = ['LPI', 'Flights', 'Bord'];
  const years = [2018, 2019, 2020, 2021, 2022];

  test.each<[Imputation, string]>([
    [{ method: 'latest' }, 'latest'],
    [{ method: 'linear', beyond: 'hold' }, 'linear'],
    [{ method: 'linear', beyond: 'hold' }, 'linear-constant'],
  ])('%o: every cell of every year', (impute, file) => {
    const framework = asemFramework();
    const model = compileFramework({ ...framework, prepare: { impute } }, asemIndicators());
    const units = [...new Set(rows().map(({ uCode }) => uCode!))];
    const panel = years.map((period) => {
      const values = new Float64Array(units.length * model.indicators.length).fill(Number.NaN);
      for (const row of rows().filter(({ Time }) => Number(Time) === period))
        for (const id of indicators)
          values[model.indicators.indexOf(id) * units.length + units.indexOf(row['uCode']!)] = asemNumber(
            row[id],
          );
      return { period, values };
    });
    const prepared = new Map(
      panel.map(({ period, values }) => {
        const context = { period, otherPeriods: panel.filter((other) => other.period !== period) };
        return [period, prepare(model, { units: units.length, values }, context)];
      }),
    );
    const expected = readAsem(`62_impute_panel_${file}.csv`);
    expect(expected).toHaveLength(255);
    for (const row of expected)
      for (const id of indicators) {
        const { values } = prepared.get(Number(row['Time']))!;
        const column = model.preparation!.columns.findIndex(({ indicator }) => indicator === id);
        const actual = values[column * units.length + units.indexOf(row['uCode']!)]!;
        const value = asemNumber(row[id]);
        if (Number.isNaN(value)) expect(actual).toBeNaN();
        else expect(Math.abs(actual - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value));
      }
  });
});
