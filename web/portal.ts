import type { Part } from '../domain/submission/part.ts';
import type {
  Portal,
  PortalFile,
  PortalHome,
  PortalIndex,
  PortalRelease,
} from '../use-cases/portal-ports.ts';
import type { ReleaseRecord } from '../use-cases/ports.ts';
import type { PublicIndex } from '../use-cases/read-ports.ts';
import {
  deskPath,
  editionPath,
  embeddedFigures,
  embedPath,
  indexPath,
  missingPath,
  plansPath,
  releasePath,
  valuesAddress,
} from './address.ts';
import { type Context, contextOf, languages } from './context.ts';
import { type DeskConfig, deskConfigPath } from './desk/config.ts';
import { editionPages, indexPages } from './index-pages.ts';
import { embedFile, type Page, pageFile } from './layout.ts';
import { deskPage } from './pages/desk.ts';
import { embedPages } from './pages/embeds.ts';
import { homePage } from './pages/home.ts';
import { missingPage } from './pages/missing.ts';
import { planPage, plansPage } from './pages/plans.ts';
import { pinnedRankingPage } from './pages/ranking.ts';
import { withdrawnPage } from './pages/withdrawn.ts';
import { analysable, cohortValues } from './views/values.ts';

/**
 * @param files styles and scripts by file name, as `web/build-assets.ts` makes them
 * @param desk what the pages of the desk need to know of the deployment
 */
export function createPortal(files: ReadonlyMap<string, string>, desk: DeskConfig): Portal {
  const assets = new Map([...files.keys()].map((name) => [name.split('-')[0]!, `/assets/${name}`]));
  const contexts = languages.map((language) => contextOf(language, assets));

  async function* inEachLanguage(pagesOf: (context: Context) => Iterable<Page>): AsyncGenerator<PortalFile> {
    for (const context of contexts) for (const page of pagesOf(context)) yield pageFile(context, page);
  }

  return {
    homePlaces: [
      'assets/',
      deskConfigPath,
      ...inLanguages(''),
      ...inLanguages(deskPath),
      ...inLanguages(missingPath),
      ...inLanguages(plansPath),
      ...inLanguages(`${plansPath}/`),
    ],
    placesOf: (index) => [...inLanguages(indexPath(index)), ...inLanguages(`${indexPath(index)}/`)],
    releasePages: (index, period, revision) => [
      ...inLanguages(releasePath(index, period, revision)),
      ...everyEmbed.flatMap((figure) => inLanguages(embedPath(index, period, revision, figure))),
    ],

    async *home(material) {
      for (const [name, body] of files) yield { path: `assets/${name}`, type: typeOf(name), body };
      yield { path: deskConfigPath, type: 'application/json', body: JSON.stringify(desk) };
      yield* inEachLanguage((context) => homePages(context, material));
    },
    index: (material) => inEachLanguage((context) => pagesOfIndex(context, material)),
    values,
    async *pinned(index, release) {
      const material = { index, release, editions: [] };
      for (const context of contexts)
        for (const page of embedPages(context, material)) yield embedFile(context, page);
      yield* inEachLanguage((context) => [pinnedRankingPage(context, material)]);
    },
    withdrawn: (index, period, release) =>
      inEachLanguage((context) => withdrawnPages(context, index, period, release)),
  };
}

/** Figures that no release is without. */
const everyEmbed = ['ranking', 'compare', 'method'] as const;

const inLanguages = (path: string) => languages.map((language) => `${language}${path}`);

function* homePages(context: Context, material: PortalHome): Generator<Page> {
  yield homePage(context, material);
  yield deskPage(context);
  yield missingPage(context);
  yield plansPage(context, material);
  for (const plan of material.plans) yield planPage(context, plan, material);
}

function* pagesOfIndex(context: Context, material: PortalIndex): Generator<Page> {
  const { index, editions, releases } = material;
  yield* indexPages(context, material);
  for (const release of editions) yield* editionPages(context, { index, editions, release });
  for (const period of Object.keys(index.withdrawn ?? {})) {
    const taken = releases.get(period)!.find(({ withdrawn }) => withdrawn)!;
    yield withdrawnPage(context, index, period, taken, editionPath(index.index, period));
  }
}

/** What the cohorts of a release were computed from, for browsers. */
function* values(
  { index }: PublicIndex,
  { period, pointer, definition }: PortalRelease,
  parts: Part[],
): Generator<PortalFile> {
  for (const cohort of analysable(definition)) {
    const path = valuesAddress(index, period, pointer.revision, cohort.id).slice(1);
    yield { path, type: 'application/json', body: JSON.stringify(cohortValues(definition, cohort, parts)) };
  }
}

function* withdrawnPages(
  context: Context,
  index: PublicIndex,
  period: string,
  release: ReleaseRecord,
): Generator<Page> {
  const { revision } = release;
  const paths = [
    ...embeddedFigures.map((figure) => embedPath(index.index, period, revision, figure)),
    releasePath(index.index, period, revision),
  ];
  for (const path of paths) yield withdrawnPage(context, index, period, release, path);
}

const typeOf = (name: string): PortalFile['type'] =>
  name.endsWith('.css') ? 'text/css' : name.endsWith('.svg') ? 'image/svg+xml' : 'text/javascript';
