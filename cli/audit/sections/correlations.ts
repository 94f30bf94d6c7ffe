import type { Section } from '../audit-document.ts';
import type { Chart } from '../draw-chart.ts';
import type { Material } from '../material.ts';

const say = {
  vi: {
    title: 'Tương quan',
    few: (units: number) => `Chỉ có ${units} đơn vị: hệ số tương quan của ít đơn vị như vậy nói lên rất ít.`,
    none: 'Không cặp thành phần cùng cấp nào trùng lặp (từ 0,92 trở lên) hay ngược chiều (từ −0,40 trở xuống) có ý nghĩa thống kê.',
    high: (a: string, b: string, r: string) => `${a} và ${b} nói gần như cùng một điều (r = ${r}).`,
    low: (a: string, b: string, r: string) =>
      `${a} và ${b} ngược chiều nhau (r = ${r}): điểm cao ở bên này che điểm thấp ở bên kia.`,
    figure: 'Tương quan giữa tổng điểm và các thành phần',
    says: (weak: number, parts: number) =>
      `Hệ số Pearson. ${parts - weak} trên ${parts} thành phần tương quan với tổng điểm ở mức mong đợi, trên 0,30.`,
    bins: ['≤ −0,40 ngược chiều', '−0,40…0,30 yếu', '0,30…0,92 tốt', '≥ 0,92 trùng lặp'],
    nodes: 'Mỗi nút với nút trên nó và với tổng điểm',
    nodesSays:
      'Hệ số Pearson với giá trị p. Một nút tương quan thấp với nút trên hầu như không định hình điểm mà nó góp vào.',
    node: 'Nút',
    parent: 'Nút trên',
    withParent: 'r với nút trên',
    withTotal: 'r với tổng',
    pairs: 'Đơn vị',
  },
  en: {
    title: 'Correlations',
    few: (units: number) => `There are ${units} units only: correlations of so few say little.`,
    none: 'No two siblings are redundant (0.92 or above) or pull against each other (−0.40 or below) beyond chance.',
    high: (a: string, b: string, r: string) => `${a} and ${b} say nearly the same (r = ${r}).`,
    low: (a: string, b: string, r: string) =>
      `${a} and ${b} pull against each other (r = ${r}): a high score in one hides a low one in the other.`,
    figure: 'Correlations of the total and its parts',
    says: (weak: number, parts: number) =>
      `Pearson's coefficients. ${parts - weak} of ${parts} parts correlate with the total as they should, above 0.30.`,
    bins: ['≤ −0.40 opposed', '−0.40…0.30 weak', '0.30…0.92 good', '≥ 0.92 redundant'],
    nodes: 'Each node with its parent and with the total',
    nodesSays:
      "Pearson's coefficients with their p-values. A node that hardly correlates with its parent hardly shapes the score it feeds.",
    node: 'Node',
    parent: 'Parent',
    withParent: 'r with parent',
    withTotal: 'r with total',
    pairs: 'Units',
  },
};

const FEW_UNITS = 20;
const SHADES = ['var(--bad)', 'var(--weak)', 'var(--good)', 'var(--strong)'];

export function correlationSection(material: Material): Section {
  const { audit, language, nodeName, number } = material;
  const words = say[language];
  const parts = audit.nodes.filter(({ node }) => audit.parts.includes(node));
  const weak = parts.filter(({ withTotal }) => !((withTotal.coefficient ?? 0) > 0.3)).length;
  const chance = (pValue: number | null) =>
    pValue !== null && pValue < 0.001 ? `< ${number(0.001, 3)}` : number(pValue, 3);
  const flagged = audit.flagged.map(({ node, with: other, coefficient }) => {
    const sentence = coefficient! > 0 ? words.high : words.low;
    return sentence(nodeName(node), nodeName(other), number(coefficient, 2)!);
  });
  return {
    id: 'correlations',
    title: words.title,
    paragraphs: [
      ...(audit.ranked < FEW_UNITS ? [words.few(audit.ranked)] : []),
      ...(flagged.length > 0 ? flagged : [words.none]),
    ],
    figures: [
      {
        id: 'correlation-matrix',
        title: words.figure,
        says: words.says(weak, parts.length),
        ...(parts.length > 1 && { chart: heatmap(material, words.bins) }),
        table: matrixTable(material, words.node),
      },
      {
        id: 'node-correlations',
        title: words.nodes,
        says: words.nodesSays,
        table: {
          columns: [
            { heading: words.node, align: 'left' },
            { heading: words.parent, align: 'left' },
            { heading: words.withParent, align: 'right' },
            { heading: 'p', align: 'right' },
            { heading: words.withTotal, align: 'right' },
            { heading: 'p', align: 'right' },
            { heading: words.pairs, align: 'right' },
          ],
          rows: audit.nodes.map(({ node, parent, withParent, withTotal }) => [
            nodeName(node),
            nodeName(parent),
            number(withParent.coefficient, 2),
            chance(withParent.pValue),
            number(withTotal.coefficient, 2),
            chance(withTotal.pValue),
            `${withTotal.pairs}`,
          ]),
        },
      },
    ],
  };
}

const binOf = (coefficient: number): number =>
  coefficient <= -0.4 ? 0 : coefficient < 0.3 ? 1 : coefficient < 0.92 ? 2 : 3;

/** Below the diagonal; columns bear numbers, rows numbers and names. */
function heatmap({ audit, nodeName, number }: Material, bins: readonly string[]): Chart {
  const { nodes, correlations } = audit.matrix;
  const values = nodes.flatMap((row, a) =>
    nodes.slice(0, a).flatMap((_, b) => {
      const { coefficient } = correlations[a * nodes.length + b]!;
      if (coefficient === null) return [];
      const bin = binOf(coefficient);
      return [
        {
          row: `${nodeName(row)}  ${a + 1}`,
          column: `${b + 1}`,
          text: number(coefficient, 2),
          bin: bins[bin],
          ink: bin === 3 ? 'var(--on-strong)' : 'var(--ink)',
        },
      ];
    }),
  );
  return {
    data: { values },
    height: { step: 30 },
    encoding: {
      y: { field: 'row', type: 'nominal', sort: null, title: null },
      x: {
        field: 'column',
        type: 'nominal',
        sort: null,
        axis: {
          orient: 'bottom',
          title: `1 = ${nodeName(nodes[0]!)}`,
          labelAngle: 0,
        },
      },
    },
    layer: [
      {
        mark: { type: 'rect', stroke: 'var(--paper)', strokeWidth: 2 },
        encoding: { color: { field: 'bin', type: 'nominal', scale: { domain: [...bins], range: SHADES } } },
      },
      {
        mark: { type: 'text' },
        encoding: {
          text: { field: 'text', type: 'nominal' },
          color: { field: 'ink', type: 'nominal', scale: null },
        },
      },
    ],
  };
}

function matrixTable(
  { audit, nodeName, number }: Material,
  heading: string,
): Section['figures'][number]['table'] {
  const { nodes, correlations } = audit.matrix;
  return {
    columns: [
      { heading, align: 'left' },
      ...nodes.map((_, place) => ({ heading: `${place + 1}`, align: 'right' as const })),
    ],
    rows: nodes.map((row, a) => [
      `${a + 1} ${nodeName(row)}`,
      ...nodes.map((_, b) => (b > a ? '' : number(correlations[a * nodes.length + b]!.coefficient, 2))),
    ]),
  };
}
