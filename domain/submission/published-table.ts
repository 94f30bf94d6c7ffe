import type { ImportedCohort } from '../methodology/edition-definition.ts';
import { createNameIndex, nameReadings } from '../units/name-index.ts';
import { byFields } from './canonical-order.ts';
import { type CellPlace, notARank, unknownNode } from './cell-findings.ts';
import type { FindingList } from './finding-list.ts';
import { missingHeading } from './heading-findings.ts';
import { type ColumnKind, type Headings, headingCounter, isBlank, readHeadings } from './headings.ts';
import type { PublishedResultsPart, PublishedRow } from './part.ts';
import {
  createSubjectReader,
  periodColumn,
  placeIn,
  readNumber,
  readText,
  unitColumn,
} from './read-cells.ts';
import { reporterScope } from './reporter-scope.ts';
import { createRowLedger } from './row-ledger.ts';
import type { SubmissionTarget, TableLayout, TableRow } from './table.ts';

type Figure = 'score' | 'rank' | 'grade';
type Role = 'unit' | 'period' | 'node' | Figure | 'source' | 'name' | 'measure' | 'previous';
type Node = ImportedCohort['nodes'][number];

const figures: Figure[] = ['score', 'rank', 'grade'];
const LONGEST_GRADE = 40;
const LONGEST_SOURCE = 500;

const kinds: ColumnKind<Role>[] = [
  unitColumn,
  periodColumn,
  { role: 'node', names: ['node', 'Thành phần', 'component'] },
  // Columns that a template fills in for people to read.
  { role: 'name', names: ['node_name', 'Tên chỉ tiêu', 'Indicator name'] },
  { role: 'measure', names: ['unit_of_measure', 'Đơn vị tính', 'Unit of measure'] },
  { role: 'previous', names: ['previous_value', 'Giá trị kỳ trước', 'Previous value'] },
  { role: 'score', names: ['score', 'Điểm', 'Điểm số', 'value', 'Giá trị'] },
  { role: 'rank', names: ['rank', 'Hạng', 'Xếp hạng', 'Thứ hạng'] },
  { role: 'grade', names: ['grade', 'Loại', 'Xếp loại'] },
  { role: 'source', names: ['source', 'Nguồn'] },
];

/** Reads an imported cohort's file: a row a unit and node, with the figures that were published. */
export function publishedTable(
  cohort: ImportedCohort,
  target: SubmissionTarget,
  findings: FindingList,
): TableLayout {
  const { index, period, submission } = target.definition;
  const { numbers } = submission;
  const readSubject = createSubjectReader(cohort, target.definition, reporterScope(target), findings);
  const readNode = createNodeReader(cohort, findings);
  const ledger = createRowLedger<PublishedRow>(isSameRow, findings);
  let headings: Headings<Role>;

  function readRank(row: TableRow): number | undefined {
    const place = placeIn(headings, row, 'rank');
    const rank = place && readNumber(place, numbers, undefined, findings);
    if (!place || rank === undefined || rank === null) return undefined;
    if (Number.isSafeInteger(rank) && rank >= 1) return rank;
    findings.error(() => notARank(place));
    return undefined;
  }

  function readFigures(row: TableRow, node: Node | undefined): Omit<PublishedRow, 'unit' | 'node'> {
    const score = placeIn(headings, row, 'score');
    const grade = placeIn(headings, row, 'grade');
    const source = placeIn(headings, row, 'source');
    const read = {
      score: score && readNumber(score, numbers, node?.unit, findings),
      rank: readRank(row),
      grade: grade && readText(grade, LONGEST_GRADE, findings),
      source: source && readText(source, LONGEST_SOURCE, findings),
    };
    return {
      ...(typeof read.score === 'number' && { score: read.score }),
      ...(read.rank !== undefined && { rank: read.rank }),
      ...(read.grade !== undefined && { grade: read.grade }),
      ...(read.source !== undefined && { source: read.source }),
    };
  }

  return {
    knows: headingCounter(kinds),
    readHeadings(header) {
      headings = readHeadings(header, kinds, findings);
      checkHeadings(headings, findings);
    },
    readRow(row) {
      if (!headings.fits(row)) return;
      const cells = figures.flatMap((figure) => placeIn(headings, row, figure)?.cell ?? []);
      const silent = cells.length > 0 && cells.every(isBlank);
      const subject = readSubject((role) => placeIn(headings, row, role), silent);
      if (!subject) return;
      const { place, unit } = subject;
      const nodePlace = placeIn(headings, row, 'node');
      const node = nodePlace && readNode(nodePlace);
      const published = readFigures(row, node);
      if (silent) ledger.silent(row.row);
      else if (place && unit && node)
        ledger.enter([unit.id, node.code], () => `${place.cell}, ${node.code}`, place, {
          unit: unit.id,
          node: node.code,
          ...published,
        });
    },
    close: () => ledger.close(),
    part(): PublishedResultsPart | undefined {
      const rows = ledger.contents().sort(byFields('node', 'unit'));
      return rows.length === 0
        ? undefined
        : { schema: 1, kind: 'published-results', period, index: index.id, cohort: cohort.id, rows };
    },
  };
}

const isSameRow = (one: PublishedRow, other: PublishedRow): boolean =>
  one.score === other.score &&
  one.rank === other.rank &&
  one.grade === other.grade &&
  one.source === other.source;

function createNodeReader({ nodes }: ImportedCohort, findings: FindingList) {
  const find = createNameIndex(
    nodes,
    nameReadings(({ code, name }) => [code, name.vi, name.en]),
  );
  return (place: CellPlace): Node | undefined => {
    const match = find(place.cell);
    if ('item' in match) return match.item;
    findings.error(() => {
      const near = match.problem === 'unknown' ? match.nearest : match.candidates;
      return unknownNode(
        place,
        (near.length > 0 ? near : nodes.slice(0, 5)).map(({ code }) => code),
      );
    });
    return undefined;
  };
}

function checkHeadings({ row, columns }: Headings<Role>, findings: FindingList): void {
  if (!columns.has('unit'))
    findings.error(() => missingHeading(row, { vi: 'đơn vị', en: 'the unit' }, ['unit', 'Đơn vị']));
  if (!columns.has('node'))
    findings.error(() => missingHeading(row, { vi: 'thành phần', en: 'the node' }, ['node', 'Thành phần']));
  if (!figures.some((figure) => columns.has(figure)))
    findings.error(() =>
      missingHeading(row, { vi: 'điểm, hạng hoặc loại', en: 'a score, a rank or a grade' }, figures),
    );
}
