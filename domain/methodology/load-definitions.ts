import { byId } from '../release/unit-heading.ts';
import { type UnitRecord, type UnitSetRecord, unitRecords } from '../units/unit-records.ts';
import { Catalogue } from './catalogue.ts';
import { checkEditions } from './check-editions.ts';
import { checkFrameworks } from './check-frameworks.ts';
import { checkIndicators } from './check-indicators.ts';
import { checkPlans } from './check-plans.ts';
import { checkReporters } from './check-reporters.ts';
import { checkRestatedCohorts } from './check-restated-cohorts.ts';
import { checkUnitSets, checkUnits } from './check-units.ts';
import { type DefinitionFinding, type Report, sortFindings } from './definition-findings.ts';
import type { EditionDefinition } from './edition-definition.ts';
import { type DefinitionFile, parseDefinitionFile } from './parse-definition-file.ts';
import { resolveEdition } from './resolve-edition.ts';
import { type PlanDefinition, resolvePlans } from './resolve-plan.ts';

export type { DefinitionFinding } from './definition-findings.ts';
export type { DefinitionFile } from './parse-definition-file.ts';

export type LoadedDefinitions = {
  /** By index, then period; empty where there is any finding. */
  editions: EditionDefinition[];
  /** By id; empty where there is any finding. */
  plans: PlanDefinition[];
  /** By id; empty where there is any finding. */
  unitSets: UnitSetRecord[];
  /** Those of no set among them; empty where there is any finding. */
  units: UnitRecord[];
  /** By place. */
  findings: DefinitionFinding[];
  /** What is allowed and may not be what was meant, whatever the data are; by place. */
  warnings: DefinitionFinding[];
};

/**
 * Reads a set of YAML definition files that refer to one another, each with one or more documents.
 * All faults are reported at once, each at its file, line and column. The results do not depend on how the
 * definitions are divided into files, on the files' names or on their order.
 */
export function loadDefinitions(files: readonly DefinitionFile[]): LoadedDefinitions {
  const ordered = files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const parsed = ordered.map(parseDefinitionFile);
  const findings = parsed.flatMap((file) => file.findings);
  const report: Report = (place, message) => findings.push({ ...place, message });
  const doubts: DefinitionFinding[] = [];
  const doubt: Report = (place, message) => doubts.push({ ...place, message });

  const catalogue = new Catalogue(
    parsed.flatMap((file) => file.definitions),
    parsed.flatMap((file) => file.unread),
    report,
  );
  checkUnits(catalogue);
  checkUnitSets(catalogue, report);
  checkIndicators(catalogue, report);
  checkFrameworks(catalogue, report, doubt);
  checkEditions(catalogue, report);
  checkRestatedCohorts(catalogue, report);
  checkReporters(catalogue, report);
  checkPlans(catalogue, report);
  const warnings = sortFindings(doubts);
  if (findings.length > 0)
    return { editions: [], plans: [], unitSets: [], units: [], findings: sortFindings(findings), warnings };
  const unitSets = resolveUnitSets(catalogue);
  const units = catalogue.entries('unit').map(({ value }) => value);
  return {
    editions: resolveEditions(catalogue),
    plans: resolvePlans(catalogue),
    unitSets,
    units: unitRecords(units.sort(byId), unitSets),
    findings: [],
    warnings,
  };
}

const resolveUnitSets = (catalogue: Catalogue): UnitSetRecord[] =>
  catalogue
    .entries('unit set')
    .map(({ value: { kind: _, members, ...set } }) => ({
      ...set,
      units: members.map((id) => catalogue.find('unit', id)!).sort(byId),
    }))
    .sort(byId);

const resolveEditions = (catalogue: Catalogue): EditionDefinition[] =>
  catalogue
    .entries('edition')
    .map(({ value }) => resolveEdition(value, catalogue))
    .sort((a, b) => {
      const [left, right] = [`${a.index.id} ${a.period}`, `${b.index.id} ${b.period}`];
      return left < right ? -1 : left > right ? 1 : 0;
    });
