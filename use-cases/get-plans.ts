import type { PlanDefinition } from '../domain/methodology/resolve-plan.ts';
import { summarise } from '../domain/targets/plan-summary.ts';
import { trackPlan } from '../domain/targets/track-plan.ts';
import { NotFound } from './errors.ts';
import {
  findReleasedValues,
  type ReleasedValue,
  type ReleasedValuePorts,
  valuesFor,
} from './find-released-values.ts';
import type { Clock } from './ports.ts';
import type { PublicReader } from './read-ports.ts';
import type { IndexReader } from './released-edition.ts';

export type PlanPorts = {
  reader: ReleasedValuePorts['reader'] & IndexReader & Pick<PublicReader, 'plans'>;
  records: ReleasedValuePorts['records'];
  clock: Clock;
};
type When = { asOf?: string | undefined };

/** Output: every plan by id, with how many of its targets are met. Without a year: as of today. */
export async function listPlans(ports: PlanPorts, { asOf = thisYear(ports.clock) }: When) {
  const { plans, values } = await readPlans(ports, asOf);
  return { asOf, plans: plans.map((plan) => ({ ...headingOf(plan), ...progressOf(plan, values, asOf) })) };
}

/**
 * Output: where each target of a plan stands by the newest observation, of agencies whose figures are released or
 *   printed with the plan, how far it is and the pace that it needs; beside it what was printed of the whole, which is
 *   never mixed with what is counted here.
 */
export async function getPlan(
  ports: PlanPorts,
  { plan: id, asOf = thisYear(ports.clock) }: When & { plan: string },
) {
  const { plans, values } = await readPlans(ports, asOf, id);
  const plan = plans.find((each) => each.id === id);
  if (!plan)
    throw new NotFound(`There is no plan "${id}".`, {
      parameter: 'plan',
      allowed: plans.map((each) => each.id),
      link: '/v1/plans',
    });
  const { targets, summary } = trackPlan(plan, values, asOf);
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
    observations: [...plan.observations, ...valuesFor(plan, values)]
      .filter(({ period }) => period <= asOf)
      .map((observation) => ({
        ...observation,
        indicator: describeIndicator(plan, observation.indicator),
      })),
  };
}

/** All plans, and what agencies sent of those that are asked about. */
async function readPlans({ reader, records }: PlanPorts, asOf: string, id?: string) {
  const [plans, indices] = await Promise.all([reader.plans(), readIndices(reader)]);
  const asked = plans.filter((plan) => id === undefined || plan.id === id);
  return { plans, values: await findReleasedValues({ reader, records }, asked, indices, asOf) };
}

/** What is public of every index; of one that is defined and has nothing yet, nothing. */
async function readIndices(reader: IndexReader) {
  const entries = await reader.catalogue();
  const found = await Promise.all(entries.map(({ index }) => reader.index(index)));
  return found.filter((index) => index !== undefined);
}

const thisYear = (clock: Clock): string => String(clock.now().getUTCFullYear());

const headingOf = ({ id, name, source, note }: PlanDefinition) => ({
  id,
  name,
  source,
  ...(note && { note }),
});

function progressOf(plan: PlanDefinition, values: readonly ReleasedValue[], asOf: string) {
  const { summary } = trackPlan(plan, values, asOf);
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
