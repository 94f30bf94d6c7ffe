import type { Evaluation } from '../evaluate.ts';
import type { Model, ModelBranch } from '../model.ts';
import type { PreparationPlan } from '../prepare/plan.ts';
import type { Preparation } from '../prepare/preparation.ts';
import { screeningReason } from '../prepare/screen-units.ts';
import { STATUS } from '../status.ts';
import { isReason } from '../weights/weigher.ts';
import { domainFaultsIn } from './domains.ts';
import type { FrameworkFault } from './framework-fault.ts';

/**
 * Branches that no unit reaches, and scores that their parent cannot take.
 *
 * @param evaluation of the model with the data that are checked
 */
export function branchFaults(model: Model, evaluation: Evaluation): FrameworkFault[] {
  const { units, preparation } = evaluation;
  return [
    ...(model.preparation && preparation ? screensForAll(model.preparation, preparation, units) : []),
    ...model.nodes.flatMap((node, place) =>
      node.kind === 'branch' ? unreached(node, evaluation, place) : [],
    ),
    ...domainFaultsIn(model, evaluation),
  ];
}

function screensForAll(plan: PreparationPlan, preparation: Preparation, units: number): FrameworkFault[] {
  return plan.screens.flatMap(({ node }, screen): FrameworkFault[] => {
    const reasons = Array.from({ length: units }, (_, unit) =>
      screeningReason(plan, preparation, screen, unit),
    );
    if (units === 0 || reasons.includes(undefined)) return [];
    return [
      {
        severity: 'error',
        code: 'threshold-unmet',
        node,
        message: `the screen leaves every unit out, for example: ${reasons[0]!.reason.en}`,
        mend: 'Lower the share that it asks for, or wait for the data.',
      },
    ];
  });
}

function unreached(
  node: ModelBranch,
  { status, branchWeights }: Evaluation,
  place: number,
): FrameworkFault[] {
  const reached = status[place]!;
  const weights = branchWeights[place];
  if (weights && isReason(weights))
    return [
      {
        severity: 'error',
        code: 'weights-not-found',
        node: node.code,
        message: weights.en,
        mend: 'Give the weights, or find them by another method.',
      },
    ];
  if (reached.length === 0 || !reached.every((one) => one === STATUS.tooFewChildren)) return [];
  return [
    {
      severity: 'error',
      code: 'threshold-unmet',
      node: node.code,
      message: `no unit has the ${node.required} of ${node.children.length} children that the rule "${node.missing.rule}" needs`,
      mend: 'Lower atLeast, choose another rule, or wait for the data.',
    },
  ];
}
