import { type FrameworkNode, isLeaf } from '../../domain/methodology/definitions.ts';
import type { CohortDefinition } from '../../domain/methodology/edition-definition.ts';
import type { CohortResult, NodeResult } from '../../domain/release/run.ts';

export type TreeNode = {
  code: string;
  name: FrameworkNode['name'];
  depth: number;
  parent?: string;
  /** Weight among its siblings, 0..1; absent where the method finds no fixed one. */
  weight?: number;
  /** Weight in the total, 0..1. */
  share?: number;
  /** How it is made comparable (a leaf) or put together (a branch), with what the method is told. */
  method: string;
  parameters: string;
  indicator?: string;
  missing?: string;
};

/** The framework of a cohort as a list, each node before its children; none where figures are as published. */
export function frameworkTree(cohort: CohortDefinition, { nodes }: CohortResult): TreeNode[] {
  const framework = 'framework' in cohort ? cohort.framework : undefined;
  if (!framework) return [];
  const results = new Map(nodes.map((node) => [node.code, node]));
  return [
    ...branch(framework.root, { depth: 0, share: 1 }, results),
    ...framework.reported.flatMap((node) => branch(node, { depth: 1 }, results)),
  ];
}

type Place = Pick<TreeNode, 'depth' | 'parent' | 'weight' | 'share'>;

function branch(node: FrameworkNode, place: Place, results: ReadonlyMap<string, NodeResult>): TreeNode[] {
  const { code, name } = node;
  if (isLeaf(node))
    return [{ code, name, ...place, ...described(node.normalise), indicator: node.indicator }];
  const weights = childWeights(node, results.get(code));
  const own: TreeNode = { code, name, ...place, ...described(node.aggregate), missing: node.missing.rule };
  return [
    own,
    ...node.children.flatMap((child, at) => {
      const weight = weights?.[at];
      const known =
        weight === undefined
          ? {}
          : { weight, ...(place.share !== undefined && { share: place.share * weight }) };
      return branch(child, { depth: place.depth + 1, parent: code, ...known }, results);
    }),
  ];
}

/** As shares of their sum; those that were found in the data are in the result. */
function childWeights(
  node: Exclude<FrameworkNode, { indicator: string }>,
  result: NodeResult | undefined,
): number[] | undefined {
  const found = new Map(result?.weights?.children.map(({ code, weight }) => [code, weight]));
  const given = node.children.map(
    ({ code, weight, maximumPoints }) => found.get(code) ?? weight ?? maximumPoints ?? 1,
  );
  const sum = given.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? given.map((weight) => weight / sum) : undefined;
}

function described({ method, ...parameters }: { method: string }): Pick<TreeNode, 'method' | 'parameters'> {
  const told = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return { method, parameters: told.map(([name, value]) => `${name} ${valueText(value)}`).join(', ') };
}

/** Lists and groups of values without the marks of JSON. */
const valueText = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[{}"]/g, '').replaceAll(/[:,]/g, '$& ');
