import type { Indicator } from '../../methodology/definitions.ts';

/** The worse and the better end of a range. */
export const ends = (
  { direction }: Indicator,
  minimum: number,
  maximum: number,
): { worst: number; best: number } =>
  direction === 'higher-is-better' ? { worst: minimum, best: maximum } : { worst: maximum, best: minimum };
