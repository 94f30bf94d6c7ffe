import { html } from 'hono/html';
import type { PortalIndex } from '../../use-cases/portal-ports.ts';
import { dataPath, editionPath, historyPath, releasesPath, unitPath } from '../address.ts';
import { bumpChart } from '../charts/bump.ts';
import { figure, plainTable } from '../charts/figure.ts';
import type { Context, Html } from '../context.ts';
import { profiledUnits } from '../edition-frame.ts';
import type { Page } from '../layout.ts';
import { mostOftenFirst, type RankHistory, rankHistories } from '../views/rank-history.ts';
import { changesEmbed } from './embeds.ts';

/** What an index is, all its editions, and how ranks went through them. */
export function indexPage(context: Context, material: PortalIndex): Page {
  const { index, editions } = material;
  const { words, text, language } = context;
  const name = text(index.name);
  const histories = rankHistories(editions).filter(({ periods }) => periods.length > 1);
  const profiles = profiledUnits(editions);
  return {
    path: historyPath(index.index),
    title: name,
    description: index.description ? text(index.description) : words.historyTitle(name),
    crumbs: [{ name: words.rankings, path: '' }],
    scripts: ['figures'],
    body: html`<h1>${name}</h1>
${index.description && html`<p class="lead">${text(index.description)}</p>`}
<p class="quiet">${words.publisher}: ${index.publisher.url ? html`<a href="${index.publisher.url}" rel="noopener">${text(index.publisher.name)}</a>` : text(index.publisher.name)} · <a href="/${language}${dataPath(index.index)}">${words.indexPages.data}</a> · <a href="/${language}${releasesPath(index.index)}">${words.indexPages.releases}</a></p>
<nav class="choice" aria-label="${words.editions}"><ul>${editions.map(({ period }) => html`<li><a href="/${language}${editionPath(index.index, period)}">${period}</a></li>`)}</ul></nav>
${histories.map((history) => historyFigure(context, material, history, profiles))}`,
  };
}

function historyFigure(
  context: Context,
  { index, editions }: PortalIndex,
  history: RankHistory,
  profiles: ReadonlySet<string>,
): Html {
  const { words, text, language } = context;
  const { units, unitSet } = history;
  const id = `history-${unitSet.id}`;
  const linked = (unit: string, name: string) =>
    profiles.has(unit) ? html`<a href="/${language}${unitPath(index.index, unit)}">${name}</a>` : name;
  return html`<section>
<div class="tools needs-script"><label>${words.chooseUnit} <select data-highlight="${id}"><option value=""></option>${units.map((unit) => html`<option value="${unit.id}">${text(unit.name)}</option>`)}</select></label></div>
${figure(context, {
  id,
  title: `${words.unitHistory}: ${text(unitSet.name)}`,
  trend: trendOf(context, history),
  svg: bumpChart(context, history),
  table: ranksTable(context, history, linked),
  embed: changesEmbed(index, editions[0], unitSet.id),
})}
</section>`;
}

/** A row a unit, a column an edition. */
export function ranksTable(
  { words, text, number }: Context,
  { periods, units, unitSet }: RankHistory,
  nameOf: (unit: string, name: string) => string | Html = (_, name) => name,
): Html {
  const rows = units.map(({ id, name, ranks }) => [
    nameOf(id, text(name)),
    ...ranks.map((rank) => (rank === null ? '' : number(rank))),
  ]);
  return plainTable([words.unit, ...periods], rows, `${words.asTable}: ${text(unitSet.name)}`);
}

function trendOf({ words, text }: Context, history: RankHistory): string {
  const { periods, units, sameMethod } = history;
  const first = units.find(({ ranks }) => ranks.at(-1) === 1);
  const most = mostOftenFirst(history);
  const lead =
    first && most
      ? words.historyTrend(
          text(first.name),
          periods[0]!,
          periods.at(-1)!,
          text(most.name),
          words.times(most.times),
        )
      : '';
  return sameMethod.slice(1).every(Boolean) ? lead : `${lead} ${words.dashed}`;
}
