import { numberText } from '../../../domain/analysis/explain/number-text.ts';
import { methodName } from '../../analysis/analysis-words.ts';
import type { Section } from '../audit-document.ts';
import { ACCENT, type Chart, INK, SOFT } from '../draw-chart.ts';
import { isUnknown, type Material } from '../material.ts';

const say = {
  vi: {
    title: 'Độ nhạy: thứ hạng phụ thuộc quyết định nào',
    paragraph: (rankings: string, seed: number) =>
      `Chỉ số Sobol' theo ước lượng Jansen, từ ${rankings} lần xếp hạng trên dãy gần ngẫu nhiên (hạt giống ${seed}); đại lượng là độ dịch hạng trung bình của mọi đơn vị.`,
    unknown: 'Không tính được độ nhạy',
    steady: 'Thứ hạng không đổi dù chọn cách nào: không có phương sai để chia.',
    figure: "Chỉ số Sobol' của từng quyết định",
    says: (name: string, total: string) =>
      `Quyết định nặng nhất là ${name}: biết hết các quyết định khác thì ${total} phương sai vẫn còn.`,
    first: 'Bậc một',
    total: 'Tổng',
    factor: 'Quyết định',
    interval: '5–95 %',
  },
  en: {
    title: 'Sensitivity: which decisions the ranking owes to',
    paragraph: (rankings: string, seed: number) =>
      `Sobol' indices by Jansen's estimators, from ${rankings} rankings on a quasi-random sequence (seed ${seed}), of the mean shift of the ranks of all units.`,
    unknown: 'Sensitivity cannot be computed',
    steady: 'The ranking is the same whatever is chosen: there is no variance to share out.',
    figure: "Sobol' indices of each decision",
    says: (name: string, total: string) =>
      `The decision that weighs most is ${name}: if all others were known, ${total} of the variance would remain.`,
    first: 'First order',
    total: 'Total',
    factor: 'Decision',
    interval: '5–95 %',
  },
};

export function sensitivitySection({ sensitivity, language, draws, number, percent }: Material): Section {
  const words = say[language];
  const heading = { id: 'sensitivity', title: words.title };
  if (isUnknown(sensitivity))
    return { ...heading, paragraphs: [`${words.unknown}: ${sensitivity.reason}.`], figures: [] };
  const { factors, rankings } = sensitivity;
  const paragraph = words.paragraph(numberText(rankings, language), draws.seed);
  if (!factors) return { ...heading, paragraphs: [paragraph, words.steady], figures: [] };
  const heaviest = factors.toSorted((a, b) => b.total - a.total)[0]!;
  const range = ([low, high]: [number, number]) => `${number(low, 2)} … ${number(high, 2)}`;
  return {
    ...heading,
    paragraphs: [paragraph],
    figures: [
      {
        id: 'sobol',
        title: words.figure,
        says: words.says(methodName(heaviest.name, language), percent(heaviest.total)!),
        chart: bars(
          factors.flatMap(({ name, first, firstInterval, total, totalInterval }) => [
            bar(methodName(name, language), words.first, first, firstInterval),
            bar(methodName(name, language), words.total, total, totalInterval),
          ]),
          [words.first, words.total],
        ),
        table: {
          columns: [
            { heading: words.factor, align: 'left' },
            { heading: words.first, align: 'right' },
            { heading: words.interval, align: 'right' },
            { heading: words.total, align: 'right' },
            { heading: words.interval, align: 'right' },
          ],
          rows: factors.map(({ name, first, firstInterval, total, totalInterval }) => [
            methodName(name, language),
            number(first, 2),
            range(firstInterval),
            number(total, 2),
            range(totalInterval),
          ]),
        },
      },
    ],
  };
}

/** An estimate of a share of nothing may fall below 0. */
const bar = (factor: string, kind: string, share: number, [low, high]: [number, number]) => ({
  factor,
  kind,
  share: Math.max(0, share),
  low: Math.max(0, low),
  high: Math.max(0, high),
});

function bars(values: readonly object[], kinds: string[]): Chart {
  const x = { type: 'quantitative', scale: { domainMin: 0 } } as const;
  return {
    data: { values: [...values] },
    height: { step: 22 },
    encoding: {
      y: { field: 'factor', type: 'nominal', sort: null, title: null },
      yOffset: { field: 'kind', type: 'nominal', sort: null },
    },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          x: { ...x, field: 'share', axis: { format: '.0%', title: null } },
          color: { field: 'kind', type: 'nominal', scale: { domain: kinds, range: [SOFT, ACCENT] } },
        },
      },
      {
        mark: { type: 'rule', color: INK, strokeWidth: 1.5 },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' } },
      },
    ],
  };
}
