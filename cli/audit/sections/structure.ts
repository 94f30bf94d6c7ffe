import type { AuditedBranch } from '../../../domain/analysis/audit/audit-subject.ts';
import type { Figure, Section } from '../audit-document.ts';
import { ACCENT, INK, SECOND } from '../draw-chart.ts';
import type { Material } from '../material.ts';

const say = {
  vi: {
    title: 'Tính nhất quán và cấu trúc',
    alpha: (value: string) =>
      `Hệ số α của Cronbach của các thành phần tổng điểm là ${value}; từ 0,7 trở lên thường coi là đo cùng một điều.`,
    noAlpha:
      'Không tính được hệ số α của Cronbach của các thành phần tổng điểm: có quá ít thành phần, quá ít đơn vị, hoặc điểm không đổi.',
    branches: 'Độ tin cậy của từng nhánh',
    branchesSays:
      'α của Cronbach, và phần phương sai của các thành phần mà thành phần chính thứ nhất giải thích.',
    scree: 'Các thành phần chính của tổng điểm',
    screeSays: (count: number, share: string) =>
      `Giá trị riêng của ma trận tương quan giữa các thành phần. ${count} giá trị lớn hơn 1 (đường kẻ), giải thích ${share} phương sai.`,
    noComponents:
      'Không tính được thành phần chính: cần ít nhất ba đơn vị có đủ các thành phần, và điểm phải khác nhau ở mỗi thành phần.',
    node: 'Nút',
    children: 'Thành phần',
    first: 'Thành phần chính thứ nhất',
    component: 'Thành phần chính',
    eigenvalue: 'Giá trị riêng',
    share: 'Phương sai',
    cumulative: 'Cộng dồn',
    loadings: 'Tải trọng lớn nhất',
  },
  en: {
    title: 'Consistency and structure',
    alpha: (value: string) =>
      `Cronbach's α of the parts of the total is ${value}; from 0.7 on they are usually taken to measure one thing.`,
    noAlpha:
      "Cronbach's α of the parts of the total cannot be computed: there are too few parts or units, or scores that do not vary.",
    branches: 'Reliability of each branch',
    branchesSays:
      "Cronbach's α, and how much of the variance of the children the first principal component explains.",
    scree: 'Principal components of the total',
    screeSays: (count: number, share: string) =>
      `Eigenvalues of the correlations between the parts. ${count} of them lie above 1 (the line) and explain ${share} of the variance.`,
    noComponents:
      'There are no principal components: they need three units that have every part, and scores that differ in each part.',
    node: 'Node',
    children: 'Children',
    first: 'First component',
    component: 'Component',
    eigenvalue: 'Eigenvalue',
    share: 'Variance',
    cumulative: 'Cumulative',
    loadings: 'Largest loadings',
  },
};

export function structureSection(material: Material): Section {
  const { audit, language, number } = material;
  const words = say[language];
  const total = audit.branches[0];
  const alpha = number(total?.alpha, 2);
  const scree = total && screeFigure(material, total);
  return {
    id: 'structure',
    title: words.title,
    paragraphs: [alpha === null ? words.noAlpha : words.alpha(alpha), ...(scree ? [] : [words.noComponents])],
    figures: [...(audit.branches.length > 0 ? [branchFigure(material)] : []), ...(scree ? [scree] : [])],
  };
}

function branchFigure({ audit, language, nodeName, number, percent }: Material): Figure {
  const words = say[language];
  return {
    id: 'reliability',
    title: words.branches,
    says: words.branchesSays,
    table: {
      columns: [
        { heading: words.node, align: 'left' },
        { heading: words.children, align: 'right' },
        { heading: 'α', align: 'right' },
        { heading: words.first, align: 'right' },
      ],
      rows: audit.branches.map(({ node, children, alpha, components }) => [
        nodeName(node),
        `${children.length}`,
        number(alpha, 2),
        Array.isArray(components) && children.length > 1 ? percent(components[0]!.share) : null,
      ]),
    },
  };
}

/** @returns `undefined` where there is nothing to split */
function screeFigure(
  { language, nodeName, number, percent }: Material,
  { children, components }: AuditedBranch,
): Figure | undefined {
  if (!Array.isArray(components) || children.length < 2) return undefined;
  const words = say[language];
  const large = components.filter(({ eigenvalue }) => eigenvalue > 1);
  const values = components.map(({ eigenvalue }, place) => ({
    component: `${place + 1}`,
    eigenvalue,
    label: number(eigenvalue, 2),
  }));
  const x = {
    field: 'component',
    type: 'ordinal',
    sort: null,
    axis: { title: words.component, labelAngle: 0 },
  } as const;
  return {
    id: 'scree',
    title: words.scree,
    says: words.screeSays(large.length, percent(large.at(-1)?.cumulative ?? 0)!),
    chart: {
      data: { values },
      height: 200,
      layer: [
        {
          mark: { type: 'rule', color: SECOND, strokeWidth: 1.5, strokeDash: [5, 4] },
          encoding: { y: { datum: 1 } },
        },
        {
          mark: { type: 'bar', width: { band: 0.55 }, color: ACCENT },
          encoding: { x, y: { field: 'eigenvalue', type: 'quantitative', axis: { title: null } } },
        },
        {
          mark: { type: 'text', dy: -8, color: INK },
          encoding: {
            x,
            y: { field: 'eigenvalue', type: 'quantitative' },
            text: { field: 'label', type: 'nominal' },
          },
        },
      ],
    },
    table: {
      columns: [
        { heading: words.component, align: 'right' },
        { heading: words.eigenvalue, align: 'right' },
        { heading: words.share, align: 'right' },
        { heading: words.cumulative, align: 'right' },
        { heading: words.loadings, align: 'left' },
      ],
      rows: components.map(({ eigenvalue, share, cumulative, loadings }, place) => [
        `${place + 1}`,
        number(eigenvalue, 2),
        percent(share),
        percent(cumulative),
        [...children.keys()]
          .sort((a, b) => Math.abs(loadings[b]!) - Math.abs(loadings[a]!))
          .slice(0, 3)
          .map((child) => `${nodeName(children[child]!)} ${number(loadings[child]!, 2)}`)
          .join(', '),
      ]),
    },
  };
}
