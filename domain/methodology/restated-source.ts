import type { Catalogue } from './catalogue.ts';
import type { Cohort, Edition } from './definitions.ts';

export type Restated = Extract<Cohort, { origin: 'restated' }>;
export type Given = Exclude<Cohort, Restated>;

/** The edition that a restated cohort takes its figures from; `undefined` where that is not the one before. */
export function restatedEdition(
  { from }: Restated,
  edition: Edition,
  catalogue: Catalogue,
): Edition | undefined {
  if (from.period === undefined || from.period === edition.period) return edition;
  const before = catalogue
    .entries('edition')
    .map(({ value }) => value)
    .filter(({ index, period }) => index === edition.index && period < edition.period)
    .sort((a, b) => (a.period < b.period ? 1 : -1))[0];
  return before?.period === from.period ? before : undefined;
}

/** The cohort that it restates, which must be computed or imported. */
export function restatedSource(cohort: Restated, edition: Edition, catalogue: Catalogue): Given | undefined {
  const from = restatedEdition(cohort, edition, catalogue);
  const source = from?.cohorts.find(({ id }) => id === cohort.from.cohort);
  return source?.origin === 'restated' ? undefined : source;
}
