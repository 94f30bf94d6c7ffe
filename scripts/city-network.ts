import { randomNumbers } from '../domain/analysis/random.ts';

/**
 * A city's network of agencies, each of which reports on itself: as many as the largest there is. Made up, and
 * marked as a sample in every answer about it.
 */
export type CityNetwork = {
  edition: { index: string; period: string };
  cohort: string;
  agencies: string[];
  definitions: { path: string; text: string }[];
};

const period = '2026';
const indicators = ['services', 'staff', 'security'];
const both = (text: string) => ({ vi: text, en: text });

export function cityNetwork(
  size: number,
  { index = 'city-network-sample', submission = {} }: { index?: string; submission?: object } = {},
): CityNetwork {
  const agencies = Array.from({ length: size }, (_, i) => `agency-${String(i + 1).padStart(3, '0')}`);
  const documents = {
    units: { kind: 'units', units: agencies.map((id) => ({ id, name: both(`Sample ${id}`) })) },
    'unit-set': { kind: 'unit-set', id: 'city-network', name: both('City network'), members: agencies },
    indicators: {
      kind: 'indicators',
      indicators: indicators.map((id) => ({ id: `${index}.${id}`, name: both(id), unit: 'points' })),
    },
    index: {
      kind: 'index',
      id: index,
      name: both('City network (sample)'),
      shortName: 'CNS',
      description: both('Made-up figures of a made-up network'),
      publisher: { name: both('Civindex') },
    },
    framework: {
      kind: 'framework',
      id: `${index}-${period}`,
      index,
      version: period,
      source: { citation: 'made up' },
      root: {
        code: 'total',
        name: both('Total'),
        missing: { rule: 'renormalise' },
        children: indicators.map((id) => ({
          code: id,
          name: both(id),
          indicator: `${index}.${id}`,
          normalise: { method: 'min-max' },
        })),
      },
    },
    edition: {
      kind: 'edition',
      index,
      period,
      sample: true,
      submission,
      cohorts: [
        {
          origin: 'computed',
          id: 'agencies',
          name: both('Agencies'),
          unitSet: 'city-network',
          framework: `${index}-${period}`,
        },
      ],
      reporters: agencies.map((agency) => ({ agency, units: [agency] })),
    },
  };
  return {
    edition: { index, period },
    cohort: 'agencies',
    agencies,
    definitions: Object.entries(documents).map(([name, document]) => ({
      path: `${name}.yaml`,
      text: JSON.stringify(document),
    })),
  };
}

/** What an agency sends the nth time; the same values each run. */
export function networkFile(agency: string, round: number, index = 'city-network-sample'): string {
  const next = randomNumbers(Number(agency.slice(-3)) * 100 + round);
  const cells = indicators.map(() => Math.floor(next() * 10_000) / 100);
  return `unit,${indicators.map((id) => `${index}.${id}`).join(',')}\n${agency},${cells.join(',')}\n`;
}

/** The unit is none of the agency's: the file is rejected. */
export const faultyNetworkFile = (agency: string): string =>
  networkFile(agency, 0).replace(agency, 'agency-of-nobody');
