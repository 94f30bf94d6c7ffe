import type { FindingDetail } from '../../../domain/submission/finding-list.ts';

/** What is wrong with a workbook ends the reading of it, however deep; the row reader yields it as the last item. */
export class WorkbookFault extends Error {
  readonly finding: FindingDetail;

  constructor(finding: FindingDetail) {
    super(finding.code);
    this.finding = finding;
  }
}
