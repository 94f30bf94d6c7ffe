import type { AuditedNode } from '../../../domain/analysis/audit/audit-subject.ts';
import type { Figure, Section } from '../audit-document.ts';
import { ACCENT, type Chart, RULE, SECOND } from '../draw-chart.ts';
import type { Material } from '../material.ts';

const say = {
  vi: {
    title: 'Trọng số trên giấy và ảnh hưởng thật',
    paragraph:
      'Trọng số nói điều người làm chỉ số muốn; bình phương tương quan với tổng điểm cho thấy một thành phần thật sự định hình tổng điểm đến đâu. Một thành phần ít biến thiên ảnh hưởng ít, dù trọng số lớn.',
    figure: 'Trọng số và phần ảnh hưởng của từng thành phần',
    says: (name: string, influence: string, weight: string) =>
      `Chênh lệch lớn nhất ở ${name}: ảnh hưởng ${influence}, trọng số ${weight}.`,
    unknown: 'Không tính được ảnh hưởng: cần ít nhất hai đơn vị có điểm khác nhau.',
    weight: 'Trọng số',
    influence: 'Ảnh hưởng',
    node: 'Nút',
    squared: 'r² với tổng',
    ratio: 'Ảnh hưởng ÷ trọng số',
    axis: 'phần của tổng',
    deeper: 'Trọng số hiệu dụng của các nút sâu hơn',
    deeperSays: 'Tích các tỷ trọng từ tổng điểm xuống, cạnh bình phương tương quan với tổng điểm.',
  },
  en: {
    title: 'Weights on paper and real influence',
    paragraph:
      'A weight says what the authors of an index want; the squared correlation with the total shows how far a part really shapes it. A part that hardly varies has little influence, however much it weighs.',
    figure: 'Weight and share of influence of each part',
    says: (name: string, influence: string, weight: string) =>
      `They differ most for ${name}: ${influence} of the influence, ${weight} of the weight.`,
    unknown: 'Influence cannot be computed: it needs two units or more whose scores differ.',
    weight: 'Weight',
    influence: 'Influence',
    node: 'Node',
    squared: 'r² with total',
    ratio: 'Influence ÷ weight',
    axis: 'share of the total',
    deeper: 'Effective weights of the nodes further down',
    deeperSays:
      'The product of the shares from the total downwards, beside the squared correlation with the total.',
  },
};

type Weighed = { node: string; weight: number; squared: number | null; influence: number | null };

export function weightSection(material: Material): Section {
  const { audit, language, nodeName, number, percent } = material;
  const words = say[language];
  const parts = withInfluence(audit.nodes.filter(({ node }) => audit.parts.includes(node)));
  const gap = ({ weight, influence }: Weighed) => Math.abs((influence ?? weight) - weight);
  const widest = parts.toSorted((a, b) => gap(b) - gap(a))[0];
  const known = widest !== undefined && widest.influence !== null;
  const deeper = audit.nodes.filter(({ node }) => !audit.parts.includes(node));
  return {
    id: 'weights',
    title: words.title,
    paragraphs: [words.paragraph],
    figures: [
      {
        id: 'influence',
        title: words.figure,
        says: known
          ? words.says(nodeName(widest.node), percent(widest.influence)!, percent(widest.weight)!)
          : words.unknown,
        ...(known && { chart: dumbbells(material, parts) }),
        table: {
          columns: [
            { heading: words.node, align: 'left' },
            { heading: words.weight, align: 'right' },
            { heading: words.squared, align: 'right' },
            { heading: words.influence, align: 'right' },
            { heading: words.ratio, align: 'right' },
          ],
          rows: parts.map(({ node, weight, squared, influence }) => [
            nodeName(node),
            percent(weight, 1),
            number(squared, 2),
            percent(influence, 1),
            influence === null || weight === 0 ? null : number(influence / weight, 2),
          ]),
        },
      },
      ...(deeper.length > 0 ? [deeperFigure(material, deeper)] : []),
    ],
  };
}

function deeperFigure(
  { language, nodeName, number, percent }: Material,
  nodes: readonly AuditedNode[],
): Figure {
  const words = say[language];
  return {
    id: 'effective-weights',
    title: words.deeper,
    says: words.deeperSays,
    table: {
      columns: [
        { heading: words.node, align: 'left' },
        { heading: words.weight, align: 'right' },
        { heading: words.squared, align: 'right' },
      ],
      rows: nodes.map(({ node, weight, withTotal }) => [
        nodeName(node),
        percent(weight, 1),
        number(squareOf(withTotal.coefficient), 2),
      ]),
    },
  };
}

const squareOf = (coefficient: number | null): number | null =>
  coefficient === null ? null : coefficient ** 2;

/**
 * Influence is r² as a share of the sum over the parts: the linear form of the measure of Paruolo, Saisana & Saltelli,
 * Ratings and Rankings: Voodoo or Science? (2013).
 */
function withInfluence(parts: readonly AuditedNode[]): Weighed[] {
  const squares = parts.map(({ withTotal }) => squareOf(withTotal.coefficient));
  const sum = squares.reduce<number>((before, square) => before + (square ?? 0), 0);
  return parts.map(({ node, weight }, place) => {
    const squared = squares[place]!;
    return { node, weight, squared, influence: squared === null || sum === 0 ? null : squared / sum };
  });
}

function dumbbells({ language, nodeName }: Material, parts: readonly Weighed[]): Chart {
  const words = say[language];
  const kinds = [words.weight, words.influence];
  const values = parts.flatMap(({ node, weight, influence }) => {
    const name = nodeName(node);
    if (influence === null) return [];
    return [
      { name, low: Math.min(weight, influence), high: Math.max(weight, influence) },
      { name, share: weight, kind: words.weight },
      { name, share: influence, kind: words.influence },
    ];
  });
  const x = { type: 'quantitative', scale: { zero: true } } as const;
  const axis = { format: '.0%', title: words.axis };
  return {
    data: { values },
    height: { step: 26 },
    encoding: { y: { field: 'name', type: 'nominal', sort: null, title: null } },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 4, color: RULE },
        encoding: { x: { ...x, field: 'low', axis }, x2: { field: 'high' } },
      },
      {
        transform: [{ filter: 'isValid(datum.kind)' }],
        mark: { type: 'point', filled: true, size: 110, opacity: 1 },
        encoding: {
          x: { ...x, field: 'share' },
          color: { field: 'kind', type: 'nominal', scale: { domain: kinds, range: [ACCENT, SECOND] } },
          shape: { field: 'kind', type: 'nominal', scale: { domain: kinds, range: ['circle', 'diamond'] } },
        },
      },
    ],
  };
}
