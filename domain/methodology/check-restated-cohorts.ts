import { toDecimal } from '../engine/decimal.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import { indicatorsOf } from './check-frameworks.ts';
import type { Report } from './definition-findings.ts';
import type { Edition } from './definitions.ts';
import { editionId } from './edition-definition.ts';
import { ancestorsOf, type Descent, descendantsOf } from './lineage.ts';
import { type Given, type Restated, restatedEdition } from './restated-source.ts';
import type { RestatementRule } from './restatement-rule.ts';
import { suggestName } from './suggest-name.ts';
import type { PathInDocument } from './yaml-offset.ts';

/** One restated cohort with all that its checks need. */
type Subject = {
  cohort: Restated;
  edition: Edition;
  within: (...path: PathInDocument) => ReturnType<Entry<Edition>['at']>;
  catalogue: Catalogue;
  report: Report;
};

export function checkRestatedCohorts(catalogue: Catalogue, report: Report): void {
  for (const { value: edition, at } of catalogue.entries('edition'))
    edition.cohorts.forEach((cohort, i) => {
      if (cohort.origin !== 'restated') return;
      const within = (...path: PathInDocument) => at(['cohorts', i, ...path]);
      checkRestatedCohort({ cohort, edition, within, catalogue, report });
    });
}

function checkRestatedCohort(subject: Subject): void {
  checkIndicators(subject);
  const source = sourceOf(subject);
  if (!source) return;
  if (subject.cohort.framework !== undefined && source.origin === 'imported')
    subject.report(
      subject.within('framework'),
      `cohort "${source.id}" is imported: it has scores to restate, and no values`,
    );
  checkLineage(subject, source);
}

/** The cohort whose figures are restated, or nothing once it is said what is wrong with it. */
function sourceOf(subject: Subject): Given | undefined {
  const { cohort, edition, within, catalogue, report } = subject;
  const from = restatedEdition(cohort, edition, catalogue);
  if (!from) {
    report(
      within('from', 'period'),
      `only this edition or the one before it can be restated, and ${editionId({ ...edition, period: cohort.from.period! })} is neither`,
    );
    return undefined;
  }
  if (from !== edition) checkEarlierEdition(subject);
  const ids = from.cohorts.map(({ id }) => id);
  const source = from.cohorts.find(({ id }) => id === cohort.from.cohort);
  if (!source)
    report(
      within('from', 'cohort'),
      `edition ${editionId(from)} has no cohort "${cohort.from.cohort}"${suggestName(cohort.from.cohort, ids)}`,
    );
  else if (source.origin === 'restated')
    report(within('from', 'cohort'), `cohort "${source.id}" is restated itself; name what it is made from`);
  return source?.origin === 'restated' ? undefined : source;
}

/** Of an earlier edition a run knows the scores; its values and weights are in another dataset. */
function checkEarlierEdition({ cohort, within, report }: Subject): void {
  if (cohort.framework !== undefined)
    report(
      within('framework'),
      'values of an earlier edition are not at hand; add the cohort to that edition',
    );
  if (cohort.rule.method === 'weighted-mean')
    report(
      within('rule', 'by'),
      'weights of an earlier edition are not at hand; add the cohort to that edition',
    );
}

function checkIndicators(subject: Subject): void {
  const { cohort, edition, within, catalogue, report } = subject;
  const framework =
    cohort.framework === undefined
      ? undefined
      : catalogue.resolve('framework', cohort.framework, within('framework'));
  if (framework && framework.index !== edition.index)
    report(
      within('framework'),
      `framework "${framework.id}" belongs to index "${framework.index}", the edition to "${edition.index}"`,
    );
  checkWeight(subject, cohort.rule, ['rule']);
  const used = framework ? indicatorsOf(framework) : new Set<string>();
  for (const [indicator, rule] of Object.entries(cohort.indicatorRules)) {
    const place = within('indicatorRules', indicator);
    if (cohort.framework === undefined)
      report(
        place,
        'scores are restated, not values: name a framework, or leave out the rules of indicators',
      );
    else if (catalogue.resolve('indicator', indicator, place) && framework && !used.has(indicator))
      report(place, `indicator "${indicator}" is not used by framework "${framework.id}"`);
    checkWeight(subject, rule, ['indicatorRules', indicator]);
  }
}

function checkWeight({ within, catalogue }: Subject, rule: RestatementRule, path: PathInDocument): void {
  if (rule.method === 'weighted-mean') catalogue.resolve('indicator', rule.by, within(...path, 'by'));
}

/** Every unit has former ones, and what was split is divided where the rule needs to know how. */
function checkLineage(subject: Subject, source: Given): void {
  const { cohort, within, catalogue, report } = subject;
  const members = catalogue.find('unit set', cohort.unitSet)?.members;
  const former = catalogue.find('unit set', source.unitSet)?.members;
  if (!members || !former) return;
  const successorsOf = (id: string) => catalogue.find('unit', id)?.successors ?? [];
  const descendants = descendantsOf(former, members, successorsOf);
  for (const [member, ancestors] of ancestorsOf(members, descendants))
    if (ancestors.length === 0)
      report(
        within('unitSet'),
        `unit "${member}" of "${cohort.unitSet}" has no former unit in "${source.unitSet}": it is no member there and no successor of one`,
      );
  checkShares(subject, cohort.rule, ['rule'], descendants);
  for (const [indicator, rule] of Object.entries(cohort.indicatorRules))
    checkShares(subject, rule, ['indicatorRules', indicator], descendants);
}

function checkShares(
  { within, report }: Subject,
  rule: RestatementRule,
  path: PathInDocument,
  descendants: Descent,
): void {
  if (rule.method === 'mean') return;
  const given = new Map<string, Map<string, number>>();
  rule.shares.forEach(({ from, to, share }, i) => {
    const place = within(...path, 'shares', i);
    if (!descendants.get(from)?.includes(to)) {
      report(place, `"${from}" did not become "${to}"`);
      return;
    }
    const shares = given.get(from) ?? new Map<string, number>();
    if (shares.has(to)) report(place, `the share of "${from}" in "${to}" is given already`);
    given.set(from, shares.set(to, share));
  });
  for (const [former, became] of descendants) {
    const shares = given.get(former);
    if (became.length < 2 && !shares) continue;
    const total = toDecimal(became.reduce((sum, to) => sum + (shares?.get(to) ?? 0), 0));
    if (total !== 1)
      report(
        within(...path),
        `"${former}" became ${became.map((id) => `"${id}"`).join(' and ')}: its shares must sum to 1, not ${total}`,
      );
  }
}
