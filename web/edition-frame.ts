import { html } from 'hono/html';
import type { CohortResult } from '../domain/release/run.ts';
import type { PortalRelease } from '../use-cases/portal-ports.ts';
import type { PublicIndex } from '../use-cases/read-ports.ts';
import {
  cohortPath,
  dataPath,
  type EditionPage,
  editionPagePath,
  editionPath,
  historyPath,
  releasePath,
  releasesPath,
} from './address.ts';
import type { Context, Html } from './context.ts';
import type { Crumb } from './layout.ts';
import { tileLayout } from './views/tiles.ts';

/** What all pages of an edition know. */
export type EditionMaterial = {
  index: PublicIndex;
  release: PortalRelease;
  /** All editions, newest first. */
  editions: readonly PortalRelease[];
};

export const titleOf = ({ text }: Context, { index, release }: EditionMaterial): string =>
  `${text(index.name)} ${release.period}`;

export const crumbsOf = ({ words, text }: Context, index: PublicIndex): Crumb[] => [
  { name: words.rankings, path: '' },
  { name: text(index.name), path: historyPath(index.index) },
];

/** Links to everything that there is of an edition and of its index. */
export function editionTabs(
  { words, language }: Context,
  { index: { index }, release: { period, cohorts } }: EditionMaterial,
  open: EditionPage | 'ranking',
): Html {
  const tab = (to: string, name: string, isOpen: boolean) =>
    html`<li><a href="/${language}${to}"${isOpen && html` aria-current="page"`}>${name}</a></li>`;
  const pages: EditionPage[] = ['map', 'compare', 'weights', 'method', 'check'];
  const shown = pages.filter((page) => isThere(page, cohorts));
  return html`<nav class="tabs" aria-label="${words.edition} ${period}"><ul>
${tab(editionPath(index, period), words.pages.ranking, open === 'ranking')}
${shown.map((page) => tab(editionPagePath(index, period, page), words.pages[page], open === page))}
${tab(historyPath(index), words.indexPages.history, false)}
${tab(dataPath(index), words.indexPages.data, false)}
${tab(releasesPath(index), words.indexPages.releases, false)}
</ul></nav>`;
}

/** Pages that not every edition has: weights need figures that are computed, a map needs units that lie on one. */
export const isThere = (page: EditionPage, cohorts: readonly CohortResult[]): boolean => {
  if (page === 'weights') return cohorts.some(isComputed);
  if (page === 'map') return cohorts.some(({ unitSet }) => tileLayout(unitSet.id) !== undefined);
  return true;
};

/** Whether a browser can compute it again: a framework, and values. */
export const isComputed = ({ origin, restatement, framework }: CohortResult): boolean =>
  framework !== undefined && (origin === 'computed' || restatement?.of === 'values');

/** Links to the same page of the other editions. */
export function editionChoice(
  { language, words }: Context,
  { index, editions, release }: EditionMaterial,
  page?: EditionPage,
): Html | false {
  const there = editions.filter(({ cohorts }) => !page || isThere(page, cohorts));
  if (there.length < 2) return false;
  const pathOf = (period: string) =>
    page ? editionPagePath(index.index, period, page) : editionPath(index.index, period);
  return html`<nav class="choice" aria-label="${words.editions}"><ul>${there.map(({ period }) => html`<li><a href="/${language}${pathOf(period)}"${period === release.period && html` aria-current="true"`}>${period}</a></li>`)}</ul></nav>`;
}

/** Which units, and whose figures: a switch where the edition has several of them. */
export function cohortChoice(
  { language, words, text }: Context,
  { index, release: { period, cohorts } }: EditionMaterial,
  shown: CohortResult,
): Html | false {
  if (cohorts.length < 2) return false;
  return html`<nav class="choice wide" aria-label="${words.cohort}"><ul>${cohorts.map(({ id, name, unitSet, origin }, place) => html`<li><a href="/${language}${cohortPath(index.index, period, place === 0 ? undefined : id)}"${id === shown.id && html` aria-current="true"`}><b>${text(name)}</b> <small>${words.origin[origin]} · ${text(unitSet.name)}</small></a></li>`)}</ul></nav>`;
}

/** Where the figures come from, in a sentence. */
export function originNote({ words, text }: Context, cohort: CohortResult): Html {
  const { origin, framework, source, restatement } = cohort;
  if (origin === 'restated' && restatement)
    return html`${words.originLong.restated(restatement.from.period, restatement.from.cohort)}`;
  if (origin === 'imported' && source)
    return source.url
      ? html`${words.originLong.imported('')}<a href="${source.url}" rel="noopener">${source.citation}</a>`
      : html`${words.originLong.imported(source.citation)}`;
  return html`${words.originLong.computed(framework ? `${framework.id}, ${framework.version}` : text(cohort.name))}`;
}

/** When it was published, as which release, and its address for ever. */
export function releaseNote(
  context: Context,
  { index, release: { period, pointer } }: EditionMaterial,
): Html {
  const { words, language, date, text } = context;
  return html`<p class="quiet">${words.publishedOn(date(pointer.publishedAt))}, <a href="/${language}${releasePath(index.index, period, pointer.revision)}">${words.revision(pointer.revision)}</a>. ${pointer.note && text(pointer.note)}</p>
${pointer.sample && html`<p class="warning">${words.sample}</p>`}`;
}

/** Units that have a page of their own: those of the newest edition. */
export const profiledUnits = (editions: readonly PortalRelease[]): ReadonlySet<string> =>
  new Set(editions[0]?.cohorts.flatMap(({ nodes }) => nodes[0]!.rows.map(({ unit }) => unit.id)));
