import { inOrder, inRegion, type RankingOrder, rankingOrders } from '../domain/release/ranking-views.ts';
import { InvalidInput } from './errors.ts';
import { valuesOf } from './json-text.ts';
import type { ReleasedCohort } from './ports.ts';
import {
  isKeptInViews,
  type PublicReader,
  type RankingView,
  type RowRange,
  type StoredRanking,
  storedPageSize,
} from './read-ports.ts';

/** Which rows, in which order; by rank where nothing is said. */
export type RankingSelection = { sort?: RankingOrder | undefined; region?: string | undefined };

export type RankingPlace = { run: string; cohort: ReleasedCohort; node: string };

/**
 * Output: the stored page that holds row `from` of the selection, or nothing past its end, with the rows from there on:
 * `limit` of them, or all until the page ends. One read, of any selection and any size: a ranking that fits on a page is
 * ordered when asked for, a larger one is stored in each order.
 *
 * @throws {InvalidInput} for a region without rows; for a region of a large ranking in another order than by rank.
 */
export async function readRankingPage(
  reader: Pick<PublicReader, 'page'>,
  place: RankingPlace,
  selection: RankingSelection,
  { from, limit = storedPageSize }: { from: number; limit?: number | undefined },
): Promise<StoredRanking | undefined> {
  const { run, cohort, node } = place;
  const number = Math.floor(from / storedPageSize) + 1;
  const first = from % storedPageSize;
  const rows = { from: first, to: first + limit };
  if (!isKeptInViews(cohort) && !isByRank(selection)) {
    const page = await reader.page(run, cohort.id, node, number);
    return page && select(page, selection, rows);
  }
  const view = viewOf(selection);
  const isWhole = first === 0 && limit >= storedPageSize;
  const page = await reader.page(run, cohort.id, node, number, { view, ...(!isWhole && { rows }) });
  if (page || !view || !('region' in view)) return page;
  const whole = await reader.page(run, cohort.id, node, 1);
  if (whole) checkRegion(whole, view.region);
  return undefined;
}

const isByRank = ({ sort = 'rank', region }: RankingSelection) => sort === 'rank' && region === undefined;

function select(
  page: StoredRanking,
  { sort = 'rank', region }: RankingSelection,
  { from, to }: RowRange,
): StoredRanking {
  if (region !== undefined) checkRegion(page, region);
  const texts = new Map(valuesOf(page.rows).map((row, place) => [row, page.rows[place]!]));
  const all = [...texts.keys()];
  const chosen = inOrder(region === undefined ? all : inRegion(all, region), sort);
  return {
    ...page,
    rows: chosen.slice(from, to).map((row) => texts.get(row)!),
    total: chosen.length,
  };
}

function viewOf({ sort = 'rank', region }: RankingSelection): RankingView | undefined {
  if (region === undefined) return sort === 'rank' ? undefined : { order: sort };
  if (sort === 'rank') return { region };
  throw new InvalidInput(
    `A region of a ranking of more than ${storedPageSize} units comes by rank only: leave out the sort or the region.`,
    { parameter: 'sort', allowed: rankingOrders.slice(0, 1) },
  );
}

function checkRegion({ regions: { value: regions } }: StoredRanking, region: string): void {
  if (regions.includes(region)) return;
  throw new InvalidInput(`No unit of this ranking is in a region "${region}".`, {
    parameter: 'region',
    allowed: regions,
  });
}
