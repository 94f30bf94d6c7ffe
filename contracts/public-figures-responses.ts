import { z } from 'zod';
import {
  address,
  cohortHeading,
  figure,
  indexHeading,
  nodeHeading,
  ranked,
  release,
  result,
  row,
  standing,
  statistics,
  unit,
} from './public-schemas.ts';

const place = { index: indexHeading, period: z.string(), release, cohort: cohortHeading };
const links = z.object({ self: address, ranking: address, current: address.optional() });

const movers = z.object({
  ...place,
  node: nodeHeading,
  risen: z.array(row).meta({ description: 'The largest rise first.' }),
  fallen: z.array(row).meta({ description: 'The largest fall first.' }),
  links,
});

const leader = z.object({ unit, score: z.number() });
const percent = figure.meta({ description: 'In per cent, to two decimals.' });
const statisticsOfNode = z.object({
  ...place,
  node: nodeHeading,
  statistics,
  lead: z
    .object({ first: leader, second: leader, difference: z.number(), percent })
    .nullable()
    .meta({ description: 'By how much the first unit is ahead of the second.' }),
  meanGrowth: z
    .object({
      period: z.string().meta({ description: 'The edition before.' }),
      origin: z.enum(['published', 'computed']),
      mean: z.number(),
      previous: z.number(),
      difference: z.number(),
      percent,
    })
    .nullable()
    .meta({ description: 'Of the mean of all units, both as published or both computed here.' }),
  links,
});

const comparison = z.object({
  ...place,
  units: z.array(unit),
  nodes: z.array(
    z.object({
      ...nodeHeading.shape,
      ranked,
      results: z
        .array(z.object({ unit: z.string(), ...result.shape, ...standing.shape }))
        .meta({ description: 'In the order asked for; a unit without a row is absent.' }),
    }),
  ),
  links,
});

export const figureResponses = {
  getMovers: movers.meta({ id: 'Movers' }),
  getStatistics: statisticsOfNode.meta({ id: 'StatisticsOfNode' }),
  compareUnits: comparison.meta({ id: 'Comparison' }),
};
