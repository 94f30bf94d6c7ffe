import canonicalize from 'canonicalize';
import { roundHalfAway } from '../engine/decimal.ts';
import type { CohortRows, NodeRows } from './cohort-rows.ts';
import { nodeStatistics } from './node-statistics.ts';
import type { Change, CohortResult, NodeResult, ResultRow, Run } from './run.ts';

/** Completes a cohort with the changes against the edition before and the statistics of every node. */
export function compareCohort({ units, nodes, ...cohort }: CohortRows, previous: Run | null): CohortResult {
  const before = previous?.cohorts && precedingCohort(cohort, previous.cohorts);
  return {
    ...cohort,
    ...(previous &&
      before && {
        comparison: {
          period: previous.period,
          sameMethod: sameMethod(cohort, before),
          sameUnits: sameUnits(nodes[0], before.nodes[0]),
        },
      }),
    nodes: nodes.map((node) => {
      const nodeBefore = before?.nodes.find(({ code }) => code === node.code);
      const ranks = nodeBefore !== undefined && ranksCompare(cohort, node, before!, nodeBefore);
      return compareNode(node, nodeBefore, units, ranks);
    }),
  };
}

/**
 * A printed rank is one among all units. A rank made here is one among the units that have data: ranks of
 * different origins compare only where that is all of them.
 */
function ranksCompare(
  cohort: Heading,
  { rows }: NodeRows,
  before: Heading,
  { statistics }: NodeResult,
): boolean {
  if (cohort.origin === before.origin) return true;
  const complete = cohort.origin === 'imported' || rows.every(({ rank }) => rank !== null);
  const completeBefore = before.origin === 'imported' || statistics.ranked === statistics.units;
  return complete && completeBefore;
}

type Heading = Omit<CohortResult, 'nodes'>;

/**
 * The cohort of the edition before that says most about a change: of the same id or at least the same units,
 * rather one that was made the same way than one that was not.
 */
function precedingCohort(cohort: Heading, candidates: readonly CohortResult[]): CohortResult | undefined {
  const sameOrigin = candidates.filter(({ origin }) => origin === cohort.origin);
  const find = (among: readonly CohortResult[]) =>
    among.find(({ id }) => id === cohort.id) ?? among.find(({ unitSet }) => unitSet.id === cohort.unitSet.id);
  return find(sameOrigin) ?? find(candidates);
}

const sameMethod = (a: Heading, b: Heading): boolean =>
  a.origin === b.origin &&
  a.framework?.id === b.framework?.id &&
  restatementMethod(a) === restatementMethod(b);

/** Whether those who have a rank at the total are the same: a unit that comes or goes moves the others. */
const sameUnits = (now: NodeRows | undefined, before: NodeResult | undefined): boolean =>
  rankedUnits(now) === rankedUnits(before);

const rankedUnits = (node: Pick<NodeResult, 'rows'> | undefined): string =>
  (node?.rows ?? [])
    .filter(({ rank }) => rank !== null)
    .map(({ unit }) => unit.id)
    .sort()
    .join(' ');

/** All of a restatement but which edition it was applied to. */
const restatementMethod = ({ restatement }: Heading): string | undefined =>
  restatement && canonicalize({ ...restatement, from: { ...restatement.from, period: '' } });

function compareNode(
  { summarise, rows, ...node }: NodeRows,
  before: NodeResult | undefined,
  units: number,
  compareRanks: boolean,
): NodeResult {
  const rowsBefore = new Map(before?.rows.map((row) => [row.unit.id, row]));
  const decimals = Math.max(node.decimals ?? 0, before?.decimals ?? 0);
  const compared = rows.map((row) => {
    const rowBefore = rowsBefore.get(row.unit.id);
    const change = rowBefore && changeOf(row, rowBefore, decimals, compareRanks);
    return change ? { ...row, change } : row;
  });
  const statistics = nodeStatistics(compared, { units, summarise, compared: before !== undefined });
  return { ...node, rows: compared, statistics };
}

/** @returns `undefined` when neither rank nor score is known on both sides */
function changeOf(
  now: ResultRow,
  before: ResultRow,
  decimals: number,
  compareRanks: boolean,
): Change | undefined {
  const rank = compareRanks && now.rank !== null && before.rank !== null ? before.rank - now.rank : null;
  const score =
    now.score !== null && before.score !== null ? roundHalfAway(now.score - before.score, decimals) : null;
  return rank === null && score === null ? undefined : { rank, score };
}
