/** Paths behind the language: `/vi` + `/indices/dti-province/2022`. A page's address is also its name in the store. */
export const homePath = '';
export const deskPath = '/desk';
export const plansPath = '/plans';
/** Shown where there is no page. */
export const missingPath = '/404';
export const planPath = (plan: string) => `/plans/${plan}`;

export const indexPath = (index: string) => `/indices/${index}`;
export const historyPath = indexPath;
export const dataPath = (index: string) => `/indices/${index}/data`;
export const releasesPath = (index: string) => `/indices/${index}/releases`;
export const unitPath = (index: string, unit: string) => `/indices/${index}/units/${unit}`;

export const editionPath = (index: string, period: string) => `/indices/${index}/${period}`;
/** Of another cohort than the first, which is shown at the edition's own address. */
export const cohortPath = (index: string, period: string, cohort: string | undefined) =>
  cohort === undefined ? editionPath(index, period) : `${editionPath(index, period)}/cohorts/${cohort}`;

export type EditionPage = 'map' | 'compare' | 'weights' | 'method' | 'check';
export const editionPagePath = (index: string, period: string, page: EditionPage) =>
  `${editionPath(index, period)}/${page}`;

/** One release for ever. */
export const releasePath = (index: string, period: string, revision: number) =>
  `${editionPath(index, period)}/r${revision}`;
export const embeddedFigures = ['ranking', 'map', 'compare', 'method', 'changes'] as const;
export type EmbeddedFigure = (typeof embeddedFigures)[number];
export const embedPath = (index: string, period: string, revision: number, figure: EmbeddedFigure) =>
  `${releasePath(index, period, revision)}/embed/${figure}`;
/** The values that a cohort of the release was computed from; numbers know no language, so there is one of it. */
export const valuesAddress = (index: string, period: string, revision: number, cohort: string) =>
  `/en${releasePath(index, period, revision)}/values/${cohort}.json`;
