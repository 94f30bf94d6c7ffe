import type { Unit } from '../../domain/methodology/definitions.ts';
import { commonValidity, createUnitResolver } from '../../domain/units/resolve-unit.ts';
import { Failure } from '../failure.ts';
import type { Analysed } from './analysis-report.ts';

/**
 * Reads `UNIT` or `UNIT:MORE`; the unit by its id, a code or any spelling of its name.
 *
 * @returns the unit, and what stands after the last colon where the whole names none
 * @throws {Failure} with the nearest names for a unit that is not there
 */
export function findUnit(asked: string, units: readonly Unit[]): { unit: Unit; more?: string } {
  const resolve = createUnitResolver(units, commonValidity(units));
  const whole = resolve(asked);
  if ('unit' in whole) return whole;
  const colon = asked.lastIndexOf(':');
  const before = colon < 0 ? whole : resolve(asked.slice(0, colon));
  if ('unit' in before) return { ...before, more: asked.slice(colon + 1).trim() };
  const names = (found: readonly Unit[]) => found.map(({ id, name }) => `${name.vi} (${id})`).join(' or ');
  if (before.problem === 'ambiguous')
    throw new Failure([`"${asked}" is the name of several units: ${names(before.candidates)}`], 2);
  const hint = before.nearest.length > 0 ? `: perhaps ${names(before.nearest)}` : '';
  throw new Failure([`there is no unit "${asked}"${hint}`], 2);
}

/**
 * The same for a unit that must have a rank at the node that is asked about.
 *
 * @throws {Failure} with the reason where it has none
 */
export function findRanked(
  asked: string,
  { units, node, language }: Analysed,
): { unit: Unit; rank: number; more?: string } {
  const found = findUnit(asked, units);
  const row = node.rows.find(({ unit }) => unit.id === found.unit.id);
  if (row?.rank != null) return { ...found, rank: row.rank };
  const reason = row?.reason ? `: ${row.reason[language]}` : '';
  throw new Failure([`${found.unit.name[language]} is not ranked${reason}`]);
}
