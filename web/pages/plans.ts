import { html } from 'hono/html';
import type { PlanDefinition } from '../../domain/methodology/resolve-plan.ts';
import { summarise } from '../../domain/targets/plan-summary.ts';
import { trackPlan } from '../../domain/targets/track-plan.ts';
import type { PortalHome } from '../../use-cases/portal-ports.ts';
import { planPath, plansPath } from '../address.ts';
import { drawnTable } from '../charts/figure.ts';
import { scoreBar } from '../charts/score-bar.ts';
import type { Context, Html } from '../context.ts';
import type { Page } from '../layout.ts';

export function plansPage(context: Context, { plans, ...known }: PortalHome): Page {
  const { words, text, language } = context;
  return {
    path: plansPath,
    title: words.plans,
    description: words.plansLead,
    crumbs: [{ name: words.rankings, path: '' }],
    body: html`<h1>${words.plans}</h1>
<p class="lead">${words.plansLead}</p>
<ul class="cards">${plans.map((plan) => html`<li class="card"><h2><a href="/${language}${planPath(plan.id)}">${text(plan.name)}</a></h2>${progress(context, countsOf(plan, known))}</li>`)}</ul>`,
  };
}

type Counts = { total: number; met: number };
type Known = Pick<PortalHome, 'values' | 'year'>;

/** Counted from the targets; where these were not printed one by one, what was printed of the whole. */
function countsOf(plan: PlanDefinition, { values, year }: Known): Counts {
  const { summary } = trackPlan(plan, values, year);
  const printed = plan.publishedProgress.filter(({ period }) => period <= year).at(-1);
  return summary.total > 0 || !printed ? summary : printed;
}

const progress = ({ words }: Context, { met, total }: Counts): Html | false =>
  total > 0 && html`<p>${words.planProgress(met, total)}</p>${scoreBar(met / total)}`;

/** The targets of a plan: where each stands, and by when it is due. */
export function planPage(context: Context, plan: PlanDefinition, { values, year }: Known): Page {
  const { words, text } = context;
  const { targets, summary } = trackPlan(plan, values, year);
  const name = text(plan.name);
  return {
    path: planPath(plan.id),
    title: name,
    description: `${name}: ${words.planProgress(summary.met, summary.total)}`,
    crumbs: [
      { name: words.rankings, path: '' },
      { name: words.plans, path: plansPath },
    ],
    scripts: ['figures'],
    body: html`<h1>${name}</h1>
${progress(context, summary)}
${plan.note && html`<p>${text(plan.note)}</p>`}
${targets.length === 0 ? html`<p>${words.noTargets}</p>` : targetTable(context, plan, targets, summary)}
${printedProgress(context, plan)}
<p class="quiet">${words.source}: ${plan.source.url ? html`<a href="${plan.source.url}" rel="noopener">${plan.source.citation}</a>` : plan.source.citation}</p>`,
  };
}

type Tracked = ReturnType<typeof trackPlan>['targets'];

function targetTable(context: Context, plan: PlanDefinition, targets: Tracked, { met, total }: Counts): Html {
  const { words, text, number } = context;
  const measure = new Map(plan.indicators.map(({ id, unit }) => [id, unit]));
  const share = (value: number | undefined, target: number, isAtLeast: boolean) =>
    isAtLeast && value !== undefined && target > 0 && scoreBar(Math.max(0, Math.min(1, value / target)));
  const row = ({ target, status, newest }: Tracked[number]) => {
    const isAtLeast = target.direction === 'at-least';
    const wanted = isAtLeast ? words.atLeast(number(target.value)) : words.atMost(number(target.value));
    return html`<tr><th scope="row">${text(target.name)}<small>${measure.get(target.indicator)}</small></th><td class="status-${status}">${words.statuses[status]}</td><td class="number score">${newest && html`${number(newest.value)} <span class="quiet">(${newest.period})</span>`}${share(newest?.value, target.value, isAtLeast)}</td><td class="number">${wanted}</td><td class="number">${target.due}</td></tr>`;
  };
  return drawnTable(context, {
    id: 'targets',
    title: words.plans,
    trend: words.planProgress(met, total),
    table: html`<div class="table" role="region" aria-label="${words.plans}" tabindex="0"><table>
<thead><tr><th scope="col">${words.target}</th><th scope="col">${words.status}</th><th scope="col" class="number">${words.latest}</th><th scope="col" class="number">${words.wanted}</th><th scope="col" class="number">${words.due}</th></tr></thead>
<tbody>${targets.map(row)}</tbody></table></div>`,
  });
}

function printedProgress({ words, language }: Context, { publishedProgress }: PlanDefinition): Html | false {
  if (publishedProgress.length === 0) return false;
  return html`<section><h2>${words.asPrinted}</h2><ul>${publishedProgress.map(({ period, source, ...counts }) => html`<li>${period}: ${summarise(counts).text[language]} <span class="quiet">${source.citation}</span></li>`)}</ul></section>`;
}
