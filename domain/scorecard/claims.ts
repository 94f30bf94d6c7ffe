import { sameDecimal } from '../engine/decimal.ts';
import type { EditionDefinition } from '../methodology/edition-definition.ts';
import type { ClaimDecision, Observation, ObservationsPart, Part } from '../submission/part.ts';
import { countingObservation, type ScorecardObservation } from './observation.ts';

type Cell = Pick<Observation, 'indicator' | 'unit'>;

const keyOf = ({ indicator, unit }: Cell): string => `${indicator} ${unit}`;

/**
 * What was decided about a claim, as long as the claim stands: a file that claims another value is undecided again,
 * one that repeats the value is not.
 */
export function decisionsOn(parts: readonly Part[], period: string) {
  const decisions = new Map<string, ClaimDecision>();
  for (const part of parts)
    if (part.kind === 'verification' && part.period === period)
      for (const decision of part.decisions) decisions.set(keyOf(decision), decision);
  return ({ value, ...cell }: Cell & Pick<Observation, 'value'>): ClaimDecision | undefined => {
    const decision = decisions.get(keyOf(cell));
    return decision && value !== null && sameDecimal(decision.claimed, value) ? decision : undefined;
  };
}

/**
 * Every cell of a period as it is claimed, with what was decided about it.
 *
 * @param parts oldest first: a later file wins
 */
export function claimsOf(parts: readonly Part[], period: string): Map<string, ScorecardObservation> {
  const decisionOn = decisionsOn(parts, period);
  const claims = new Map<string, ScorecardObservation>();
  for (const part of parts)
    if (isOf(part, period))
      for (const observation of part.observations)
        claims.set(keyOf(observation), claimOf(observation, decisionOn(observation)));
  return claims;
}

export const claimAt = (claims: ReadonlyMap<string, ScorecardObservation>, cell: Cell) =>
  claims.get(keyOf(cell));

/**
 * The parts as they count: a decided claim by its verified value. An undecided one counts provisionally where
 * verification is optional, and not at all where it is required. Without a rule the parts are as they were.
 */
export function countingParts(
  parts: readonly Part[],
  { verification: rule, period }: Pick<EditionDefinition, 'verification' | 'period'>,
): Part[] {
  if (!rule) return [...parts];
  const decisionOn = decisionsOn(parts, period);
  const counting = (observation: Observation): Observation => {
    const decision = decisionOn(observation);
    if (!decision && rule === 'required') return { ...observation, value: null, status: 'M' };
    return { ...observation, ...countingObservation(claimOf(observation, decision)) };
  };
  return parts.map((part) =>
    isOf(part, period) ? { ...part, observations: part.observations.map(counting) } : part,
  );
}

const isOf = (part: Part, period: string): part is ObservationsPart =>
  part.kind === 'observations' && part.period === period;

const claimOf = (
  { indicator, unit, value }: Observation,
  decision: ClaimDecision | undefined,
): ScorecardObservation => ({
  indicator,
  unit,
  claimed: value,
  ...(decision && { verified: decision.verified }),
  ...(decision && decision.outcome !== 'accepted' && { deductionReason: decision.reason }),
});
