import type { Text } from '../methodology/definitions.ts';

/** How many targets a plan has and where they stand; `noData` are those of which nothing is known. */
export type PlanSummary = {
  total: number;
  met: number;
  inProgress: number;
  missed: number;
  noData: number;
  /** For example "7 of 20 completed, 13 in progress". */
  text: Text;
};

/** Sums up what was counted here, or what somebody printed about a plan. */
export function summarise({
  total,
  met,
  inProgress,
  missed,
}: Pick<PlanSummary, 'total' | 'met' | 'inProgress' | 'missed'>): PlanSummary {
  const noData = total - met - inProgress - missed;
  const others = [
    { count: inProgress, vi: 'đang thực hiện', en: 'in progress' },
    { count: missed, vi: 'không đạt', en: 'missed' },
    { count: noData, vi: 'chưa có số liệu', en: 'without data' },
  ].filter(({ count }) => count > 0);
  return {
    ...{ total, met, inProgress, missed, noData },
    text: {
      vi: [`hoàn thành ${met} trên ${total}`, ...others.map(({ count, vi }) => `${count} ${vi}`)].join(', '),
      en: [`${met} of ${total} completed`, ...others.map(({ count, en }) => `${count} ${en}`)].join(', '),
    },
  };
}
