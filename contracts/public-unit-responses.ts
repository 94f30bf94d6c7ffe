import { z } from 'zod';
import { address, bilingual, source } from './public-schemas.ts';

const namedUnit = z.object({ id: z.string(), name: bilingual }).meta({ id: 'NamedUnit' });
const date = z.string().optional().meta({ description: 'An ISO date.' });

const unitSets = z.object({
  unitSets: z.array(
    z.object({
      id: z.string(),
      name: bilingual,
      from: date,
      to: date,
      source: source.optional(),
      units: z.int().meta({ description: 'How many units it has.' }),
    }),
  ),
  links: z.object({ self: address }),
});

const foundUnits = z.object({
  units: z.array(namedUnit).meta({ description: 'Those named in full first.' }),
  nearest: z
    .array(namedUnit)
    .meta({ description: 'Where no unit has such a name: those whose names are most like it.' }),
  links: z.object({ self: address }),
});

const unit = z.object({
  id: z.string(),
  name: bilingual,
  aliases: z.array(z.string()),
  codes: z.array(z.object({ scheme: z.string(), value: z.string(), from: date, to: date })),
  type: z.string().optional(),
  region: z.string().optional(),
  from: date,
  to: date,
  predecessors: z.array(namedUnit).meta({ description: 'Units that it came of.' }),
  successors: z.array(namedUnit).meta({ description: 'Units that it became.' }),
  unitSets: z.array(z.string()),
  links: z.object({ self: address }),
});

const summary = {
  total: z.int(),
  met: z.int(),
  inProgress: z.int(),
  missed: z.int(),
  noData: z.int(),
  /** For example "7 of 20 completed, 13 in progress". */
  text: bilingual,
};
const planHeading = { id: z.string(), name: bilingual, source, note: bilingual.optional() };
const published = z.array(z.object({ period: z.string(), source, ...summary })).meta({
  description: 'What was printed of the progress of the whole, as printed; never mixed with what is counted.',
});
const asOf = z.string().meta({ description: 'The year that the progress is told for.' });
const counted = z.object(summary).meta({ description: 'Counted from the targets.' });

const plans = z.object({
  asOf,
  plans: z.array(
    z.object({ ...planHeading, summary: counted, published, links: z.object({ self: address }) }),
  ),
  links: z.object({ self: address }),
});

const indicator = z.object({
  id: z.string(),
  name: bilingual,
  unit: z.string().meta({ description: 'Unit of measure.' }),
});
const plan = z.object({
  asOf,
  ...planHeading,
  summary: counted,
  published,
  targets: z.array(
    z.object({
      id: z.string(),
      name: bilingual,
      indicator,
      unit: z.string(),
      direction: z.enum(['at-least', 'at-most']),
      value: z.number(),
      due: z.string(),
      source: source.optional(),
      status: z.enum(['met', 'in-progress', 'missed', 'no-data']),
      newest: z.object({ period: z.string(), value: z.number() }).nullable(),
      distance: z.number().nullable().meta({ description: 'From the newest value to the target.' }),
      pacePerYear: z.number().nullable().meta({ description: 'What it needs to gain or lose a year.' }),
    }),
  ),
  observations: z
    .array(
      z.object({
        indicator,
        unit: z.string(),
        period: z.string(),
        value: z.number(),
        source: source.optional(),
        release: z
          .object({ index: z.string(), period: z.string(), revision: z.int() })
          .optional()
          .meta({ description: 'Of a value that an agency sent: what made it public.' }),
      }),
    )
    .meta({
      description:
        'Values that were printed with the plan, of indicators without a target too, and those that agencies sent and a current release counts. Of one year the latter are right.',
    }),
  links: z.object({ self: address, plans: address }),
});

export const unitResponses = {
  listUnitSets: unitSets.meta({ id: 'UnitSets' }),
  searchUnits: foundUnits.meta({ id: 'FoundUnits' }),
  getUnit: unit.meta({ id: 'DescribedUnit' }),
  listPlans: plans.meta({ id: 'Plans' }),
  getPlan: plan.meta({ id: 'Plan' }),
};
