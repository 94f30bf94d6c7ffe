import type { Catalogue, Entry } from './catalogue.ts';
import { nodeCodesOf } from './check-frameworks.ts';
import type { Report } from './definition-findings.ts';
import type { Cohort, Edition } from './definitions.ts';
import { editionId } from './edition-definition.ts';
import { restatedSource } from './restated-source.ts';
import { suggestName } from './suggest-name.ts';
import type { PathInDocument } from './yaml-offset.ts';

export function checkEditions(catalogue: Catalogue, report: Report): void {
  for (const entry of catalogue.entries('edition')) {
    catalogue.resolve('index', entry.value.index, entry.at(['index']));
    checkCohorts(entry, catalogue, report);
    checkPublishedStatistics(entry, catalogue, report);
    checkVerification(entry, report);
  }
}

function checkCohorts({ value: edition, at }: Entry<Edition>, catalogue: Catalogue, report: Report): void {
  const ids = new Set<string>();
  edition.cohorts.forEach((cohort, i) => {
    const within = (...path: PathInDocument) => at(['cohorts', i, ...path]);
    if (ids.has(cohort.id))
      report(within('id'), `cohort "${cohort.id}" is defined already in edition ${editionId(edition)}`);
    ids.add(cohort.id);

    catalogue.resolve('unit set', cohort.unitSet, within('unitSet'));
    if (cohort.origin === 'imported') {
      checkPublishedNodes(cohort, within, report);
      return;
    }
    // What a restated cohort refers to has checks of its own.
    if (cohort.origin === 'restated') return;
    const framework = catalogue.resolve('framework', cohort.framework, within('framework'));
    if (framework && framework.index !== edition.index)
      report(
        within('framework'),
        `framework "${framework.id}" belongs to index "${framework.index}", the edition to "${edition.index}"`,
      );
  });
}

function checkVerification({ value: edition, at }: Entry<Edition>, report: Report): void {
  const { verification, reviewers, cohorts, reporters } = edition;
  if (reviewers && !verification)
    report(at(['reviewers']), 'reviewers verify claims: say "verification: required" or "optional" too');
  if (!verification) return;
  if (cohorts.every(({ origin }) => origin === 'imported'))
    report(at(['verification']), 'figures that are printed elsewhere are not verified');
  const agencies = new Set(reviewers);
  if (agencies.size === 0) report(at(['verification']), 'somebody has to verify: name "reviewers"');
  else if (agencies.size === 1 && reporters.some(({ agency }) => agencies.has(agency)))
    report(at(['reviewers']), 'nobody verifies what the own agency has sent: name another agency too');
}

type ImportedCohort = Extract<Cohort, { origin: 'imported' }>;

function checkPublishedNodes(
  cohort: ImportedCohort,
  within: (...path: PathInDocument) => ReturnType<Entry<Edition>['at']>,
  report: Report,
): void {
  const codes = new Set<string>();
  cohort.nodes.forEach(({ code }, i) => {
    if (codes.has(code))
      report(within('nodes', i, 'code'), `node code "${code}" is used already in cohort "${cohort.id}"`);
    codes.add(code);
  });
}

function checkPublishedStatistics(
  { value: edition, at }: Entry<Edition>,
  catalogue: Catalogue,
  report: Report,
): void {
  const cohorts = new Map(edition.cohorts.map((cohort) => [cohort.id, cohort]));
  edition.publishedStatistics.forEach((statistic, i) => {
    const cohort = cohorts.get(statistic.cohort);
    if (!cohort) {
      const suggestion = suggestName(statistic.cohort, cohorts.keys());
      report(
        at(['publishedStatistics', i, 'cohort']),
        `edition ${editionId(edition)} has no cohort "${statistic.cohort}"${suggestion}`,
      );
      return;
    }
    const codes = cohortNodeCodes(cohort, edition, catalogue);
    if (codes && !codes.includes(statistic.node))
      report(
        at(['publishedStatistics', i, 'node']),
        `cohort "${cohort.id}" has no node "${statistic.node}"${suggestName(statistic.node, codes)}`,
      );
  });
}

function cohortNodeCodes(cohort: Cohort, edition: Edition, catalogue: Catalogue): string[] | undefined {
  if (cohort.origin === 'imported') return cohort.nodes.map(({ code }) => code);
  if (cohort.framework !== undefined) {
    const framework = catalogue.find('framework', cohort.framework);
    return framework && nodeCodesOf(framework);
  }
  const source = cohort.origin === 'restated' ? restatedSource(cohort, edition, catalogue) : undefined;
  return source ? cohortNodeCodes(source, edition, catalogue) : undefined;
}
