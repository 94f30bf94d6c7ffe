import { probabilityOfTop } from '../../../domain/analysis/uncertainty/rank-distribution.ts';
import { methodName } from '../../analysis/analysis-words.ts';
import type { Section } from '../audit-document.ts';
import { isUnknown, type Material } from '../material.ts';
import { widths } from './ranking.ts';

const say = {
  vi: {
    title: 'Tóm tắt',
    leader: (name: string, score: string, ranked: number, units: number) =>
      `${name} dẫn đầu với ${score} điểm; ${ranked} trên ${units} đơn vị được xếp hạng.`,
    nobody: (units: number) => `Không đơn vị nào trong ${units} đơn vị được xếp hạng.`,
    sure: (width: string, groups: number) =>
      `Dưới các cách làm hợp lý khác, khoảng thứ hạng giữa rộng ${width} bậc; các đơn vị chia thành ${groups} nhóm phân biệt được.`,
    leads: (share: string) => `Đơn vị dẫn đầu đứng thứ nhất ở ${share} số lần mô phỏng.`,
    alpha: (alpha: string) => `Các thành phần có hệ số α của Cronbach là ${alpha}.`,
    flagged: (count: number) =>
      `${count || 'Không'} cặp thành phần cùng cấp ${count ? '' : 'nào '}trùng lặp hoặc ngược chiều nhau.`,
    outliers: (count: number, leaves: number) =>
      `${count ? `${count} trên ${leaves}` : 'Không'} chỉ tiêu ${count ? '' : 'nào '}có dấu hiệu cần xem lại.`,
    factor: (name: string, share: string) =>
      `Quyết định ảnh hưởng thứ hạng nhiều nhất là ${name} (${share} phương sai).`,
  },
  en: {
    title: 'Summary',
    leader: (name: string, score: string, ranked: number, units: number) =>
      `${name} leads with ${score}; ${ranked} of ${units} units are ranked.`,
    nobody: (units: number) => `None of the ${units} units is ranked.`,
    sure: (width: string, groups: number) =>
      `Under other reasonable methods the middle rank interval is ${width} places wide; the units form ${groups} groups that can be told apart.`,
    leads: (share: string) => `The leader comes first in ${share} of the replicates.`,
    alpha: (alpha: string) => `The parts of the total have a Cronbach's α of ${alpha}.`,
    flagged: (count: number) =>
      `${count === 1 ? '1 pair of siblings is' : `${count || 'No'} pairs of siblings are`} redundant or pull against each other.`,
    outliers: (count: number, leaves: number) =>
      `${count || 'None'} of the ${leaves} indicators ${count === 1 ? 'has' : 'have'} something to look at.`,
    factor: (name: string, share: string) =>
      `The decision that the ranking owes most to is ${name} (${share} of the variance).`,
  },
};

export function summarySection(material: Material): Section {
  const { audit, cohort, language, number, unitName } = material;
  const words = say[language];
  const { rows, decimals } = cohort.nodes[0]!;
  const leader = rows.find(({ rank }) => rank === 1);
  const alpha = number(audit.branches[0]?.alpha, 2);
  const flagged = audit.leaves.filter(({ statistics }) => statistics.flags.length > 0).length;
  return {
    id: 'summary',
    title: words.title,
    paragraphs: [
      leader
        ? words.leader(
            unitName(leader.unit.id),
            number(leader.score, decimals ?? 4)!,
            audit.ranked,
            audit.units,
          )
        : words.nobody(audit.units),
      ...certainty(material),
      ...(alpha === null ? [] : [words.alpha(alpha)]),
      words.flagged(audit.flagged.length),
      words.outliers(flagged, audit.leaves.length),
      ...heaviest(material),
    ],
    figures: [],
  };
}

function certainty({ uncertainty, language, percent }: Material): string[] {
  if (isUnknown(uncertainty)) return [];
  const words = say[language];
  const groups = new Set(uncertainty.rows.map(({ group }) => group)).size;
  const { distribution, rows } = uncertainty;
  const leader = distribution.nominal.indexOf(1);
  const share = probabilityOfTop(distribution, leader, 1);
  return [
    ...(rows.length > 0 ? [words.sure(String(Math.round(widths(uncertainty).median)), groups)] : []),
    words.leads(percent(share)!),
  ];
}

function heaviest({ sensitivity, language, percent }: Material): string[] {
  if (isUnknown(sensitivity) || !sensitivity.factors) return [];
  const { name, total } = sensitivity.factors.toSorted((a, b) => b.total - a.total)[0]!;
  return [say[language].factor(methodName(name, language), percent(total)!)];
}
