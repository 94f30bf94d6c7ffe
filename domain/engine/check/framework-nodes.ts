import type { BranchNode, Framework, FrameworkNode, LeafNode } from '../../methodology/definitions.ts';

/** As `isLeaf` beside the schemas; the engine runs where those are not loaded. */
export const isLeafNode = (node: FrameworkNode): node is LeafNode => 'indicator' in node;

/** Every node, parents before children: the total's tree, then what is only reported. */
export const nodesOf = ({ root, reported }: Framework): FrameworkNode[] =>
  [root, ...reported].flatMap(withDescendants);

const withDescendants = (node: FrameworkNode): FrameworkNode[] =>
  isLeafNode(node) ? [node] : [node, ...node.children.flatMap(withDescendants)];

/** The leaves of a node and of all below it, in their order. */
export const leavesOf = (node: FrameworkNode): LeafNode[] => withDescendants(node).filter(isLeafNode);

/** In the order of `nodesOf`. */
export const leafNodesOf = (framework: Framework): LeafNode[] => nodesOf(framework).filter(isLeafNode);

/** In the order of `nodesOf`. */
export const branchNodesOf = (framework: Framework): BranchNode[] =>
  nodesOf(framework).filter((node): node is BranchNode => !isLeafNode(node));
