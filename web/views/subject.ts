import type { Subject } from '../../domain/analysis/subject.ts';
import type { Text } from '../../domain/methodology/definitions.ts';

type Values = (number | null)[];

/** A method with the values of a cohort in JSON: `null` is what is missing. */
export type CohortValues = Pick<Subject, 'framework' | 'indicators' | 'columns'> & {
  units: { id: string; name: Text }[];
  /** A column an indicator, one after another. */
  values: Values;
  context: {
    region?: (string | null)[] | undefined;
    type?: (string | null)[] | undefined;
    period?: number | undefined;
    otherPeriods?: { period: number; values: Values }[] | undefined;
  };
};

/** The same as the engine takes it. */
export function toSubject({ framework, indicators, columns, units, values, context }: CohortValues): Subject {
  const { region, type, period, otherPeriods } = context;
  return {
    framework,
    indicators,
    columns,
    matrix: { units: units.length, values: numbers(values), ids: units.map(({ id }) => id) },
    context: {
      ...(region && { region: known(region) }),
      ...(type && { type: known(type) }),
      ...(period !== undefined && { period }),
      ...(otherPeriods && {
        otherPeriods: otherPeriods.map((other) => ({ period: other.period, values: numbers(other.values) })),
      }),
    },
  };
}

const numbers = (values: Values): Float64Array => Float64Array.from(values, (value) => value ?? Number.NaN);
const known = (list: (string | null)[]) => list.map((each) => each ?? undefined);
