import type { CohortResult, ResultRow } from '../../domain/release/run.ts';
import type { PortalFile, PortalRelease } from '../../use-cases/portal-ports.ts';
import { buildAssets } from '../../web/build-assets.ts';
import { contextOf } from '../../web/context.ts';
import { pageFile } from '../../web/layout.ts';
import { rankingPage } from '../../web/pages/ranking.ts';
import { rankHistories } from '../../web/views/rank-history.ts';

const text = (name: string) => ({ vi: name, en: name });

function row(place: number): ResultRow {
  const name = `Unit ${place + 1}`;
  return {
    unit: { id: `unit-${place + 1}`, name: text(name), region: `region-${place % 8}` },
    score: 100 - place / 10,
    rank: place + 1,
    status: 'ranked',
    change: { rank: (place % 7) - 3, score: null },
  };
}

/** A ranking of a thousand units through three editions, with the files that it needs, at `en/many`. */
export async function thousandUnits(): Promise<Map<string, PortalFile>> {
  const rows = Array.from({ length: 1_000 }, (_, place) => row(place));
  const cohort = {
    id: 'all',
    name: text('All'),
    origin: 'imported',
    unitSet: { id: 'all', name: text('All') },
    comparison: { period: '2023', sameMethod: true, sameUnits: true },
    nodes: [
      { code: 'total', name: text('Total'), parent: null, decimals: 1, rows, statistics: { ranked: 1_000 } },
    ],
  } as unknown as CohortResult;
  const release = (period: string) =>
    ({
      period,
      pointer: { revision: 1, publishedAt: '2025-01-01T00:00:00.000Z' },
      definition: { regions: {} },
      cohorts: [cohort],
    }) as unknown as PortalRelease;
  const editions = ['2024', '2023', '2022'].map(release);
  const files = await buildAssets();
  const assets = new Map([...files.keys()].map((name) => [name.split('-')[0]!, `/assets/${name}`]));
  const index = {
    index: 'many',
    name: text('Many'),
    shortName: 'MANY',
    publisher: { name: text('A') },
    editions: {},
  };
  const context = contextOf('en', assets);
  const [history] = rankHistories(editions);
  const settings = { profiles: new Set(rows.map(({ unit }) => unit.id)), history };
  const page = await pageFile(context, {
    ...rankingPage(context, { index, release: editions[0]!, editions }, cohort, settings),
    path: '/many',
  });
  const type = (name: string) =>
    (name.endsWith('.css') ? 'text/css' : 'text/javascript') as PortalFile['type'];
  const scripts = [...files].map(([name, body]) => ({ path: `assets/${name}`, type: type(name), body }));
  return new Map([page, ...scripts].map((file) => [file.path, file]));
}
