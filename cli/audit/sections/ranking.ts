import { numberText } from '../../../domain/analysis/explain/number-text.ts';
import { variedText } from '../../analysis/plan-lines.ts';
import { intervalText, rankText, type UncertainRow, type Uncertainty } from '../../analysis/uncertainty.ts';
import type { Figure, Section } from '../audit-document.ts';
import { ACCENT, type Chart, INK, SOFT } from '../draw-chart.ts';
import { isUnknown, type Material } from '../material.ts';

/** As many units as a printed page holds. */
const PER_CHART = 45;

const say = {
  vi: {
    title: 'Xếp hạng và độ chắc chắn',
    varied: (draws: string, seed: number, varied: string) =>
      `Xếp hạng được tính lại ${draws} lần (hạt giống ${seed}), mỗi lần thay đổi: ${varied}. Khoảng 5–95 % là nơi thứ hạng rơi vào trong chín phần mười số lần.`,
    groups: (groups: number, units: number) =>
      `${units} đơn vị chia thành ${groups} nhóm mà trong mỗi nhóm không cặp nào phân biệt được với độ tin cậy 95 %.`,
    unknown: 'Không tính được khoảng thứ hạng',
    figure: (from: number, to: number) => `Thứ hạng ${from}–${to} và khoảng dao động`,
    says: (wide: number, units: number, width: string) =>
      `Thanh là khoảng 5–95 %, chấm là hạng công bố, vạch là trung vị. Khoảng giữa rộng ${width} bậc; ${wide} trên ${units} đơn vị có khoảng rộng hơn 10 bậc.`,
    plain: 'Thứ hạng',
    plainSays: 'Điểm và thứ hạng theo đúng phương pháp.',
    rank: 'Hạng',
    unit: 'Đơn vị',
    score: 'Điểm',
    median: 'Trung vị',
    interval: '5–95 %',
    extremes: 'Tốt nhất–kém nhất',
    top: (places: number) => `P(≤ ${places})`,
    group: 'Nhóm',
  },
  en: {
    title: 'The ranking and how sure it is',
    varied: (draws: string, seed: number, varied: string) =>
      `The ranking was computed ${draws} times (seed ${seed}), each time with other ${varied}. The 5–95 % interval is where a rank falls in nine of ten of them.`,
    groups: (groups: number, units: number) =>
      `The ${units} units form ${groups} groups within which no two can be told apart with 95 % confidence.`,
    unknown: 'There are no rank intervals',
    figure: (from: number, to: number) => `Ranks ${from}–${to} and their intervals`,
    says: (wide: number, units: number, width: string) =>
      `The bar is the 5–95 % interval, the dot the published rank, the line the median. The middle interval is ${width} places wide; ${wide} of ${units} units have one wider than 10.`,
    plain: 'The ranking',
    plainSays: 'Scores and ranks by the method as it is.',
    rank: 'Rank',
    unit: 'Unit',
    score: 'Score',
    median: 'Median',
    interval: '5–95 %',
    extremes: 'Best–worst',
    top: (places: number) => `P(top ${places})`,
    group: 'Group',
  },
};

export function rankingSection(material: Material): Section {
  const { uncertainty, language, draws, audit } = material;
  const words = say[language];
  if (isUnknown(uncertainty))
    return {
      id: 'ranking',
      title: words.title,
      paragraphs: [`${words.unknown}: ${uncertainty.reason}.`],
      figures: [plainFigure(material)],
    };
  const groups = new Set(uncertainty.rows.map(({ group }) => group)).size;
  return {
    id: 'ranking',
    title: words.title,
    paragraphs: [
      words.varied(
        numberText(draws.replicates, language),
        draws.seed,
        variedText(uncertainty.plan, language),
      ),
      words.groups(groups, audit.ranked),
    ],
    figures: chunks(uncertainty.rows).map((rows, part) => intervalFigure(material, uncertainty, rows, part)),
  };
}

