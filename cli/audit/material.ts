import { AnalysisError } from '../../domain/analysis/analysis-error.ts';
import { type Audit, auditSubject } from '../../domain/analysis/audit/audit-subject.ts';
import { roundHalfAway } from '../../domain/engine/decimal.ts';
import type { Analysed, Draws } from '../analysis/analysis-report.ts';
import { type Sensitivity, sensitivity } from '../analysis/sensitivity.ts';
import { type Uncertainty, uncertainty } from '../analysis/uncertainty.ts';

/** Why an analysis has no result. */
export type Unknown = { reason: string };

/** All figures that a report is written from, and how it writes names and numbers. */
export type Material = Analysed & {
  draws: Draws;
  audit: Audit;
  uncertainty: Uncertainty | Unknown;
  sensitivity: Sensitivity | Unknown;
  /** A node by its name; of two with one name, each with its code. */
  nodeName(code: string): string;
  unitName(id: string): string;
  /** With a fixed number of decimals; `null` where there is no figure. */
  number(value: number | null | undefined, decimals: number): string | null;
  percent(share: number | null | undefined, decimals?: number): string | null;
};

/** @throws {EngineError} where the framework cannot be computed */
export function gather(analysed: Analysed, draws: Draws, places?: number): Material {
  const { subject, cohort, units, language } = analysed;
  const point = language === 'vi' ? ',' : '.';
  const number = (value: number | null | undefined, decimals: number) =>
    value == null || !Number.isFinite(value)
      ? null
      : roundHalfAway(value, decimals).toFixed(decimals).replace('.', point).replace('-', '−');
  const names = namesOf(cohort.nodes.map(({ code, name }) => [code, name[language]]));
  const unitNames = namesOf(units.map(({ id, name }) => [id, name[language]]));
  return {
    ...analysed,
    draws,
    audit: auditSubject(subject),
    uncertainty: orReason(() => uncertainty(analysed, draws, { places })),
    sensitivity: orReason(() => sensitivity(analysed, draws)),
    nodeName: (code) => names.get(code) ?? code,
    unitName: (id) => unitNames.get(id) ?? id,
    number,
    percent: (share, decimals = 0) => {
      const text = number(share == null ? null : 100 * share, decimals);
      return text === null ? null : `${text} %`;
    },
  };
}

function namesOf(pairs: readonly (readonly [id: string, name: string])[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const [, name] of pairs) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(pairs.map(([id, name]) => [id, counts.get(name)! > 1 ? `${name} (${id})` : name]));
}

/** A report tells what cannot be analysed and goes on. */
function orReason<T>(work: () => T): T | Unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof AnalysisError) return { reason: error.message };
    throw error;
  }
}

export const isUnknown = (found: object): found is Unknown => 'reason' in found;
