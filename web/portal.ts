import type { Portal, PortalFile, PortalIndex, PortalRelease } from '../use-cases/portal-ports.ts';
import type { ReleaseRecord } from '../use-cases/ports.ts';
import type { PublicIndex } from '../use-cases/read-ports.ts';
import { editionPath, indexPath, plansPath, releasePath } from './address.ts';
import { type Context, contextOf, languages } from './context.ts';
import { type Page, pageFile } from './layout.ts';
import { homePage } from './pages/home.ts';
import { indexPage } from './pages/index-history.ts';
import { pinnedRankingPage, rankingPage } from './pages/ranking.ts';
import { withdrawnPage } from './pages/withdrawn.ts';
import { rankHistory } from './views/ranking.ts';

/** @param files styles and scripts by file name, as `web/build-assets.ts` makes them */
export function createPortal(files: ReadonlyMap<string, string>): Portal {
  const assets = new Map([...files.keys()].map((name) => [name.split('-')[0]!, `/assets/${name}`]));
  const contexts = languages.map((language) => contextOf(language, assets));

  async function* inEachLanguage(pagesOf: (context: Context) => Iterable<Page>): AsyncGenerator<PortalFile> {
    for (const context of contexts) for (const page of pagesOf(context)) yield pageFile(context, page);
  }
  const inLanguages = (path: string) => languages.map((language) => `${language}${path}`);

  return {
    homePlaces: ['assets/', ...inLanguages(''), ...inLanguages(plansPath), ...inLanguages(`${plansPath}/`)],
    placesOf: (index) => [...inLanguages(indexPath(index)), ...inLanguages(`${indexPath(index)}/`)],
    releasePages: (index, period, revision) => inLanguages(releasePath(index, period, revision)),

    async *home(material) {
      for (const [name, body] of files) yield { path: `assets/${name}`, type: typeOf(name), body };
      yield* inEachLanguage((context) => [homePage(context, material)]);
    },
    index: (material) => inEachLanguage((context) => indexPages(context, material)),
    release: (index, release) => inEachLanguage((context) => releasePages(context, index, release)),
    withdrawn: (index, period, release) =>
      inEachLanguage((context) => withdrawnPages(context, index, period, release)),
  };
}

function* indexPages(context: Context, portalIndex: PortalIndex): Generator<Page> {
  const { index, editions, releases } = portalIndex;
  yield indexPage(context, portalIndex);
  const periods = editions.map(({ period }) => period);
  for (const release of editions) {
    const material = { index, periods, release };
    for (const cohort of release.cohorts) {
      const history = rankHistory(editions, cohort.unitSet.id);
      yield rankingPage(context, material, cohort, { profiles: new Set(), history });
    }
  }
  for (const period of Object.keys(index.withdrawn ?? {})) {
    const taken = releases.get(period)!.find(({ withdrawn }) => withdrawn)!;
    yield withdrawnPage(context, index, period, taken, editionPath(index.index, period));
  }
}

function* releasePages(context: Context, index: PublicIndex, release: PortalRelease): Generator<Page> {
  yield pinnedRankingPage(context, { index, periods: [], release });
}

function* withdrawnPages(
  context: Context,
  index: PublicIndex,
  period: string,
  release: ReleaseRecord,
): Generator<Page> {
  yield withdrawnPage(context, index, period, release, releasePath(index.index, period, release.revision));
}

const typeOf = (name: string): PortalFile['type'] =>
  name.endsWith('.css') ? 'text/css' : name.endsWith('.svg') ? 'image/svg+xml' : 'text/javascript';
