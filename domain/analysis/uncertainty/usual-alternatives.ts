import { leavesOf } from '../../engine/check/framework-nodes.ts';
import type { Screening } from '../../engine/prepare/screen.ts';
import type { FrameworkNode } from '../../methodology/definitions.ts';
import type { Subject } from '../subject.ts';
import type { Alternative } from './alternatives.ts';

/** The decisions of a method that are usually doubted, beside its weights. */
export type Doubted = 'normalisation' | 'aggregation' | 'imputation';

/** What is tried of a decision: of each row the first option that works. */
export type Candidate = { name: Doubted; options: readonly (readonly Alternative[])[] };

const MIN_MAX = { method: 'min-max', low: 1, high: 100 } as const;
const Z_SCORE = { method: 'z-score', mean: 100, standardDeviation: 10, of: 'population' } as const;

/**
 * Options for a node and all below it; those of imputation only where a ranked unit has a gap to fill.
 *
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), sections 3 and 7.
 *
 * @param nominal a score a unit at the node, NaN where it has none
 */
export function usualAlternatives(subject: Subject, node: FrameworkNode, nominal: Float64Array): Candidate[] {
  return [
    {
      name: 'normalisation',
      options: [[{ name: 'min-max', normalise: MIN_MAX }], [{ name: 'z-score', normalise: Z_SCORE }]],
    },
    { name: 'aggregation', options: [otherMean(node)] },
    ...(hasGaps(subject, node, nominal) ? [otherEstimates(subject, node, nominal)] : []),
  ];
}

const ADDED: ReadonlySet<string> = new Set(['arithmetic-mean', 'sum', 'sum-of-points']);

function otherMean(node: FrameworkNode): Alternative[] {
  if (!('aggregate' in node && ADDED.has(node.aggregate.method)))
    return [{ name: 'arithmetic-mean', aggregate: { method: 'arithmetic-mean' } }];
  const aggregate = { method: 'geometric-mean' } as const;
  return [
    { name: 'geometric-mean', aggregate },
    { name: 'geometric-mean-from-1', aggregate, normalise: MIN_MAX },
  ];
}

/** An estimate for a gap makes no ranked unit out of one that has no rank: those are screened out. */
function otherEstimates(subject: Subject, node: FrameworkNode, nominal: Float64Array): Candidate {
  const screen = screenOfUnranked(subject, node, nominal);
  const shared = { nodes: [node.code], ...(screen && { screen }) };
  return {
    name: 'imputation',
    options: [
      [{ name: 'median', impute: { method: 'median' }, ...shared }],
      [{ name: 'sibling-mean', impute: { method: 'sibling-mean' }, ...shared }],
    ],
  };
}

/** The least share of indicators that a ranked unit has, where units without a rank have fewer. */
function screenOfUnranked(
  subject: Subject,
  node: FrameworkNode,
  nominal: Float64Array,
): Screening | undefined {
  if (!nominal.some(Number.isNaN) || 'indicator' in node || node.screen || subject.framework.prepare?.screen)
    return undefined;
  const observed = observedShares(subject, node);
  const ofRanked = observed.filter((_, unit) => !Number.isNaN(nominal[unit]!));
  return { observed: ofRanked.reduce((least, share) => Math.min(least, share), 1) };
}

const hasGaps = (subject: Subject, node: FrameworkNode, nominal: Float64Array): boolean =>
  observedShares(subject, node).some((share, unit) => share < 1 && !Number.isNaN(nominal[unit]!));

/** What share of the indicators below a node each unit has a value of. */
function observedShares({ columns, matrix }: Subject, node: FrameworkNode): Float64Array {
  const indicators = [...new Set(leavesOf(node).map(({ indicator }) => indicator))];
  const shares = new Float64Array(matrix.units);
  for (const column of indicators.map((id) => columns.indexOf(id)).filter((place) => place >= 0))
    for (let unit = 0; unit < matrix.units; unit++)
      if (!Number.isNaN(matrix.values[column * matrix.units + unit]!)) shares[unit]!++;
  return shares.map((count) => count / indicators.length);
}
