import { sameDecimal } from '../engine/decimal.ts';
import type { Text } from '../methodology/definitions.ts';
import type { Observation } from '../submission/part.ts';

/**
 * What a unit claims for an indicator of a scorecard, and what a verifier found. Both are values of the
 * indicator, such as a share or a count; the framework makes points of them.
 */
export type ScorecardObservation = {
  indicator: string;
  unit: string;
  /** `null`: the unit claims nothing. */
  claimed: number | null;
  /** Absent until decided; `null`: nothing of the claim could be verified. */
  verified?: number | null;
  /** Why the verified value is not the claimed one, in the verifier's words. */
  deductionReason?: string;
};

/** Which values points are made of: those that units claim, or those that count. */
export type ScorecardValues = 'claimed' | 'counting';

export const isDecided = ({ verified }: ScorecardObservation): boolean => verified !== undefined;

/** The verified value counts once there is one; until then the claimed one does, and is provisional. */
export function countingObservation(observation: ScorecardObservation): Observation {
  const { indicator, unit, claimed, verified } = observation;
  const value = verified === undefined ? claimed : verified;
  const status = value === null ? 'M' : isDecided(observation) ? 'A' : 'P';
  return { indicator, unit, value, status };
}

/** The claim itself, whatever was decided about it. */
export const claimedObservation = ({ indicator, unit, claimed }: ScorecardObservation): Observation => ({
  indicator,
  unit,
  value: claimed,
  status: claimed === null ? 'M' : 'P',
});

/** Whether the verifier changed the claim. */
export function isCorrected({ claimed, verified }: ScorecardObservation): boolean {
  if (verified === undefined) return false;
  if (claimed === null || verified === null) return claimed !== verified;
  return !sameDecimal(claimed, verified);
}

export type DecisionFault = { indicator: string; unit: string; message: Text };

/** Decisions that may not stand: a correction without a reason, a reason without a correction, two decisions. */
export function decisionFaults(observations: readonly ScorecardObservation[]): DecisionFault[] {
  const seen = new Set<string>();
  return observations.flatMap((observation) => {
    const { indicator, unit, deductionReason } = observation;
    const subject = `${indicator} ${unit}`;
    const repeated = seen.has(subject);
    seen.add(subject);
    const reasoned = deductionReason !== undefined && deductionReason.trim() !== '';
    const messages = [
      repeated && MESSAGES.repeated,
      isCorrected(observation) && !reasoned && MESSAGES.reasonMissing,
      reasoned && !isCorrected(observation) && MESSAGES.nothingCorrected,
    ].filter((message) => message !== false);
    return messages.map((message) => ({ indicator, unit, message }));
  });
}

const MESSAGES = {
  repeated: { vi: 'chỉ tiêu này của đơn vị đã có ở trên', en: 'this indicator of the unit is given already' },
  reasonMissing: {
    vi: 'giá trị thẩm định khác giá trị tự chấm: cần ghi lý do',
    en: 'the verified value differs from the claimed one: say why',
  },
  nothingCorrected: {
    vi: 'có lý do trừ điểm nhưng giá trị không thay đổi',
    en: 'a deduction has a reason, but the value is the claimed one',
  },
};
