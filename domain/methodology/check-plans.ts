import type { Catalogue, Entry } from './catalogue.ts';
import type { Report } from './definition-findings.ts';
import type { Plan } from './plan-definition.ts';

export function checkPlans(catalogue: Catalogue, report: Report): void {
  for (const entry of catalogue.entries('plan')) {
    const { targets, publishedProgress, id } = entry.value;
    if (targets.length === 0 && publishedProgress.length === 0)
      report(entry.at(['id']), `plan "${id}" has neither a target nor a published progress`);
    checkTargets(entry, catalogue, report);
    checkObservations(entry, catalogue, report);
  }
}

function checkTargets({ value: plan, at }: Entry<Plan>, catalogue: Catalogue, report: Report): void {
  const ids = new Set<string>();
  plan.targets.forEach(({ id, indicator, unit }, i) => {
    if (ids.has(id))
      report(at(['targets', i, 'id']), `target "${id}" is defined already in plan "${plan.id}"`);
    ids.add(id);
    catalogue.resolve('indicator', indicator, at(['targets', i, 'indicator']));
    catalogue.resolve('unit', unit, at(['targets', i, 'unit']));
  });
}

/** What was observed once has one value: nobody could say which of two counts. */
function checkObservations({ value: plan, at }: Entry<Plan>, catalogue: Catalogue, report: Report): void {
  const observed = new Set<string>();
  plan.observations.forEach(({ indicator, unit, period }, i) => {
    const subject = `"${indicator}" of "${unit}" in ${period}`;
    if (observed.has(subject))
      report(at(['observations', i]), `${subject} is given already in plan "${plan.id}"`);
    observed.add(subject);
    catalogue.resolve('indicator', indicator, at(['observations', i, 'indicator']));
    catalogue.resolve('unit', unit, at(['observations', i, 'unit']));
  });
}
