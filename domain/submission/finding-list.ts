import type { Finding, ValidationReport } from './findings.ts';
import { rules } from './rules.ts';

export type FindingDetail = Omit<Finding, 'severity' | 'rule'>;

/** A report holds no more findings than this; its totals count the others. */
export const MAXIMUM_FINDINGS = 1_000;

/**
 * Collects what is wrong with a file. A finding is worded only while there is room for it, so that a large
 * file with a fault in every cell costs neither time nor memory.
 */
export type FindingList = {
  error(word: () => FindingDetail): void;
  warning(word: () => FindingDetail): void;
  /** Errors first, each group in the order in which it was found. */
  report(rows: number): ValidationReport;
};

export function createFindingList(): FindingList {
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  const total = { errors: 0, warnings: 0 };
  return {
    error(word) {
      total.errors += 1;
      if (errors.length < MAXIMUM_FINDINGS) errors.push(finding('error', word()));
    },
    warning(word) {
      total.warnings += 1;
      if (warnings.length < MAXIMUM_FINDINGS) warnings.push(finding('warning', word()));
    },
    report: (rows) => ({
      outcome: total.errors === 0 ? 'accepted' : 'rejected',
      rows,
      findings: [...errors, ...warnings].slice(0, MAXIMUM_FINDINGS),
      total: { ...total },
    }),
  };
}

const finding = (severity: Finding['severity'], detail: FindingDetail): Finding => ({
  ...detail,
  severity,
  rule: rules[detail.code],
});
