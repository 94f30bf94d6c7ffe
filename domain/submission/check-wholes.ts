import type { Indicator } from '../methodology/definitions.ts';
import type { CellPlace } from './cell-findings.ts';
import type { FindingList } from './finding-list.ts';
import type { Observation } from './part.ts';
import { aboveWhole } from './rule-findings.ts';

/** Keeps the values of parts and wholes, wherever in the file they stand, and compares them at its end. */
export function createWholeCheck(indicators: readonly Indicator[], findings: FindingList) {
  const parts = indicators.filter(({ atMost }) => atMost !== undefined);
  const involved = new Set(parts.flatMap(({ id, atMost }) => [id, atMost!]));
  const seen = new Map<string, { value: number; place: CellPlace }>();
  const units = new Set<string>();
  return {
    note({ indicator, unit, value }: Observation, place: CellPlace): void {
      if (value === null || !involved.has(indicator)) return;
      seen.set(`${indicator} ${unit}`, { value, place });
      units.add(unit);
    },
    close(): void {
      for (const unit of units)
        for (const part of parts) {
          const own = seen.get(`${part.id} ${unit}`);
          const whole = seen.get(`${part.atMost} ${unit}`);
          if (!own || !whole || own.value <= whole.value) continue;
          findings.error(() =>
            aboveWhole(own.place, part, {
              indicator: part.atMost!,
              row: whole.place.row,
              value: whole.value,
            }),
          );
        }
    },
  };
}
