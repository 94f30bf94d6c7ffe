import { html } from 'hono/html';
import { embedPath, releasePath } from '../address.ts';
import { tileMap } from '../charts/tile-map.ts';
import type { Context } from '../context.ts';
import { type EditionMaterial, originNote, titleOf } from '../edition-frame.ts';
import type { EmbedPage } from '../layout.ts';
import { rankingView } from '../views/ranking.ts';
import { mapped } from './map.ts';
import { rankingTable } from './ranking-table.ts';

/** Figures of a release that other sites show in a frame: they never change under the text that cites them. */
export function* embedPages(context: Context, material: EditionMaterial): Generator<EmbedPage> {
  const { index, release } = material;
  const { period, pointer, cohorts } = release;
  const { words } = context;
  const title = `${titleOf(context, material)}, ${words.revision(pointer.revision)}`;
  const common = { title, description: title, source: releasePath(index.index, period, pointer.revision) };
  const pathOf = (figure: 'ranking' | 'map') => embedPath(index.index, period, pointer.revision, figure);
  const [cohort] = cohorts;
  const view = rankingView(release, cohort!.id, undefined);
  const settings = { index: index.index, regions: release.definition.regions, profiles: new Set<string>() };
  yield {
    ...common,
    path: pathOf('ranking'),
    body: html`<h1>${title}</h1>${rankingTable(context, view, settings)}<p class="quiet">${originNote(context, cohort!)}</p>`,
  };
  const [map] = mapped(cohorts);
  if (!map) return;
  const { rows, statistics } = map.cohort.nodes[0]!;
  const key = `${words.mapKey} (1–${statistics.ranked})`;
  yield {
    ...common,
    path: pathOf('map'),
    body: html`<h1>${title}</h1><div class="chart">${tileMap(context, map.tiles, rows, key)}</div><p class="quiet">${originNote(context, map.cohort)} ${words.mapNote}</p>`,
  };
}
