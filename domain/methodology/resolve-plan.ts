import type { Catalogue } from './catalogue.ts';
import type { Indicator, Text, Unit } from './definitions.ts';
import type { Plan } from './plan-definition.ts';

/** The self-contained definition of a plan, no reference left open. */
export type PlanDefinition = {
  schema: 1;
  id: string;
  name: Text;
  source: Plan['source'];
  targets: Plan['targets'];
  /** What was printed without a file of an agency. */
  observations: Plan['observations'];
  publishedProgress: Plan['publishedProgress'];
  /** Every indicator and unit that the plan names, by id. */
  indicators: Indicator[];
  units: Unit[];
  note?: Text | undefined;
};

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const resolvePlans = (catalogue: Catalogue): PlanDefinition[] =>
  catalogue
    .entries('plan')
    .map(({ value }) => resolvePlan(value, catalogue))
    .sort(byId);

function resolvePlan({ kind: _, ...plan }: Plan, catalogue: Catalogue): PlanDefinition {
  const named = [...plan.targets, ...plan.observations];
  const indicators = [...new Set(named.map(({ indicator }) => indicator))];
  const units = [...new Set(named.map(({ unit }) => unit))];
  return {
    schema: 1,
    ...plan,
    indicators: indicators.map((id) => catalogue.find('indicator', id)!).sort(byId),
    units: units.map((id) => catalogue.find('unit', id)!).sort(byId),
  };
}
