import type { Catalogue } from './catalogue.ts';
import { indicatorsOf } from './check-frameworks.ts';
import {
  type Edition,
  type Framework,
  type FrameworkNode,
  isLeaf,
  rankingRule,
  type Unit,
} from './definitions.ts';
import type { RestatedCohort, RestatedNode } from './edition-definition.ts';
import { ancestorsOf, descendantsOf } from './lineage.ts';
import { type Given, type Restated, restatedSource } from './restated-source.ts';
import type { RestatementRule } from './restatement-rule.ts';

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Puts what a restated cohort refers to, which has been checked, in the place of the references. */
export function resolveRestatedCohort(
  cohort: Restated,
  edition: Edition,
  catalogue: Catalogue,
): RestatedCohort {
  const source = restatedSource(cohort, edition, catalogue)!;
  const { id, name, members } = catalogue.find('unit set', cohort.unitSet)!;
  const former = catalogue.find('unit set', source.unitSet)!.members;
  const unitsOf = (ids: readonly string[]): Unit[] =>
    ids.map((unit) => catalogue.find('unit', unit)!).sort(byId);
  const common = {
    origin: 'restated' as const,
    id: cohort.id,
    name: cohort.name,
    unitSet: { id, name },
    units: unitsOf(members),
    from: {
      cohort: source.id,
      period: cohort.from.period ?? edition.period,
      origin: source.origin,
      ...frameworkOf(source, catalogue),
    },
    formerUnits: unitsOf(former),
    lineage: lineageOf(members, former, catalogue),
    rule: cohort.rule,
    source: cohort.source,
  };
  const framework =
    cohort.framework === undefined ? undefined : catalogue.find('framework', cohort.framework)!;
  const indicators = indicatorsNeeded(cohort, framework, catalogue);
  if (framework) {
    const { indicatorRules } = cohort;
    return { ...common, indicators, of: 'values', framework, indicatorRules };
  }
  return { ...common, indicators, of: 'scores', ...scoresOf(source, catalogue) };
}

function frameworkOf(source: Given, catalogue: Catalogue) {
  if (source.origin === 'imported') return {};
  const { id, version } = catalogue.find('framework', source.framework)!;
  return { framework: { id, version } };
}

function lineageOf(
  members: readonly string[],
  former: readonly string[],
  catalogue: Catalogue,
): RestatedCohort['lineage'] {
  const descendants = descendantsOf(former, members, (unit) => catalogue.find('unit', unit)!.successors);
  return [...ancestorsOf(members, descendants)]
    .map(([unit, ancestors]) => ({ unit, former: ancestors }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

function indicatorsNeeded(cohort: Restated, framework: Framework | undefined, catalogue: Catalogue) {
  const weights = [cohort.rule, ...Object.values(cohort.indicatorRules)].flatMap(weightOf);
  const needed = new Set([...(framework ? indicatorsOf(framework) : []), ...weights]);
  return [...needed].map((indicator) => catalogue.find('indicator', indicator)!).sort(byId);
}

const weightOf = (rule: RestatementRule): string[] => (rule.method === 'weighted-mean' ? [rule.by] : []);

/** The nodes of the cohort whose scores are restated; its ranking rule, competition where only ranks were printed. */
function scoresOf(
  source: Given,
  catalogue: Catalogue,
): Pick<Extract<RestatedCohort, { of: 'scores' }>, 'nodes' | 'ranking'> {
  if (source.origin === 'imported')
    return {
      nodes: source.nodes.map(({ code, name }) => ({ code, name, parent: null, decimals: null })),
      ranking: rankingRule.parse({}),
    };
  const framework = catalogue.find('framework', source.framework)!;
  const roots = [framework.root, ...framework.reported];
  return {
    nodes: roots.flatMap((root) => headings(root, null, framework.decimals)),
    ranking: framework.ranking,
  };
}

const headings = (node: FrameworkNode, parent: string | null, decimals: number): RestatedNode[] => [
  { code: node.code, name: node.name, parent, decimals: node.decimals ?? decimals },
  ...(isLeaf(node) ? [] : node.children.flatMap((child) => headings(child, node.code, decimals))),
];
