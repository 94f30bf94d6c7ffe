import type { Indicator, Unit } from '../methodology/definitions.ts';
import { type CellPlace, outOfRange } from './cell-findings.ts';
import type { FindingList } from './finding-list.ts';
import { indicatorNotYours } from './heading-findings.ts';
import { isBlank } from './headings.ts';
import { findStatus, type GivenStatus, isMissingStatus } from './observation-status.ts';
import type { Observation } from './part.ts';
import { readNumber, readText } from './read-cells.ts';
import type { ReporterScope } from './reporter-scope.ts';
import { mismatchedStatus, notALink, unknownStatus, unlikelyChange } from './rule-findings.ts';
import type { PreviousValues, SubmissionTarget } from './table.ts';

/** The cells that tell of one observation; a layout may have the value alone. */
export type ObservationCells = {
  value: CellPlace;
  status?: CellPlace | undefined;
  note?: CellPlace | undefined;
  evidence?: CellPlace | undefined;
};

const LONGEST_NOTE = 500;
const LONGEST_LINK = 2000;

/**
 * Reads observations one by one: scope, number, range, status, and the change since the edition before.
 * `undefined` for cells that say nothing, or are faulty, which is reported.
 */
export function createObserver(
  { definition: { submission, sample }, previous }: SubmissionTarget,
  scope: ReporterScope,
  findings: FindingList,
): (indicator: Indicator, unit: Unit | undefined, cells: ObservationCells) => Observation | undefined {
  const experimental = sample ? 'G' : undefined;
  const foreign = new Set<Indicator>();

  /** Reported once an indicator, however many of its values are not the agency's to report. */
  function permits(indicator: Indicator, unit: Unit | undefined, place: CellPlace): boolean {
    if (scope.indicator(indicator.id, unit?.id)) return true;
    if (!foreign.has(indicator)) findings.error(() => indicatorNotYours(place, indicator.name));
    foreign.add(indicator);
    return false;
  }

  /** As `readNumber`, and `undefined` for a value out of range. */
  function readValue(place: CellPlace, { unit, range }: Indicator): number | null | undefined {
    const value = readNumber(place, submission.numbers, unit, findings);
    if (typeof value !== 'number' || isWithin(value, range)) return value;
    findings.error(() => outOfRange(place, value, range));
    return undefined;
  }

  /** A value and what is said of it, which must agree. */
  function readGiven(
    indicator: Indicator,
    { value: place, status: said }: ObservationCells,
  ): Pick<Observation, 'value' | 'status'> | undefined {
    const status = readStatus(said, findings);
    const value = isBlank(place.cell) ? null : readValue(place, indicator);
    if (value === undefined || status === 'faulty') return undefined;
    const given = status ?? (value === null ? 'M' : 'A');
    if (isMissingStatus(given) === (value === null))
      return { value, status: value === null ? given : (experimental ?? given) };
    findings.error(() => mismatchedStatus(said!, value !== null));
    return undefined;
  }

  return (indicator, unit, cells) => {
    if (cellsAreBlank(cells) || !permits(indicator, unit, cells.value)) return undefined;
    const given = readGiven(indicator, cells);
    const note = cells.note && readText(cells.note, LONGEST_NOTE, findings);
    const evidence = cells.evidence && readLink(cells.evidence, findings);
    if (!given || !unit) return undefined;
    const observation = { indicator: indicator.id, unit: unit.id, ...given, ...(evidence && { evidence }) };
    if (note !== undefined) return { ...observation, note };
    if (previous && indicator.plausibleChange)
      checkChange(cells.value, observation, { limits: indicator.plausibleChange, previous }, findings);
    return observation;
  };
}

/** Reviewers open it in a browser: nothing but the web's own schemes. */
function readLink(place: CellPlace, findings: FindingList): string | undefined {
  const text = readText(place, LONGEST_LINK, findings);
  if (text === undefined) return undefined;
  if (/^https?:\/\/\S+$/.test(text) && URL.canParse(text)) return text;
  findings.error(() => notALink(place));
  return undefined;
}

/** A note or a link alone says nothing. */
const cellsAreBlank = ({ value, status }: ObservationCells): boolean =>
  isBlank(value.cell) && (!status || isBlank(status.cell));

function readStatus(place: CellPlace | undefined, findings: FindingList): GivenStatus | 'faulty' | undefined {
  if (!place || isBlank(place.cell)) return undefined;
  const match = findStatus(place.cell);
  if ('item' in match) return match.item.code;
  findings.error(() => unknownStatus(place));
  return 'faulty';
}

const isWithin = (value: number, { min, max }: Indicator['range']): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max);

function checkChange(
  place: CellPlace,
  { indicator, unit, value }: Observation,
  { limits, previous }: { limits: NonNullable<Indicator['plausibleChange']>; previous: PreviousValues },
  findings: FindingList,
): void {
  const before = previous.value(indicator, unit);
  if (before === undefined || value === null) return;
  const { absolute = Number.POSITIVE_INFINITY, relative = Number.POSITIVE_INFINITY } = limits;
  const change = Math.abs(value - before);
  if (change > absolute || change > relative * Math.abs(before))
    findings.warning(() => unlikelyChange(place, value, { period: previous.period, value: before }));
}
