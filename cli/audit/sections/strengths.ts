import {
  type Standing,
  strengthsAndWeaknesses,
} from '../../../domain/analysis/statistics/strengths-and-weaknesses.ts';
import type { Section } from '../audit-document.ts';
import type { Material } from '../material.ts';

const say = {
  vi: {
    title: 'Điểm mạnh và điểm yếu',
    figure: 'Các chỉ tiêu xếp hạng cao nhất và thấp nhất của mỗi đơn vị',
    says: 'Trong ngoặc là thứ hạng của đơn vị ở chỉ tiêu đó.',
    rank: 'Hạng',
    unit: 'Đơn vị',
    strengths: 'Mạnh nhất',
    weaknesses: 'Yếu nhất',
  },
  en: {
    title: 'Strengths and weaknesses',
    figure: 'The indicators at which each unit ranks best and worst',
    says: 'In brackets the rank of the unit at the indicator.',
    rank: 'Rank',
    unit: 'Unit',
    strengths: 'Best at',
    weaknesses: 'Worst at',
  },
};

const COUNT = 3;

export function strengthSection({ audit, subject, cohort, language, nodeName, unitName }: Material): Section {
  const words = say[language];
  const { model, matrix } = audit.computed;
  const list = (standings: readonly Standing[]) =>
    standings.map(({ node, rank }) => `${nodeName(node)} (${rank})`).join('; ');
  return {
    id: 'strengths',
    title: words.title,
    paragraphs: [],
    figures: [
      {
        id: 'strengths-and-weaknesses',
        title: words.figure,
        says: words.says,
        table: {
          columns: [
            { heading: words.rank, align: 'right' },
            { heading: words.unit, align: 'left' },
            { heading: words.strengths, align: 'left' },
            { heading: words.weaknesses, align: 'left' },
          ],
          rows: cohort.nodes[0]!.rows.filter(({ rank }) => rank !== null).map(({ unit, rank }) => {
            const place = subject.matrix.ids!.indexOf(unit.id);
            const { indicators } = subject;
            const found = strengthsAndWeaknesses(model, { indicators, matrix }, place, COUNT);
            const { strengths, weaknesses } = found;
            return [`${rank}`, unitName(unit.id), list(strengths), list(weaknesses.toReversed())];
          }),
        },
      },
    ],
  };
}
