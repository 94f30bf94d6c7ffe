import type { PlanDefinition } from '../domain/methodology/resolve-plan.ts';
import { summarise } from '../domain/targets/plan-summary.ts';
import { trackPlan } from '../domain/targets/track-plan.ts';
import { NotFound } from './errors.ts';
import type { Clock } from './ports.ts';
import type { PublicReader } from './read-ports.ts';

type PlanReader = Pick<PublicReader, 'plans'>;
type When = { asOf?: string | undefined };

/** Output: every plan by id, with how many of its targets are met. Without a year: as of today. */
export async function listPlans(reader: PlanReader, clock: Clock, { asOf = thisYear(clock) }: When) {
  const plans = await reader.plans();
  return { asOf, plans: plans.map((plan) => ({ ...headingOf(plan), ...progressOf(plan, asOf) })) };
}

/**
 * Output: where each target of a plan stands by the newest observation, how far it is and the pace that it needs;
 *   beside it what was printed of the whole, which is never mixed with what is counted here.
 */
export async function getPlan(
  reader: PlanReader,
  clock: Clock,
  { plan: id, asOf = thisYear(clock) }: When & { plan: string },
) {
  const plans = await reader.plans();
  const plan = plans.find((each) => each.id === id);
  if (!plan)
    throw new NotFound(`There is no plan "${id}".`, {
      parameter: 'plan',
      allowed: plans.map((each) => each.id),
      link: '/v1/plans',
    });
  const { targets, summary } = trackPlan(plan, [], asOf);
  return {
    asOf,
    ...headingOf(plan),
    summary,
    published: publishedProgress(plan, asOf),
    targets: targets.map(({ target, ...progress }) => ({
      ...target,
      indicator: describeIndicator(plan, target.indicator),
      ...progress,
    })),
    observations: plan.observations
      .filter(({ period }) => period <= asOf)
      .map((observation) => ({
        ...observation,
        indicator: describeIndicator(plan, observation.indicator),
      })),
  };
}

const thisYear = (clock: Clock): string => String(clock.now().getUTCFullYear());

const headingOf = ({ id, name, source, note }: PlanDefinition) => ({
  id,
  name,
  source,
  ...(note && { note }),
});

function progressOf(plan: PlanDefinition, asOf: string) {
  const { summary } = trackPlan(plan, [], asOf);
  return { summary, published: publishedProgress(plan, asOf) };
}

const publishedProgress = ({ publishedProgress: printed }: PlanDefinition, asOf: string) =>
  printed
    .filter(({ period }) => period <= asOf)
    .map(({ period, source, ...counts }) => ({ period, source, ...summarise(counts) }));

const describeIndicator = ({ indicators }: PlanDefinition, wanted: string) => {
  const { id, name, unit } = indicators.find((indicator) => indicator.id === wanted)!;
  return { id, name, unit };
};
