import { html } from 'hono/html';
import type { CohortResult } from '../../domain/release/run.ts';
import type { PortalRelease } from '../../use-cases/portal-ports.ts';
import type { PublicIndex } from '../../use-cases/read-ports.ts';
import { type EmbeddedFigure, embedPath, releasePath } from '../address.ts';
import { bumpChart } from '../charts/bump.ts';
import { figure } from '../charts/figure.ts';
import { tileMap } from '../charts/tile-map.ts';
import type { Context, Html } from '../context.ts';
import { type EditionMaterial, originNote, titleOf } from '../edition-frame.ts';
import type { EmbedPage } from '../layout.ts';
import { rankChanges } from '../views/rank-history.ts';
import { rankingView } from '../views/ranking.ts';
import { comparison } from './compare.ts';
import { ranksTable } from './index-history.ts';
import { mapKey, mapped, unitTable } from './map.ts';
import { cohortMethods } from './method.ts';
import { rankingTable } from './ranking-table.ts';

/** Figures of a release that other sites show in a frame: they never change under the text that cites them. */
export function* embedPages(context: Context, material: EditionMaterial): Generator<EmbedPage> {
  const { index, release } = material;
  const { period, pointer, cohorts, definition } = release;
  const title = `${titleOf(context, material)}, ${context.words.revision(pointer.revision)}`;
  const embed = (shown: EmbeddedFigure, content: Html, scripts: string[] = []): EmbedPage => ({
    title,
    description: title,
    source: releasePath(index.index, period, pointer.revision),
    path: embedPath(index.index, period, pointer.revision, shown),
    scripts,
    body: html`<h1>${title}</h1>${content}`,
  });
  const noteOn = (cohort: CohortResult) => html`<p class="quiet">${originNote(context, cohort)}</p>`;

  const view = rankingView(release, cohorts[0]!.id, undefined);
  const settings = { index: index.index, regions: definition.regions, profiles: new Set<string>() };
  yield embed('ranking', html`${rankingTable(context, view, settings)}${noteOn(view.cohort)}`);
  yield embed('compare', html`${comparison(context, material)}${noteOn(view.cohort)}`, [
    'compare',
    'figures',
  ]);
  yield embed('method', cohortMethods(context, material));
  const [map] = mapped(cohorts);
  if (map)
    yield embed(
      'map',
      html`<div class="chart">${tileMap(context, map.tiles, map.cohort.nodes[0]!.rows, mapKey(context, map.cohort))}</div><details><summary>${context.words.asTable}</summary>${unitTable(context, material, map.cohort)}</details>${noteOn(map.cohort)}<p class="quiet">${context.words.mapNote}</p>`,
    );
  const changed = changedCohort(release);
  if (changed) yield embed('changes', changesFigure(context, release, changed), ['figures']);
}

/** The one whose changes since the edition before have a figure of their own. */
const changedCohort = ({ period, cohorts }: PortalRelease): CohortResult | undefined =>
  cohorts.find((cohort) => rankChanges(period, cohort));

/** Where that figure lies, if it is of these units; `unit` is the one to highlight. */
export function changesEmbed(
  { index }: PublicIndex,
  release: PortalRelease | undefined,
  unitSet: string,
  unit?: string,
): string | undefined {
  if (!release || changedCohort(release)?.unitSet.id !== unitSet) return undefined;
  const path = embedPath(index, release.period, release.pointer.revision, 'changes');
  return unit ? `${path}?unit=${unit}` : path;
}

function changesFigure(context: Context, { period }: PortalRelease, cohort: CohortResult): Html {
  const { words, text } = context;
  const changes = rankChanges(period, cohort)!;
  const { rose, fell } = cohort.nodes[0]!.statistics;
  return figure(context, {
    id: 'changes',
    title: `${words.changeOn(changes.periods[0]!)}: ${text(cohort.name)}`,
    trend: rose !== null && fell !== null ? words.moved(rose, fell) : '',
    svg: bumpChart(context, changes),
    table: ranksTable(context, changes),
  });
}
