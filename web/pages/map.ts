import { html } from 'hono/html';
import type { CohortResult } from '../../domain/release/run.ts';
import { editionPagePath, embedPath, unitPath } from '../address.ts';
import { figure, plainTable } from '../charts/figure.ts';
import { scoreBar } from '../charts/score-bar.ts';
import { tileMap } from '../charts/tile-map.ts';
import type { Context, Html } from '../context.ts';
import {
  crumbsOf,
  type EditionMaterial,
  editionChoice,
  editionTabs,
  originNote,
  profiledUnits,
  releaseNote,
  titleOf,
} from '../edition-frame.ts';
import type { Page } from '../layout.ts';
import { type Tile, tileLayout } from '../views/tiles.ts';

type Mapped = { cohort: CohortResult; tiles: Tile[] };

/** The cohorts whose units lie on a map. */
export const mapped = (cohorts: readonly CohortResult[]): Mapped[] =>
  cohorts.flatMap((cohort) => {
    const tiles = tileLayout(cohort.unitSet.id);
    return tiles ? [{ cohort, tiles }] : [];
  });

export function mapPage(context: Context, material: EditionMaterial): Page {
  const { index, release } = material;
  const { words, text } = context;
  const maps = mapped(release.cohorts);
  const title = words.mapTitle(text(index.name), release.period);
  return {
    path: editionPagePath(index.index, release.period, 'map'),
    title,
    description: `${title}. ${regionTrend(context, material, maps[0]!.cohort)}`,
    crumbs: crumbsOf(context, index),
    scripts: ['figures'],
    body: html`<h1>${titleOf(context, material)}</h1>
${editionTabs(context, material, 'map')}
${editionChoice(context, material, 'map')}
${maps.map((map) => html`${mapFigure(context, material, map, maps.length > 1)}<p class="quiet">${originNote(context, map.cohort)} ${words.mapNote}</p>`)}
${releaseNote(context, material)}`,
  };
}

export const mapKey = ({ words }: Context, { nodes }: CohortResult): string =>
  `${words.mapKey} (1–${nodes[0]!.statistics.ranked})`;

function mapFigure(
  context: Context,
  material: EditionMaterial,
  { cohort, tiles }: Mapped,
  isOneOfMany: boolean,
): Html {
  const { words, text, language } = context;
  const { index, release, editions } = material;
  const title = words.mapTitle(text(index.name), release.period);
  const { rows } = cohort.nodes[0]!;
  const isFirst = release.cohorts.find(({ unitSet }) => tileLayout(unitSet.id))!.id === cohort.id;
  const profiles = profiledUnits(editions);
  const linkOf = (unit: string) =>
    profiles.has(unit) ? `/${language}${unitPath(index.index, unit)}` : undefined;
  const shown = figure(context, {
    id: `map-${cohort.id}`,
    title: isOneOfMany ? `${title}: ${text(cohort.name)}` : title,
    trend: regionTrend(context, material, cohort),
    svg: tileMap(context, tiles, rows, mapKey(context, cohort), linkOf),
    table: unitTable(context, material, cohort),
    embed: isFirst ? embedPath(index.index, release.period, release.pointer.revision, 'map') : undefined,
  });
  return html`<div class="map-and-regions">${shown}${regionTable(context, material, cohort)}</div>`;
}

/** What the tiles show, in words. */
export function unitTable(context: Context, material: EditionMaterial, { name, nodes }: CohortResult): Html {
  const { words, text, number } = context;
  const rows = nodes[0]!.rows.map(({ unit, rank }) => [
    text(unit.name),
    unit.region ? nameOf(context, material, unit.region) : '',
    rank === null ? '' : number(rank),
  ]);
  return plainTable([words.unit, words.region, words.rank], rows, `${words.units}: ${text(name)}`);
}

function regionTable(context: Context, material: EditionMaterial, cohort: CohortResult): Html | false {
  const { words, text, number } = context;
  const means = regionMeans(cohort);
  if (means.length === 0) return false;
  const worst = Math.max(...cohort.nodes[0]!.rows.map(({ rank }) => rank ?? 1));
  const bar = (mean: number) => scoreBar(worst > 1 ? (worst - mean) / (worst - 1) : 1);
  return html`<section><h2>${words.regions}</h2>${plainTable(
    [words.region, words.meanRank, words.units],
    means.map(({ code, mean, units }) => [
      nameOf(context, material, code),
      html`${number(mean, 1)}${bar(mean)}`,
      String(units),
    ]),
    `${words.region}: ${text(cohort.name)}`,
  )}</section>`;
}

type RegionMean = { code: string; mean: number; units: number };

/** Of the regions with ranked units, the best first. */
function regionMeans({ nodes }: CohortResult): RegionMean[] {
  const ranks = Map.groupBy(
    nodes[0]!.rows.filter(({ rank, unit }) => rank !== null && unit.region !== undefined),
    ({ unit }) => unit.region!,
  );
  return [...ranks]
    .map(([code, rows]) => ({
      code,
      mean: rows.reduce((sum, { rank }) => sum + rank!, 0) / rows.length,
      units: rows.length,
    }))
    .sort((a, b) => a.mean - b.mean);
}

const nameOf = ({ text }: Context, { release }: EditionMaterial, code: string): string => {
  const name = release.definition.regions[code];
  return name ? text(name) : code;
};

function regionTrend(context: Context, material: EditionMaterial, cohort: CohortResult): string {
  const means = regionMeans(cohort);
  const [best] = means;
  const worst = means.at(-1);
  if (!best || !worst || best === worst) return '';
  const { words, number } = context;
  return words.mapTrend(
    nameOf(context, material, best.code),
    number(best.mean, 1),
    nameOf(context, material, worst.code),
    number(worst.mean, 1),
  );
}
