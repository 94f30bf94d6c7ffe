import { html } from 'hono/html';
import { addressOf } from '../../contracts/address.ts';
import { publicRoutes } from '../../contracts/public-api.ts';
import { changeCause } from '../../domain/release/change-cause.ts';
import type { CohortResult } from '../../domain/release/run.ts';
import { cohortPath, editionPath, embedPath, releasePath } from '../address.ts';
import { takeAlong } from '../charts/figure.ts';
import type { Context, Html } from '../context.ts';
import {
  cohortChoice,
  crumbsOf,
  type EditionMaterial,
  editionChoice,
  editionTabs,
  originNote,
  releaseNote,
  titleOf,
} from '../edition-frame.ts';
import type { Page } from '../layout.ts';
import type { RankHistory } from '../views/rank-history.ts';
import { type RankingView, rankingView } from '../views/ranking.ts';
import { manyRows, rankingTable, type TableSettings } from './ranking-table.ts';

type Settings = { profiles: ReadonlySet<string>; history: RankHistory | undefined };

/** The ranking of a cohort as it is now. */
export function rankingPage(
  context: Context,
  material: EditionMaterial,
  cohort: CohortResult,
  settings: Settings,
): Page {
  const { index, release } = material;
  const view = rankingView(release, cohort.id, settings.history);
  const isFirst = release.cohorts[0]!.id === cohort.id;
  const title = titleOf(context, material);
  return {
    path: cohortPath(index.index, release.period, isFirst ? undefined : cohort.id),
    title: isFirst ? title : `${title}: ${context.text(cohort.name)}`,
    description: leadOf(context, view),
    crumbs: crumbsOf(context, index),
    scripts: ['ranking', 'figures'],
    body: html`<h1>${title}</h1>
<p class="lead">${leadOf(context, view)}</p>
${editionTabs(context, material, 'ranking')}
${editionChoice(context, material)}
${cohortChoice(context, material, cohort)}
${tableWithNotes(context, material, view, settings)}
${wholeCohort(context, material, cohort)}
${releaseNote(context, material)}`,
  };
}

/** All figures of the cohort as a file. */
function wholeCohort({ words }: Context, { index, release }: EditionMaterial, { id }: CohortResult): Html {
  const place = { index: index.index, period: release.period, cohort: id };
  const link = (format: string) =>
    html`<a href="${addressOf(publicRoutes.getResults, { ...place, format })}">${format.toUpperCase()}</a>`;
  return html`<p>${words.download}: ${link('csv')} · ${link('xlsx')} · ${link('json')}</p>`;
}

/** The same of one release, for ever: it says nothing that a later release would change. */
export function pinnedRankingPage(context: Context, material: EditionMaterial): Page {
  const { index, release } = material;
  const { period, pointer, cohorts } = release;
  const title = `${titleOf(context, material)}, ${context.words.revision(pointer.revision)}`;
  const { language, words } = context;
  return {
    path: releasePath(index.index, period, pointer.revision),
    title,
    description: `${title}. ${words.superseded}`,
    crumbs: crumbsOf(context, index),
    scripts: ['ranking', 'figures'],
    body: html`<h1>${title}</h1>
<p class="lead">${words.superseded} <a href="/${language}${editionPath(index.index, period)}">${words.current}</a></p>
${cohorts.map((cohort) => pinnedCohort(context, material, cohort))}
${releaseNote(context, material)}
<dl class="facts"><dt>${words.hash}</dt><dd><code>${pointer.results}</code></dd></dl>`,
  };
}

function pinnedCohort(context: Context, material: EditionMaterial, cohort: CohortResult): Html {
  const view = rankingView(material.release, cohort.id, undefined);
  return html`<section>
<h2>${context.text(cohort.name)}</h2>
${tableWithNotes(context, material, view, { profiles: new Set(), history: undefined })}
</section>`;
}

function tableWithNotes(
  context: Context,
  material: EditionMaterial,
  view: RankingView,
  { profiles }: Settings,
): Html {
  const { words, text } = context;
  const { index, release } = material;
  const { period, pointer, definition, cohorts } = release;
  const settings: TableSettings = { index: index.index, regions: definition.regions, profiles };
  const { cohort, has } = view;
  const title = `${titleOf(context, material)}: ${text(cohort.name)}`;
  const isFirst = cohorts[0]!.id === cohort.id;
  const embed = isFirst ? embedPath(index.index, period, pointer.revision, 'ranking') : undefined;
  return html`<figure class="ranking-section" id="ranking-${cohort.id}" data-title="${title}" data-trend="${leadOf(context, view)}">
${tools(context, view, definition.regions)}
${rankingTable(context, view, settings)}
<p class="quiet">${originNote(context, cohort)} ${has.change && cohort.comparison && words.changeNotes[changeCause(cohort.comparison)](cohort.comparison.period)} ${has.interval && words.intervalNote}</p>
${view.unranked.length > 0 && html`<details><summary>${words.notRankedCount(view.unranked.length)}</summary><ul class="columns">${view.unranked.map(({ unit, reason }) => html`<li>${text(unit.name)}${reason && html` <span class="quiet">${text(reason)}</span>`}</li>`)}</ul></details>`}
${takeAlong(context, title, embed)}
</figure>`;
}

/** Shown where scripts run: without them there is nothing to search with. */
function tools(
  { words, text }: Context,
  { cohort, regions, ranked }: RankingView,
  names: TableSettings['regions'],
): Html {
  return html`<form class="tools needs-script" role="search" aria-label="${words.search}: ${text(cohort.name)}">
<label>${words.search} <input type="search" name="search" placeholder="${words.searchHint}" autocomplete="off"></label>
${regions.length > 1 && html`<label>${words.region} <select name="region"><option value="">${words.allRegions}</option>${regions.map((code) => html`<option value="${code}">${names[code] ? text(names[code]) : code}</option>`)}</select></label>`}
${ranked.length > manyRows && html`<button type="button" class="lay-out">${words.layOut}</button>`}
<output data-shown="${words.shown('{shown}', '{all}')}">${words.shown(String(ranked.length), String(ranked.length))}</output>
</form>`;
}

function leadOf({ words, text, number }: Context, { node, ranked }: RankingView): string {
  const [first] = ranked;
  const { mean, rose, fell } = node.statistics;
  const sentences = [
    first &&
      (first.score === null
        ? words.rankingLeadNoScore(text(first.unit.name), ranked.length)
        : words.rankingLead(text(first.unit.name), number(first.score, node.decimals), ranked.length)),
    mean !== null && words.averageIs(number(mean, node.decimals ?? 2)),
    rose !== null && fell !== null && rose + fell > 0 && words.moved(rose, fell),
  ];
  return sentences.filter(Boolean).join(' ');
}
