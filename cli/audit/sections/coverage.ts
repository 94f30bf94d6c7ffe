import type { Section } from '../audit-document.ts';
import { ACCENT, INK } from '../draw-chart.ts';
import type { Material } from '../material.ts';

const say = {
  vi: {
    title: 'Độ phủ số liệu',
    paragraph: (cells: string, ranked: number, units: number, complete: number) =>
      `Có số liệu ở ${cells} số ô (đơn vị × chỉ tiêu). ${complete} trên ${units} đơn vị đủ mọi chỉ tiêu; ${ranked} được xếp hạng.`,
    figure: 'Tỷ lệ đơn vị có số liệu, theo chỉ tiêu',
    all: (share: string) => `Mọi chỉ tiêu đều có số liệu của ${share} đơn vị.`,
    says: (name: string, share: string, low: number) =>
      `Thấp nhất là ${name} (${share}); ${low} chỉ tiêu dưới 65 %, ngưỡng thường dùng để giữ một chỉ tiêu.`,
    node: 'Chỉ tiêu',
    units: 'Đơn vị có số liệu',
    missing: 'Thiếu',
    share: 'Tỷ lệ',
  },
  en: {
    title: 'Data coverage',
    paragraph: (cells: string, ranked: number, units: number, complete: number) =>
      `${cells} of all cells (units × indicators) have a value. ${complete} of ${units} units have every indicator; ${ranked} are ranked.`,
    figure: 'Share of units with a value, by indicator',
    all: (share: string) => `Every indicator has a value for ${share} of the units.`,
    says: (name: string, share: string, low: number) =>
      `The lowest is ${name} (${share}); ${low} indicators are below 65 %, where it is usual to ask whether to keep one.`,
    node: 'Indicator',
    units: 'Units with a value',
    missing: 'Missing',
    share: 'Share',
  },
};

export function coverageSection({ audit, language, nodeName, percent }: Material): Section {
  const words = say[language];
  const leaves = audit.leaves.map(({ node, observed }) => {
    const count = observed.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
    return { name: nodeName(node), count, share: audit.units > 0 ? count / audit.units : 0 };
  });
  const shares = leaves.map(({ share }) => share);
  const lowest = leaves.toSorted((a, b) => a.share - b.share)[0]!;
  const complete = Array.from({ length: audit.units }, (_, unit) =>
    audit.leaves.every(({ observed }) => !Number.isNaN(observed[unit]!)),
  ).filter(Boolean).length;
  const low = shares.filter((share) => share < 0.65).length;
  const uniform = new Set(shares).size === 1;
  const cells = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return {
    id: 'coverage',
    title: words.title,
    paragraphs: [words.paragraph(percent(cells, 1)!, audit.ranked, audit.units, complete)],
    figures: [
      {
        id: 'availability',
        title: words.figure,
        says: uniform
          ? words.all(percent(cells, 1)!)
          : words.says(lowest.name, percent(lowest.share, 1)!, low),
        ...(!uniform && {
          chart: {
            data: { values: leaves.map((leaf) => ({ ...leaf, label: percent(leaf.share) })) },
            height: { step: 20 },
            encoding: {
              y: { field: 'name', type: 'nominal', sort: null, title: null },
              x: {
                field: 'share',
                type: 'quantitative',
                scale: { domain: [0, 1.08], nice: false },
                axis: { format: '.0%', values: [0, 0.25, 0.5, 0.75, 1], title: null },
              },
            },
            layer: [
              { mark: { type: 'bar', height: 12, color: ACCENT } },
              {
                mark: { type: 'text', align: 'left', dx: 5, color: INK },
                encoding: { text: { field: 'label', type: 'nominal' } },
              },
            ],
          },
        }),
        table: {
          columns: [
            { heading: words.node, align: 'left' },
            { heading: words.units, align: 'right' },
            { heading: words.missing, align: 'right' },
            { heading: words.share, align: 'right' },
          ],
          rows: leaves.map(({ name, count, share }) => [
            name,
            `${count}`,
            `${audit.units - count}`,
            percent(share, 1),
          ]),
        },
      },
    ],
  };
}
