import { type Coefficients, type Constraint, type Model, type Solution, solve } from 'yalps';

/** How much other units lead, as linear functions of shares of which each family sums to 1. */
export type Leads = {
  /** How many shares each family has, one family after the other. */
  families: readonly number[];
  rows: readonly Lead[];
};

/** fixed + Σ share × lead. */
export type Lead = { fixed: number; leads: Float64Array };

export type ExtremeCount = {
  /** How many units lead. */
  count: number;
  /** Shares at which so many do. */
  shares: Float64Array;
  proven: boolean;
};

/** A lead of at most this part of the largest possible one is a tie. */
const TIE = 1e-7;

/** Numbers of the programme as large as this are zero to the solver. */
const PRECISION = 1e-9;

/**
 * The fewest or the most units that lead at the same shares.
 * Source: Salo & Punkka, Ranking Intervals and Dominance Relations for Ratio-Based Efficiency Analysis (2011), theorem 3.
 *
 * @param leads how many siblings each family has, and a row a unit: what it leads by, as a function of the shares
 * @returns a share a sibling, those of each family summing to 1; `proven` false where the search ended before all
 *   branches were tried
 */
export function extremeCount({ families, rows }: Leads, which: 'fewest' | 'most'): ExtremeCount {
  const scaled = rows.map((row) => scale(row, families)).filter((row) => row !== null);
  const open = scaled.filter(({ least, most }) => least <= TIE && most > TIE);
  const programme = which === 'fewest' ? fewest : most;
  const { variables, constraints } = programme(open, families);
  const solution = solveSteadily({
    direction: which === 'fewest' ? 'minimize' : 'maximize',
    objective: 'count',
    constraints,
    variables,
    binaries: open.map((_, row) => `leads ${row}`),
  });
  const found = sharesOf(new Map(solution.variables), families);
  const counted = (shares: Float64Array) => scaled.filter((row) => leadAt(row, shares) > TIE).length;
  const count = counted(found);
  const centred = centre(open, families, found);
  const always = scaled.filter(({ least }) => least > TIE).length;
  return {
    count,
    shares: counted(centred) === count ? centred : found,
    proven: solution.status === 'optimal' && count === always + Math.round(solution.result),
  };
}

/** The simplex method may go round in circles; from the other end of the variables it takes another way. */
function solveSteadily(model: Model & Programme): Solution {
  const solution = solve(model, { precision: PRECISION });
  if (solution.status !== 'cycled') return solution;
  return solve({ ...model, variables: model.variables.toReversed() }, { precision: PRECISION });
}

/**
 * Shares at which the same units lead as at those found, but as clearly as can be: a solver stops where two units are
 * level, and there the last digit would decide. Where units can only be level, they stay so.
 */
function centre(open: readonly ScaledLead[], families: readonly number[], found: Float64Array): Float64Array {
  const { variables, constraints } = sharesProgramme(open, families, (row) =>
    leadAt(row, found) > TIE ? { min: -row.fixed } : { max: -row.fixed },
  );
  const margin = open.map((row, place): [string, number] => [
    `lead ${place}`,
    leadAt(row, found) > TIE ? -1 : 1,
  ]);
  const solution = solveSteadily({
    direction: 'maximize',
    objective: 'margin',
    constraints: [...constraints, ['margin', { max: 1 }]],
    variables: [...variables, ['margin', [['margin', 1], ...margin]]],
  });
  return solution.status === 'optimal' ? sharesOf(new Map(solution.variables), families) : found;
}

/** A row divided by the largest lead in either direction, with its extremes over all shares. */
type ScaledLead = Lead & { least: number; most: number };

/** @returns `null` for a unit that is equal at all weights */
function scale({ fixed, leads }: Lead, families: readonly number[]): ScaledLead | null {
  const least = fixed + sumOverFamilies(leads, families, Math.min);
  const most = fixed + sumOverFamilies(leads, families, Math.max);
  const largest = Math.max(Math.abs(least), Math.abs(most));
  if (largest === 0) return null;
  return {
    fixed: fixed / largest,
    leads: leads.map((lead) => lead / largest),
    least: least / largest,
    most: most / largest,
  };
}

function sumOverFamilies(
  leads: Float64Array,
  families: readonly number[],
  extreme: (...values: number[]) => number,
): number {
  let start = 0;
  let sum = 0;
  for (const size of families) {
    sum += extreme(...leads.subarray(start, start + size));
    start += size;
  }
  return sum;
}

const leadAt = ({ fixed, leads }: Lead, shares: Float64Array): number =>
  leads.reduce((sum, lead, place) => sum + lead * shares[place]!, fixed);

type Programme = {
  variables: [string, Coefficients][];
  constraints: [string, Constraint][];
};

/** Where a unit does not count as leading, its lead is at most 0. */
const fewest = (open: readonly ScaledLead[], families: readonly number[]): Programme =>
  withCounts(
    sharesProgramme(open, families, ({ fixed }) => ({ max: -fixed })),
    open,
    ({ most: top }) => -top,
  );

/** Where a unit counts as leading, its lead is twice a tie at least. */
const most = (open: readonly ScaledLead[], families: readonly number[]): Programme =>
  withCounts(
    sharesProgramme(open, families, ({ fixed, least }) => ({ min: least - fixed })),
    open,
    ({ least }) => least - 2 * TIE,
  );

/** Shares that sum to 1 by family, and a bound on the lead of each unit. */
function sharesProgramme(
  open: readonly ScaledLead[],
  families: readonly number[],
  bound: (row: ScaledLead) => Constraint,
): Programme {
  const familyOf = families.flatMap((size, family) => new Array<number>(size).fill(family));
  return {
    variables: familyOf.map((family, share) => [
      `share ${share}`,
      [
        [`sum ${family}`, 1],
        ...open.map(({ leads }, row): [string, number] => [`lead ${row}`, leads[share]!]),
      ],
    ]),
    constraints: [
      ...families.map((_, family): [string, Constraint] => [`sum ${family}`, { equal: 1 }]),
      ...open.map((row, place): [string, Constraint] => [`lead ${place}`, bound(row)]),
    ],
  };
}

/** A yes or no for each unit that moves its bound out of the way. */
const withCounts = (
  { variables, constraints }: Programme,
  open: readonly ScaledLead[],
  slope: (row: ScaledLead) => number,
): Programme => ({
  constraints,
  variables: [
    ...variables,
    ...open.map((row, place): [string, Coefficients] => [
      `leads ${place}`,
      [
        ['count', 1],
        [`lead ${place}`, slope(row)],
      ],
    ]),
  ],
});

/** As the solver left them, or equal ones where it left none; each family sums to 1. */
function sharesOf(found: ReadonlyMap<string, number>, families: readonly number[]): Float64Array {
  const shares: number[] = [];
  for (const size of families) {
    const family = Array.from({ length: size }, (_, place) =>
      Math.max(0, found.get(`share ${shares.length + place}`) ?? 0),
    );
    const sum = family.reduce((before, share) => before + share, 0);
    shares.push(...family.map((share) => (sum > 0 ? share / sum : 1 / size)));
  }
  return Float64Array.from(shares);
}
