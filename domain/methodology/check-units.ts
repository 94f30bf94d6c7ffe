import type { Catalogue, Entry } from './catalogue.ts';
import type { Report } from './definition-findings.ts';
import type { UnitSet } from './definitions.ts';

export function checkUnits(catalogue: Catalogue): void {
  for (const { value: unit, at } of catalogue.entries('unit')) {
    if (unit.region !== undefined) catalogue.resolve('region', unit.region, at(['region']));
    unit.successors.forEach((id, i) => {
      catalogue.resolve('unit', id, at(['successors', i]));
    });
  }
}

/** Members exist, once each; within a set a code names one unit, else a file could mean either. */
export function checkUnitSets(catalogue: Catalogue, report: Report): void {
  for (const set of catalogue.entries('unit set')) checkMembers(set, catalogue, report);
}

function checkMembers({ value: set, at }: Entry<UnitSet>, catalogue: Catalogue, report: Report): void {
  const members = new Set<string>();
  const holders = new Map<string, string>();
  set.members.forEach((id, i) => {
    const place = at(['members', i]);
    if (members.has(id)) {
      report(place, `unit "${id}" is a member already`);
      return;
    }
    members.add(id);
    const codes = catalogue.resolve('unit', id, place)?.codes ?? [];
    for (const code of new Set(codes.map(({ scheme, value }) => `${scheme} ${value}`))) {
      const holder = holders.get(code);
      if (holder) report(place, `"${id}" and "${holder}" both have the code ${code} in unit set "${set.id}"`);
      else holders.set(code, id);
    }
  });
}
