import type { listEditions } from '../../use-cases/list-editions.ts';
import { resultColumns } from './results-csv.ts';

type Editions = Awaited<ReturnType<typeof listEditions>>;

/**
 * Frictionless data package (Data Package 1.0) of an index: a table an edition and cohort, all of one schema. Cohorts of
 * more units than a small table has are left out.
 *
 * @param service its address: a path that is relative may not have a query
 */
export const dataPackage = ({ index, editions }: Editions, mostUnits: number, service: string) => ({
  name: index.id,
  title: index.name.en,
  resources: editions.flatMap(({ period, release, cohorts }) =>
    cohorts
      .filter(({ units }) => units <= mostUnits)
      .map(({ id }) => ({
        name: `${index.id}-${period}-${id}`,
        path: `${service}/v1/indices/${index.id}/editions/${period}/results.csv?cohort=${id}&revision=${release.revision}`,
        profile: 'tabular-data-resource',
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        schema: { fields: resultColumns, missingValues: [''] },
      })),
  ),
});
