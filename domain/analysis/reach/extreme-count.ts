import { type Coefficients, type Constraint, solve } from 'yalps';

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
 *
 * @returns `proven` false where the search ended before all branches were tried
 */
export function extremeCount({ families, rows }: Leads, which: 'fewest' | 'most'): ExtremeCount {
  const scaled = rows.map((row) => scale(row, families)).filter((row) => row !== null);
  const open = scaled.filter(({ least, most }) => least <= TIE && most > TIE);
  const programme = which === 'fewest' ? fewest : most;
  const { variables, constraints } = programme(open, families);
  const solution = solve(
    {
      direction: which === 'fewest' ? 'minimize' : 'maximize',
      objective: 'count',
      constraints,
      variables,
      binaries: open.map((_, row) => `leads ${row}`),
    },
    { precision: PRECISION },
  );
  const shares = sharesOf(new Map(solution.variables), families);
  const count = scaled.filter((row) => leadAt(row, shares) > TIE).length;
  const always = scaled.filter(({ least }) => least > TIE).length;
  return {
    count,
    shares,
    proven: solution.status === 'optimal' && count === always + Math.round(solution.result),
  };
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
  programmeOf(open, families, ({ fixed, most }) => ({ slope: -most, bound: { max: -fixed } }));

/** Where a unit counts as leading, its lead is twice a tie at least. */
const most = (open: readonly ScaledLead[], families: readonly number[]): Programme =>
  programmeOf(open, families, ({ fixed, least }) => ({
    slope: least - 2 * TIE,
    bound: { min: least - fixed },
  }));

function programmeOf(
  open: readonly ScaledLead[],
  families: readonly number[],
  rule: (row: ScaledLead) => { slope: number; bound: Constraint },
): Programme {
  const shares: [string, [string, number][]][] = families.flatMap((size, family) =>
    Array.from({ length: size }, (): [string, [string, number][]] => ['', [[`sum ${family}`, 1]]]),
  );
  const constraints: [string, Constraint][] = families.map((_, family) => [`sum ${family}`, { equal: 1 }]);
  const binaries: [string, Coefficients][] = [];
  for (const [row, lead] of open.entries()) {
    const { slope, bound } = rule(lead);
    for (const [place, [, coefficients]] of shares.entries())
      coefficients.push([`lead ${row}`, lead.leads[place]!]);
    constraints.push([`lead ${row}`, bound]);
    binaries.push([
      `leads ${row}`,
      [
        ['count', 1],
        [`lead ${row}`, slope],
      ],
    ]);
  }
  const named = shares.map(([, coefficients], place): [string, Coefficients] => [
    `share ${place}`,
    coefficients,
  ]);
  return { variables: [...named, ...binaries], constraints };
}

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
