import { roundHalfAway } from '../engine/decimal.ts';
import type { ComputedCohort, EditionDefinition } from '../methodology/edition-definition.ts';
import { claimAt, claimsOf } from '../scorecard/claims.ts';
import { deductionAt, isOpen, leavesBelow } from '../scorecard/deductions.ts';
import type { Part } from '../submission/part.ts';
import type { CohortRows, NodeRows } from './cohort-rows.ts';
import { computeCohort } from './compute-cohort.ts';
import type { ResultRow, RowVerification } from './run.ts';

/**
 * Puts beside each score what it would be if every claim were right, what was deducted and why.
 *
 * @param counted the cohort by the values that count
 * @param parts as they were sent, and what was decided about them
 */
export function verifiedCohort(
  counted: CohortRows,
  cohort: ComputedCohort,
  parts: readonly Part[],
  { period }: Pick<EditionDefinition, 'period'>,
): CohortRows {
  const claimed = new Map(computeCohort(cohort, parts, period).nodes.map((node) => [node.code, node]));
  const claims = claimsOf(parts, period);
  const leaves = leavesBelow(cohort.framework);

  function verificationAt(node: NodeRows, row: ResultRow, claim: number | null): RowVerification {
    const below = leaves.get(node.code)!;
    const { id: unit } = row.unit;
    const deducted =
      claim === null && row.score === null
        ? null
        : roundHalfAway((claim ?? 0) - (row.score ?? 0), node.decimals ?? 0);
    const [leaf] = below;
    const own = leaf?.code === node.code ? leaf : undefined;
    const deduction = own && deductionAt(own, deducted ?? 0, claimAt(claims, { ...own, unit }));
    return {
      claimed: claim,
      deducted,
      provisional: below.some(({ indicator }) => isOpen(claimAt(claims, { indicator, unit }))),
      ...(deduction && { deduction }),
    };
  }

  const nodes = counted.nodes.map((node) => {
    const scores = new Map(claimed.get(node.code)!.rows.map(({ unit, score }) => [unit.id, score]));
    const rows = node.rows.map((row) => ({
      ...row,
      verification: verificationAt(node, row, scores.get(row.unit.id) ?? null),
    }));
    return { ...node, rows };
  });
  return { ...counted, nodes };
}
