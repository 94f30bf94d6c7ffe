import type { Results } from '../../use-cases/get-results.ts';

/** JSON-stat 2.0: one cube of unit × node × measure, its values in row-major order. */
export function resultsJsonStat({ index, period, release, cohort, nodes, records }: Results) {
  const units = new Map(records.map(({ unit, name }) => [unit, name]));
  const figures = new Map(records.map((record) => [`${record.unit} ${record.node}`, record]));
  const measures = { score: 'Score', rank: 'Rank' } as const;
  const value = [...units.keys()].flatMap((unit) =>
    nodes.flatMap(({ code }) => {
      const record = figures.get(`${unit} ${code}`);
      return [record?.score ?? null, record?.rank ?? null];
    }),
  );
  return {
    version: '2.0',
    class: 'dataset',
    label: `${index.name.en} ${period}: ${cohort.name.en}`,
    updated: release.publishedAt,
    ...(cohort.source && { source: cohort.source.citation }),
    id: ['unit', 'node', 'measure', 'period'],
    size: [units.size, nodes.length, 2, 1],
    role: { time: ['period'], geo: ['unit'], metric: ['measure'] },
    dimension: {
      unit: dimension(
        'Unit',
        [...units].map(([id, name]) => [id, name.en]),
      ),
      node: dimension(
        'Node',
        nodes.map(({ code, name }) => [code, name.en]),
      ),
      measure: dimension('Measure', Object.entries(measures)),
      period: dimension('Period', [[period, period]]),
    },
    value,
    extension: { index: index.id, cohort: cohort.id, origin: cohort.origin, release },
  };
}

const dimension = (label: string, categories: [id: string, label: string][]) => ({
  label,
  category: { index: categories.map(([id]) => id), label: Object.fromEntries(categories) },
});
