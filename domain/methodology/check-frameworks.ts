import { compileFramework } from '../engine/compile-framework.ts';
import { EngineError, type Fault } from '../engine/engine-error.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import type { Report } from './definition-findings.ts';
import { type Framework, type FrameworkNode, type Indicator, isLeaf } from './definitions.ts';
import type { PathInDocument } from './yaml-offset.ts';

export function checkFrameworks(catalogue: Catalogue, report: Report): void {
  for (const entry of catalogue.entries('framework')) {
    catalogue.resolve('index', entry.value.index, entry.at(['index']));
    checkNodes(entry, catalogue, report);
  }
}

function checkNodes({ value: framework, at }: Entry<Framework>, catalogue: Catalogue, report: Report): void {
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
    if (!isLeaf(node)) continue;
    const indicator = catalogue.resolve('indicator', node.indicator, at([...path, 'indicator']));
    if (indicator) indicators.push(indicator);
  }
  for (const { code, node, message } of engineFaults(framework, indicators)) {
    if (code === 'node-duplicate' || code === 'indicator-unknown') continue;
    const faulty = nodes.find((placed) => placed.node.code === node);
    report(at([...(faulty?.path ?? ['root']), 'code']), `node "${node}": ${message}`);
  }
}

/** What the engine would refuse is refused here, where it can still be mended. */
function engineFaults(framework: Framework, indicators: readonly Indicator[]): readonly Fault[] {
  try {
    compileFramework(framework, indicators);
    return [];
  } catch (error) {
    if (error instanceof EngineError) return error.faults;
    throw error;
  }
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

/** Ids of the indicators that a framework uses, each once. */
export const indicatorsOf = (framework: Framework): Set<string> =>
  new Set(nodesOf(framework).flatMap(({ node }) => (isLeaf(node) ? [node.indicator] : [])));

/** Codes of every node of a framework, the total first. */
export const nodeCodesOf = (framework: Framework): string[] =>
  nodesOf(framework).map(({ node }) => node.code);
