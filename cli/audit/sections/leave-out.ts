import type { Section } from '../audit-document.ts';
import { ACCENT, INK } from '../draw-chart.ts';
import type { Material } from '../material.ts';
import { isUnknown } from '../material.ts';

const say = {
  vi: {
    title: 'Bỏ từng thành phần',
    figure: 'Dịch hạng trung bình khi bỏ một thành phần',
    says: (name: string, shift: string) =>
      `Thứ hạng dựa nhiều nhất vào ${name}: bỏ nó, các đơn vị dịch trung bình ${shift} bậc.`,
    none: 'Bỏ thành phần nào thứ hạng cũng không đổi.',
    unknown: 'Không tính được: tổng điểm chỉ có một thành phần, hoặc phương pháp không cho phép bỏ.',
    node: 'Thành phần bỏ đi',
    mean: 'Dịch trung bình',
    largest: 'Dịch nhiều nhất',
    mover: 'Đơn vị dịch nhiều nhất',
  },
  en: {
    title: 'Leaving out each part',
    figure: 'Mean shift of ranks without a part',
    says: (name: string, shift: string) =>
      `The ranking rests most on ${name}: without it units move ${shift} places on average.`,
    none: 'Whichever part is left out, the ranking stays the same.',
    unknown: 'It cannot be computed: the total has one part only, or its method does not let one go.',
    node: 'Part left out',
    mean: 'Mean shift',
    largest: 'Largest shift',
    mover: 'Moved furthest',
  },
};

export function leaveOutSection({ audit, language, units, nodeName, unitName, number }: Material): Section {
  const words = say[language];
  const parts = audit.nodes.flatMap(({ node, leftOut }) =>
    leftOut ? [{ name: nodeName(node), without: leftOut }] : [],
  );
  const values = parts.flatMap(({ name, without }) =>
    isUnknown(without) || without.meanAbsoluteShift === null
      ? []
      : [{ name, shift: without.meanAbsoluteShift, label: number(without.meanAbsoluteShift, 1) }],
  );
  const most = values.toSorted((a, b) => b.shift - a.shift)[0];
  const sentence = !most ? words.unknown : most.shift === 0 ? words.none : words.says(most.name, most.label!);
  return {
    id: 'leave-out',
    title: words.title,
    paragraphs: [],
    figures: [
      {
        id: 'left-out',
        title: words.figure,
        says: sentence,
        ...(most && {
          chart: {
            data: { values },
            height: { step: 24 },
            encoding: {
              y: { field: 'name', type: 'nominal', sort: null, title: null },
              x: { field: 'shift', type: 'quantitative', axis: { title: null } },
            },
            layer: [
              { mark: { type: 'bar', height: 14, color: ACCENT } },
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
            { heading: words.mean, align: 'right' },
            { heading: words.largest, align: 'right' },
            { heading: words.mover, align: 'left' },
            { heading: 'Spearman', align: 'right' },
          ],
          rows: parts.map(({ name, without }) => {
            if (isUnknown(without)) return [name, null, null, without.reason, null];
            const { meanAbsoluteShift, largestShift, order, spearman } = without;
            const mover = order[0];
            return [
              name,
              number(meanAbsoluteShift, 1),
              number(largestShift, 0),
              mover === undefined || !largestShift ? null : unitName(units[mover]!.id),
              number(spearman, 3),
            ];
          }),
        },
      },
    ],
  };
}
