import type { BranchNode, Framework, FrameworkNode } from '../../methodology/definitions.ts';
import type { Screening } from '../prepare/screen.ts';
import type { FrameworkFault } from './framework-fault.ts';
import { branchNodesOf, isLeafNode, leafNodesOf } from './framework-nodes.ts';

/** Rules that can never act, whatever the data are. */
export function idleRules(framework: Framework): FrameworkFault[] {
  return [
    ...idleScreen(framework.root, framework.prepare?.screen),
    ...branchNodesOf(framework).flatMap((node) => [...idleScreen(node, node.screen), ...idleThreshold(node)]),
    ...lonelySiblings(framework),
  ];
}

function idleScreen({ code }: FrameworkNode, screen: Screening | undefined): FrameworkFault[] {
  if (!screen || (screen.observed ?? 0) > 0 || (screen.nonZero ?? 0) > 0) return [];
  return [
    {
      severity: 'warning',
      code: 'threshold-idle',
      node: code,
      message: 'a screen that asks for 0 % leaves nobody out',
      mend: 'Ask for a share above 0, or leave the screen out.',
    },
  ];
}

/** "fail" needs every child already; "renormalise" always needs one. */
function idleThreshold({ code, missing, children }: BranchNode): FrameworkFault[] {
  const { rule, atLeast } = missing;
  const idle =
    rule === 'fail' ? atLeast > 0 : rule === 'renormalise' && atLeast > 0 && atLeast * children.length <= 1;
  if (!idle) return [];
  return [
    {
      severity: 'warning',
      code: 'threshold-idle',
      node: code,
      message: `atLeast ${atLeast} changes nothing: "${rule}" needs ${rule === 'fail' ? 'all children' : 'one child'} anyhow`,
      mend: 'Leave atLeast out, or choose another rule.',
    },
  ];
}

/** A mean of siblings where there are none. */
function lonelySiblings(framework: Framework): FrameworkFault[] {
  const alone = new Set(
    branchNodesOf(framework).flatMap(({ children }) => {
      const leaves = children.filter(isLeafNode);
      return leaves.length === 1 ? [leaves[0]!.code] : [];
    }),
  );
  if (isLeafNode(framework.root)) alone.add(framework.root.code);
  return leafNodesOf(framework).flatMap(({ code, impute = framework.prepare?.impute }): FrameworkFault[] => {
    if (impute?.method !== 'sibling-mean' || !alone.has(code)) return [];
    return [
      {
        severity: 'warning',
        code: 'imputation-idle',
        node: code,
        message: 'sibling-mean fills no gap here: its parent has no other indicator',
        mend: 'Impute this leaf by another method, or by none.',
      },
    ];
  });
}
