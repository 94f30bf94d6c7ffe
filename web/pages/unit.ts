import { html } from 'hono/html';
import { addressOf } from '../../contracts/address.ts';
import { publicRoutes } from '../../contracts/public-api.ts';
import type { Explanation } from '../../domain/analysis/explain/explanation.ts';
import { changeCause } from '../../domain/release/change-cause.ts';
import type { PortalRelease } from '../../use-cases/portal-ports.ts';
import type { PublicIndex } from '../../use-cases/read-ports.ts';
import { editionPath, embedPath, unitPath } from '../address.ts';
import { drawnTable, figure, plainTable } from '../charts/figure.ts';
import { rankLine } from '../charts/rank-line.ts';
import { strip } from '../charts/strip.ts';
import type { Context, Html } from '../context.ts';
import { crumbsOf, originNote } from '../edition-frame.ts';
import type { Page } from '../layout.ts';
import type { RankHistory } from '../views/rank-history.ts';
import type { Part, UnitProfile } from '../views/unit-profile.ts';
import { changesEmbed } from './embeds.ts';
import { changeMark, intervalText } from './ranking-table.ts';

export type ProfileMaterial = {
  index: PublicIndex;
  release: PortalRelease;
  profile: UnitProfile;
  histories: RankHistory[];
  explanation: Explanation | undefined;
};

/** One unit in the newest edition, and its way there. */
export function unitPage(context: Context, material: ProfileMaterial): Page {
  const { index, release, profile } = material;
  const { text, language } = context;
  const name = text(profile.unit.name);
  const region = profile.unit.region && release.definition.regions[profile.unit.region];
  const crumbs = crumbsOf(context, index);
  return {
    path: unitPath(index.index, profile.unit.id),
    title: `${name}: ${text(index.name)}`,
    description: leadOf(context, material),
    crumbs: [...crumbs, { name: release.period, path: editionPath(index.index, release.period) }],
    scripts: ['figures'],
    body: html`<h1>${name}</h1>
<p class="lead">${leadOf(context, material)}</p>
<p class="quiet">${region && html`${text(region)} · `}<a href="/${language}${editionPath(index.index, release.period)}#${profile.unit.id}">${text(index.name)} ${release.period}</a></p>
${keyFigures(context, profile)}
${profile.total.row.reason && html`<p>${text(profile.total.row.reason)}</p>`}
${strengthsAndWeaknesses(context, profile)}
${profile.parts.length > 0 && partsFigure(context, material)}
${material.histories.map((history) => historyFigure(context, material, history))}
${peers(context, index.index, profile)}
${explanationSection(context, material)}
<p class="quiet">${originNote(context, profile.cohort)}</p>`,
  };
}

function leadOf({ words, text, number }: Context, { index, release, profile }: ProfileMaterial): string {
  const name = text(profile.unit.name);
  const { row, node } = profile.total;
  return row.rank === null
    ? words.profileUnranked(name, text(index.name), release.period)
    : words.profileLead(name, number(row.rank), node.statistics.ranked, text(index.name), release.period);
}

/** The total in large letters. */
function keyFigures(context: Context, { total, cohort }: UnitProfile): Html | false {
  const { words, number } = context;
  const { row, node } = total;
  if (row.rank === null) return false;
  const interval = intervalText(context, row);
  const fact = (name: string, value: string | Html, note: string | false = false) =>
    html`<div><dt>${name}</dt><dd>${value}${note && html` <small>${note}</small>`}</dd></div>`;
  const change = changeMark(context, row.change?.rank ?? null);
  return html`<dl class="key-figures">
${fact(words.rank, number(row.rank), `/ ${number(node.statistics.ranked)}`)}
${interval && fact(words.interval, interval)}
${row.score !== null && fact(words.score, number(row.score, node.decimals), node.statistics.mean !== null && `${words.mean.toLowerCase()} ${number(node.statistics.mean, node.decimals ?? 2)}`)}
${row.grade && fact(words.grade, row.grade)}
${change && cohort.comparison && fact(words.changeOn(cohort.comparison.period), change, words.causes[changeCause(cohort.comparison)])}
</dl>`;
}

function strengthsAndWeaknesses(
  { words, text, number }: Context,
  { strengths, weaknesses }: UnitProfile,
): Html | false {
  if (strengths.length + weaknesses.length === 0) return false;
  const list = (title: string, parts: UnitProfile['strengths'], kind: string) =>
    parts.length > 0 &&
    html`<section class="${kind}"><h2>${title}</h2><ul>${parts.map(({ name, rank, ranked }) => html`<li>${text(name)} <span class="quiet">${words.place(number(rank), ranked)}</span></li>`)}</ul></section>`;
  return html`<div class="halves">${list(words.strengths, strengths, 'strengths')}${list(words.weaknesses, weaknesses, 'weaknesses')}</div>`;
}

