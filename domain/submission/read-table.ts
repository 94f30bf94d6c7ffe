import type { ComputedCohort, ImportedCohort } from '../methodology/edition-definition.ts';
import { cohortNotYours, emptyFile, headingsOnly, noValues, unknownCohort } from './file-findings.ts';
import { fromHeadings } from './find-headings.ts';
import { createFindingList, type FindingList } from './finding-list.ts';
import { observationsTable } from './observations-table.ts';
import type { Part } from './part.ts';
import { publishedTable } from './published-table.ts';
import { reporterScope } from './reporter-scope.ts';
import type { SubmissionTarget, TableItem, TableLayout, TableReading } from './table.ts';

/**
 * Judges a table row by row and reports every fault found; one error rejects the whole. Rows are numbered as
 * the spreadsheet numbers them, the first that is not blank holds the headings, and blank rows are skipped.
 *
 * @throws what the source of the rows throws, and nothing because of what they hold
 */
export async function readTable(
  items: AsyncIterable<TableItem> | Iterable<TableItem>,
  target: SubmissionTarget,
): Promise<TableReading> {
  const findings = createFindingList();
  const layout = layoutOf(target, findings);
  const rows = await readItems(items, layout, findings);
  layout?.close();
  const part = layout?.part();
  if (rows.complete && layout) checkContent(rows, part, findings);
  const report = findings.report(rows.data);
  return report.outcome === 'accepted' && part ? { report, part } : { report };
}

function layoutOf(target: SubmissionTarget, findings: FindingList): TableLayout | undefined {
  // A restated cohort is made from another one, and takes no file.
  const cohorts = target.definition.cohorts.filter((cohort) => cohort.origin !== 'restated');
  const cohort = cohorts.find(({ id }) => id === target.cohort);
  if (!cohort) {
    findings.error(() =>
      unknownCohort(
        target.cohort,
        cohorts.map(({ id }) => id),
      ),
    );
    return undefined;
  }
  if (target.agency !== undefined && !reporterScope(target).cohort)
    findings.error(() => cohortNotYours(target.agency!, cohort.id));
  return tableOf(cohort, target, findings);
}

type ReportedCohort = ComputedCohort | ImportedCohort;

const tableOf = (cohort: ReportedCohort, target: SubmissionTarget, findings: FindingList): TableLayout =>
  cohort.origin === 'computed'
    ? observationsTable(cohort, target, findings)
    : publishedTable(cohort, target, findings);

type RowCount = { headings: boolean; data: number; complete: boolean };

async function readItems(
  items: AsyncIterable<TableItem> | Iterable<TableItem>,
  layout: TableLayout | undefined,
  findings: FindingList,
): Promise<RowCount> {
  const count: RowCount = { headings: false, data: 0, complete: true };
  for await (const item of fromHeadings(items, layout?.knows ?? (() => 0))) {
    if ('fault' in item) {
      findings.error(() => item.fault);
      return { ...count, complete: false };
    }
    if ('doubt' in item) {
      findings.warning(() => item.doubt);
      continue;
    }
    if (count.headings) {
      count.data += 1;
      layout?.readRow(item);
    } else {
      count.headings = true;
      layout?.readHeadings(item);
    }
  }
  return count;
}

/** A file without a single value is a mistake, unless it is said already what is wrong with its values. */
function checkContent({ headings, data }: RowCount, part: Part | undefined, findings: FindingList): void {
  if (!headings) findings.error(emptyFile);
  else if (data === 0) findings.error(headingsOnly);
  else if (!part && findings.report(data).outcome === 'accepted') findings.error(noValues);
}
