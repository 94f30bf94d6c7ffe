import type { AuditedLeaf } from '../../../domain/analysis/audit/audit-subject.ts';
import type { IndicatorFlag } from '../../../domain/analysis/statistics/indicator-statistics.ts';
import { quantile } from '../../../domain/analysis/statistics/quantile.ts';
import type { Section } from '../audit-document.ts';
import type { Chart } from '../draw-chart.ts';
import { ACCENT, INK, SOFT } from '../draw-chart.ts';
import type { Material } from '../material.ts';

const say = {
  vi: {
    title: 'Phân bố',
    none: 'Không chỉ tiêu nào có giá trị ngoại lai (|độ lệch| > 2 và độ nhọn > 3,5) hay dấu hiệu khác cần xem lại.',
    flagged: (names: string) => `Cần xem lại trước khi dùng: ${names}.`,
    figure: 'Phân bố của từng chỉ tiêu, từ giá trị nhỏ nhất đến lớn nhất của nó',
    says: 'Mỗi vạch là một đơn vị, hộp là nửa số đơn vị ở giữa, vạch đậm là trung vị. Vạch dồn về một đầu là phân bố lệch.',
    node: 'Chỉ tiêu',
    mean: 'Trung bình',
    deviation: 'Độ lệch chuẩn',
    minimum: 'Nhỏ nhất',
    median: 'Trung vị',
    maximum: 'Lớn nhất',
    skewness: 'Độ lệch',
    kurtosis: 'Độ nhọn',
    flags: 'Dấu hiệu',
    axis: 'từ nhỏ nhất đến lớn nhất',
    flag: {
      'low-availability': 'thiếu nhiều',
      'mostly-zero': 'đa số bằng 0',
      'few-unique-values': 'ít giá trị khác nhau',
      outliers: 'ngoại lai',
    },
  },
  en: {
    title: 'Distributions',
    none: 'No indicator has outliers (|skewness| > 2 with kurtosis > 3.5) or anything else to look at.',
    flagged: (names: string) => `To be looked at before use: ${names}.`,
    figure: 'How each indicator is spread, from its least to its greatest value',
    says: 'Each line is a unit, the box holds the middle half of them, the dark line is the median. Lines crowded at one end are a skewed distribution.',
    node: 'Indicator',
    mean: 'Mean',
    deviation: 'St. dev.',
    minimum: 'Min',
    median: 'Median',
    maximum: 'Max',
    skewness: 'Skewness',
    kurtosis: 'Kurtosis',
    flags: 'Flags',
    axis: 'from least to greatest',
    flag: {
      'low-availability': 'many missing',
      'mostly-zero': 'mostly zero',
      'few-unique-values': 'few unique values',
      outliers: 'outliers',
    },
  },
} satisfies Record<string, { flag: Record<IndicatorFlag, string> } & Record<string, unknown>>;

export function distributionSection({ audit, language, nodeName, number }: Material): Section {
  const words = say[language];
  const flagged = audit.leaves.filter(({ statistics }) => statistics.flags.length > 0);
  const flagsOf = ({ statistics }: AuditedLeaf) =>
    statistics.flags.map((flag) => words.flag[flag]).join(', ');
  const names = flagged.map((leaf) => `${nodeName(leaf.node)} (${flagsOf(leaf)})`);
  return {
    id: 'distributions',
    title: words.title,
    paragraphs: [names.length > 0 ? words.flagged(names.join('; ')) : words.none],
    figures: [
      {
        id: 'spread',
        title: words.figure,
        says: words.says,
        chart: spreadChart(audit.leaves, nodeName, words.axis),
        table: {
          columns: [
            { heading: words.node, align: 'left' },
            { heading: 'n', align: 'right' },
            { heading: words.mean, align: 'right' },
            { heading: words.deviation, align: 'right' },
            { heading: words.minimum, align: 'right' },
            { heading: words.median, align: 'right' },
            { heading: words.maximum, align: 'right' },
            { heading: words.skewness, align: 'right' },
            { heading: words.kurtosis, align: 'right' },
            { heading: words.flags, align: 'left' },
          ],
          rows: audit.leaves.map((leaf) => {
            const { count, mean, standardDeviation, minimum, median, maximum, skewness, kurtosis } =
              leaf.statistics;
            return [
              nodeName(leaf.node),
              `${count}`,
              ...[mean, standardDeviation, minimum, median, maximum].map((value) => number(value, 4)),
              ...[skewness, kurtosis].map((value) => number(value, 2)),
              flagsOf(leaf),
            ];
          }),
        },
      },
    ],
  };
}

function spreadChart(
  leaves: readonly AuditedLeaf[],
  nodeName: (code: string) => string,
  title: string,
): Chart {
  const values = leaves.flatMap(({ node, prepared, statistics: { minimum, maximum } }) => {
    const sorted = prepared.filter((value) => !Number.isNaN(value)).sort();
    const scaled = sorted.map((value) =>
      maximum! > minimum! ? (value - minimum!) / (maximum! - minimum!) : 0.5,
    );
    const name = nodeName(node);
    if (scaled.length === 0) return [];
    const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(scaled, share));
    return [{ name, low, median, high }, ...Array.from(scaled, (position) => ({ name, position }))];
  });
  const x = { type: 'quantitative' as const, scale: { domain: [0, 1] } };
  const axis = { labels: false, values: [0, 0.25, 0.5, 0.75, 1], title };
  return {
    data: { values },
    height: { step: 24 },
    encoding: { y: { field: 'name', type: 'nominal', sort: null, title: null } },
    layer: [
      {
        mark: { type: 'bar', height: 16, color: SOFT, opacity: 0.6 },
        encoding: { x: { ...x, field: 'low', axis }, x2: { field: 'high' } },
      },
      {
        mark: { type: 'tick', thickness: 1, size: 11, color: ACCENT, opacity: 0.75 },
        encoding: { x: { ...x, field: 'position' } },
      },
      {
        mark: { type: 'tick', thickness: 2.5, size: 17, color: INK },
        encoding: { x: { ...x, field: 'median' } },
      },
    ],
  };
}
