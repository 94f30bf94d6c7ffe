import type { Unit, UnitSet } from '../methodology/definitions.ts';
import { byId } from '../release/unit-heading.ts';
import type { NamedUnit } from './name-search.ts';

/** Units that were ranked together at a time. */
export type UnitSetRecord = Pick<UnitSet, 'id' | 'name' | 'from' | 'to' | 'source'> & { units: Unit[] };

/** A unit with those that it came of and those that it became. */
export type UnitRecord = Omit<Unit, 'successors'> & {
  predecessors: NamedUnit[];
  successors: NamedUnit[];
  /** Ids of the sets that it belongs to. */
  unitSets: string[];
};

/** @param units all that are defined, members of a set or not */
export function unitRecords(units: readonly Unit[], sets: readonly UnitSetRecord[]): UnitRecord[] {
  const known = new Map(units.map(({ id, name }) => [id, { id, name }]));
  const predecessors = new Map<string, NamedUnit[]>();
  const setsOf = new Map<string, string[]>();
  for (const { id, name, successors } of units)
    for (const successor of successors)
      predecessors.set(successor, [...(predecessors.get(successor) ?? []), { id, name }]);
  for (const set of sets) for (const { id } of set.units) setsOf.set(id, [...(setsOf.get(id) ?? []), set.id]);
  return units.map(({ successors, ...unit }) => ({
    ...unit,
    predecessors: (predecessors.get(unit.id) ?? []).sort(byId),
    successors: successors.flatMap((id) => known.get(id) ?? []).sort(byId),
    unitSets: (setsOf.get(unit.id) ?? []).sort(),
  }));
}
