import type { PortalIndex } from '../use-cases/portal-ports.ts';
import type { Context } from './context.ts';
import { type EditionMaterial, isThere, profiledUnits } from './edition-frame.ts';
import type { Page } from './layout.ts';
import { checkPage } from './pages/check.ts';
import { comparePage } from './pages/compare.ts';
import { dataPage } from './pages/data.ts';
import { indexPage } from './pages/index-history.ts';
import { mapPage } from './pages/map.ts';
import { methodPage } from './pages/method.ts';
import { rankingPage } from './pages/ranking.ts';
import { releasesPage } from './pages/releases.ts';
import { unitPage } from './pages/unit.ts';
import { weightsPage } from './pages/weights.ts';
import { explanationsOf } from './views/explained.ts';
import { rankHistories } from './views/rank-history.ts';
import { type UnitProfile, unitProfiles } from './views/unit-profile.ts';

/** Pages of an index as a whole, and of its units as they are in the newest edition. */
export function* indexPages(context: Context, material: PortalIndex): Generator<Page> {
  yield indexPage(context, material);
  yield dataPage(context, material);
  yield releasesPage(context, material);
  const { index, editions, parts } = material;
  const [release] = editions;
  if (!release) return;
  const histories = rankHistories(editions);
  const explained = new Map(
    release.cohorts.map(({ id }) => [id, explanationsOf(release.definition, id, parts)]),
  );
  for (const profile of newestProfiles(release.cohorts)) {
    const own = histories.filter(({ unitSet }) => unitSet.id === profile.cohort.unitSet.id);
    const explanation = explained.get(profile.cohort.id)!.get(profile.unit.id);
    yield unitPage(context, { index, release, profile, histories: own, explanation });
  }
}

/** A unit of several cohorts is told of in the first that ranks it. */
function newestProfiles(cohorts: PortalIndex['editions'][number]['cohorts']): Iterable<UnitProfile> {
  const profiles = new Map<string, UnitProfile>();
  for (const profile of cohorts.flatMap(unitProfiles)) {
    const known = profiles.get(profile.unit.id);
    if (!known || (known.total.row.rank === null && profile.total.row.rank !== null))
      profiles.set(profile.unit.id, profile);
  }
  return profiles.values();
}

export function* editionPages(context: Context, material: EditionMaterial): Generator<Page> {
  const { release, editions } = material;
  const { cohorts } = release;
  const histories = rankHistories(editions);
  const profiles = profiledUnits(editions);
  for (const cohort of cohorts) {
    const history = histories.find(({ unitSet }) => unitSet.id === cohort.unitSet.id);
    yield rankingPage(context, material, cohort, { profiles, history });
  }
  if (isThere('map', cohorts)) yield mapPage(context, material);
  yield comparePage(context, material);
  if (isThere('weights', cohorts)) yield weightsPage(context, material);
  yield methodPage(context, material);
  yield checkPage(context, material);
}