function chunks(rows: readonly UncertainRow[]): UncertainRow[][] {
  const count = Math.ceil(rows.length / PER_CHART);
  const size = Math.ceil(rows.length / count);
  return Array.from({ length: count }, (_, part) => rows.slice(part * size, (part + 1) * size));
}

/** The width of the interval in the middle of all, and how many are wider than ten places. */
export function widths({ rows }: Uncertainty): { median: number; wide: number } {
  const sorted = rows.map(({ low, high }) => high! - low!).sort((a, b) => a - b);
  return {
    median: sorted[Math.floor(sorted.length / 2)]!,
    wide: sorted.filter((width) => width > 10).length,
  };
}

function intervalFigure(
  { language, cohort, number, percent, unitName }: Material,
  uncertainty: Uncertainty,
  rows: readonly UncertainRow[],
  part: number,
): Figure {
  const words = say[language];
  const { median, wide } = widths(uncertainty);
  const decimals = cohort.nodes[0]!.decimals ?? 4;
  return {
    id: `rank-intervals-${part + 1}`,
    title: words.figure(rows[0]!.nominal!, rows.at(-1)!.nominal!),
    says: words.says(wide, uncertainty.rows.length, rankText(median)),
    chart: intervalChart(
      rows.map((row) => ({ ...row, label: `${unitName(row.unit.id)}  ${row.nominal}` })),
      uncertainty.rows.length,
      words.rank,
    ),
    table: {
      columns: [
        { heading: words.rank, align: 'right' },
        { heading: words.unit, align: 'left' },
        { heading: words.score, align: 'right' },
        { heading: words.median, align: 'right' },
        { heading: words.interval, align: 'right' },
        { heading: words.extremes, align: 'right' },
        { heading: words.top(uncertainty.places), align: 'right' },
        { heading: words.group, align: 'right' },
      ],
      rows: rows.map((row) => [
        `${row.nominal}`,
        unitName(row.unit.id),
        number(row.score, decimals),
        rankText(row.median),
        intervalText(row.low, row.high),
        intervalText(row.best, row.worst),
        percent(row.top),
        `${row.group}`,
      ]),
    },
  };
}

function intervalChart(
  rows: readonly (UncertainRow & { label: string })[],
  units: number,
  title: string,
): Chart {
  const x = { type: 'quantitative' as const, scale: { domain: [1, units], nice: false, zero: false } };
  const axis = { orient: 'top', title, format: 'd', tickMinStep: 1 } as const;
  return {
    data: {
      values: rows.map(({ label, nominal, median, low, high }) => ({ label, nominal, median, low, high })),
    },
    height: { step: 18 },
    encoding: { y: { field: 'label', type: 'nominal', sort: null, title: null } },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 8, strokeCap: 'round', color: SOFT },
        encoding: { x: { ...x, field: 'low', axis }, x2: { field: 'high' } },
      },
      {
        mark: { type: 'tick', thickness: 2, size: 12, color: INK },
        encoding: { x: { ...x, field: 'median' } },
      },
      {
        mark: { type: 'point', filled: true, size: 55, opacity: 1, color: ACCENT },
        encoding: { x: { ...x, field: 'nominal' } },
      },
    ],
  };
}

function plainFigure({ language, cohort, number, unitName }: Material): Figure {
  const words = say[language];
  const { rows, decimals } = cohort.nodes[0]!;
  return {
    id: 'ranking-table',
    title: words.plain,
    says: words.plainSays,
    table: {
      columns: [
        { heading: words.rank, align: 'right' },
        { heading: words.unit, align: 'left' },
        { heading: words.score, align: 'right' },
      ],
      rows: rows
        .filter(({ rank }) => rank !== null)
        .map(({ rank, unit, score }) => [`${rank}`, unitName(unit.id), number(score, decimals ?? 4)]),
    },
  };
}