function partsFigure(context: Context, { index, release, profile: { parts, unit } }: ProfileMaterial): Html {
  const { words, text, number } = context;
  const known = parts.filter(({ row, node }) => row.score !== null && node.statistics.mean !== null);
  const above = known.filter(({ row, node }) => row.score! > node.statistics.mean!).length;
  const cell = (value: number | null, { node }: Part) =>
    value === null ? '' : number(value, node.decimals ?? 2);
  const compared = embedPath(index.index, release.period, release.pointer.revision, 'compare');
  return drawnTable(context, {
    id: 'parts',
    title: words.parts,
    trend: `${words.partsTrend(above, known.length)} ${words.stripKey(text(unit.name))}`,
    embed: `${compared}?units=${unit.id}`,
    table: html`<div class="table" role="region" aria-label="${words.parts}" tabindex="0"><table class="parts">
<thead><tr><th scope="col">${words.part}</th><th scope="col" class="number">${words.score}</th><th scope="col" class="number">${words.rank}</th><th scope="col" class="range"><span class="heard">${words.lowest}, ${words.mean}, ${words.highest}</span></th><th scope="col" class="number wide-only">${words.mean}</th><th scope="col" class="number wide-only">${words.peerMean}</th><th scope="col" class="number wide-only">${words.lowest}–${words.highest}</th></tr></thead>
<tbody>${parts.map((part) => html`<tr class="depth-${Math.min(part.depth, 4)}"><th scope="row">${text(part.node.name)}</th><td class="number">${cell(part.row.score, part)}</td><td class="number">${part.row.rank !== null && number(part.row.rank)}</td><td class="range">${strip(part.row.score, part.peerMean, part.node.statistics)}</td><td class="number wide-only">${cell(part.node.statistics.mean, part)}</td><td class="number wide-only">${cell(part.peerMean, part)}</td><td class="number wide-only">${cell(part.node.statistics.minimum, part)}–${cell(part.node.statistics.maximum, part)}</td></tr>`)}</tbody>
</table></div>`,
  });
}

function historyFigure(context: Context, material: ProfileMaterial, history: RankHistory): Html | false {
  const { words, number, text } = context;
  const { unit } = material.profile;
  const own = history.units.find(({ id }) => id === unit.id);
  const known =
    own?.ranks.flatMap((rank, place) => (rank === null ? [] : [{ rank, period: history.periods[place]! }])) ??
    [];
  const [first] = known;
  const last = known.at(-1);
  if (!own || !first || !last) return false;
  const trend =
    first === last
      ? words.onlyYear(first.period, number(first.rank))
      : words.unitHistoryTrend(first.period, number(first.rank), last.period, number(last.rank));
  const rows = own.ranks.flatMap((rank, place) => {
    const score = own.scores[place] ?? null;
    return rank === null && score === null
      ? []
      : [[history.periods[place]!, rank === null ? '' : number(rank), score === null ? '' : number(score)]];
  });
  return figure(context, {
    id: `history-${history.unitSet.id}`,
    title: words.unitHistory,
    trend: history.sameMethod.slice(1).every(Boolean) ? trend : `${trend} ${words.dashed}`,
    svg: rankLine(history, own.ranks, trend),
    table: plainTable(
      [words.year, words.rank, words.score],
      rows,
      `${words.asTable}: ${text(history.unitSet.name)}`,
    ),
    tableIsOpen: true,
    embed: changesEmbed(material.index, material.release, history.unitSet.id, unit.id),
  });
}

function peers(
  { words, text, number, language }: Context,
  index: string,
  { peers: rows, unit, total }: UnitProfile,
): Html | false {
  if (rows.length < 2) return false;
  return html`<section><h2>${words.peers}</h2><ol class="news">${rows.map((row) => html`<li${row.unit.id === unit.id && html` class="own"`}><span>${number(row.rank!)} · ${row.unit.id === unit.id ? html`<b>${text(row.unit.name)}</b>` : html`<a href="/${language}${unitPath(index, row.unit.id)}">${text(row.unit.name)}</a>`}</span><span class="number">${row.score !== null && number(row.score, total.node.decimals)}</span></li>`)}</ol></section>`;
}

/** The parts that make the score, in numbers; every step below them is in the API. */
function explanationSection(
  { words, text, number, percent }: Context,
  { index, release, profile, explanation }: ProfileMaterial,
): Html | false {
  if (explanation?.kind !== 'branch' || explanation.score === null) return false;
  const { unit, cohort } = profile;
  const place = { index: index.index, period: release.period, unit: unit.id, cohort: cohort.id };
  const shown = (value: number | null) => (value === null ? '' : number(Number(value.toPrecision(5))));
  return html`<section><h2>${words.explanation}</h2>
${explanation.formula && html`<p class="formula">${text(explanation.formula)}</p>`}
<div class="table" role="region" aria-label="${words.explanation}" tabindex="0"><table>
<thead><tr><th scope="col">${words.part}</th><th scope="col" class="number">${words.score}</th><th scope="col" class="number">${words.weight}</th><th scope="col" class="number">${words.contribution}</th></tr></thead>
<tbody>${explanation.children.map(({ share, contribution, explanation: child }) => html`<tr><th scope="row">${text(child.name)}</th><td class="number">${shown(child.score)}</td><td class="number">${percent(share)}</td><td class="number">${shown(contribution)}</td></tr>`)}</tbody>
</table></div>
<p><a href="${addressOf(publicRoutes.explainScore, place)}">${words.explanationLink}</a></p></section>`;
}
