import { checkFramework } from '../engine/check-data.ts';
import { indicatorsBeside } from '../engine/prepare/indicators-beside.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import type { Report } from './definition-findings.ts';
import { type Framework, type FrameworkNode, type Indicator, isLeaf, type LeafNode } from './definitions.ts';
import type { PathInDocument } from './yaml-offset.ts';

/**
 * What the engine would refuse is reported here, where it can still be mended.
 *
 * @param doubt is told what may not be what was meant
 */
export function checkFrameworks(catalogue: Catalogue, report: Report, doubt: Report): void {
  for (const entry of catalogue.entries('framework')) {
    catalogue.resolve('index', entry.value.index, entry.at(['index']));
    checkNodes(entry, catalogue, report, doubt);
  }
}

function checkNodes(
  { value: framework, at }: Entry<Framework>,
  catalogue: Catalogue,
  report: Report,
  doubt: Report,
): void {
  const nodes = nodesOf(framework);
  const codes = new Set<string>();
  const indicators: Indicator[] = [];
  for (const { node, path } of nodes) {
    if (codes.has(node.code))
      report(
        at([...path, 'code']),
        `node code "${node.code}" is used already in framework "${framework.id}"`,
      );
    codes.add(node.code);
    if (isLeaf(node)) indicators.push(...resolveIndicators({ node, path }, framework, at, catalogue));
  }
  for (const { severity, code, node, message, mend } of checkFramework(framework, indicators)) {
    if (code === 'node-duplicate' || code === 'indicator-unknown') continue;
    const faulty = nodes.find((placed) => placed.node.code === node);
    const place = at([...(faulty?.path ?? ['root']), 'code']);
    if (severity === 'error') report(place, `node "${node}": ${message}`);
    else doubt(place, `node "${node}": ${message}. ${mend}`);
  }
}

/** The indicators of a leaf that are defined; the others are reported. */
function resolveIndicators(
  { node, path }: { node: LeafNode; path: PathInDocument },
  { prepare }: Framework,
  at: Entry<Framework>['at'],
  catalogue: Catalogue,
): Indicator[] {
  const beside = indicatorsBeside(node, prepare).map(
    ({ indicator, field, own }) => [indicator, own ? [...path, field] : ['prepare', field]] as const,
  );
  return [[node.indicator, [...path, 'indicator']] as const, ...beside].flatMap(
    ([id, written]) => catalogue.resolve('indicator', id, at(written)) ?? [],
  );
}

type PlacedNode = { node: FrameworkNode; path: PathInDocument };

/** Every node with the path to it, parents before children: the total's tree, then what is only reported. */
function nodesOf(framework: Framework): PlacedNode[] {
  return [
    ...withDescendants(framework.root, ['root']),
    ...framework.reported.flatMap((node, i) => withDescendants(node, ['reported', i])),
  ];
}

function withDescendants(node: FrameworkNode, path: PathInDocument): PlacedNode[] {
  const children = isLeaf(node) ? [] : node.children;
  return [
    { node, path },
    ...children.flatMap((child, i) => withDescendants(child, [...path, 'children', i])),
  ];
}

/** Ids of the indicators that a framework uses, each once: of its leaves, and what these are divided or grouped by. */
export const indicatorsOf = (framework: Framework): Set<string> => {
  const leaves = nodesOf(framework).flatMap(({ node }) => (isLeaf(node) ? [node] : []));
  return new Set([
    ...leaves.map(({ indicator }) => indicator),
    ...leaves.flatMap((leaf) => indicatorsBeside(leaf, framework.prepare).map(({ indicator }) => indicator)),
  ]);
};

/** Codes of every node of a framework, the total first. */
export const nodeCodesOf = (framework: Framework): string[] =>
  nodesOf(framework).map(({ node }) => node.code);
