export type Language = 'vi' | 'en';

/** What the table says around names and numbers. */
export const words = {
  vi: {
    rank: 'Hạng',
    unit: 'Đơn vị',
    region: 'Vùng',
    inRegion: 'Trong vùng',
    score: 'Điểm',
    grade: 'Xếp loại',
    change: 'Thay đổi',
    source: 'Nguồn',
    computed: (framework: string) => `tính theo ${framework}`,
    imported: (source: string) => `theo công bố: ${source}`,
    restated: (cohort: string, period: string) => `quy đổi từ ${cohort} (${period})`,
    sample: 'SỐ LIỆU MẪU, không có thật',
    comparison: (period: string, sameMethod: boolean) =>
      `so với ${period}${sameMethod ? '' : ' (khác phương pháp)'}`,
    ranked: (ranked: number, units: number) => `xếp hạng ${ranked}/${units}`,
    mean: 'trung bình',
    median: 'trung vị',
    notRanked: 'Không xếp hạng',
  },
  en: {
    rank: 'Rank',
    unit: 'Unit',
    region: 'Region',
    inRegion: 'In region',
    score: 'Score',
    grade: 'Grade',
    change: 'Change',
    source: 'Source',
    computed: (framework: string) => `computed by ${framework}`,
    imported: (source: string) => `as published: ${source}`,
    restated: (cohort: string, period: string) => `restated from ${cohort} (${period})`,
    sample: 'SAMPLE DATA, not real',
    comparison: (period: string, sameMethod: boolean) =>
      `compared with ${period}${sameMethod ? '' : ' (another method)'}`,
    ranked: (ranked: number, units: number) => `${ranked} of ${units} ranked`,
    mean: 'mean',
    median: 'median',
    notRanked: 'Not ranked',
  },
};
