import type { PlanStore } from '../../use-cases/ports.ts';
import { planKey } from './keys.ts';
import { putItem, type Table } from './table.ts';

export const createPlanStore = (table: Table): PlanStore => ({
  register: (plan, submissionId) =>
    putItem(
      table,
      { ...planKey(plan.id), definitionSubmission: submissionId, body: JSON.stringify(plan) },
      {
        ConditionExpression: 'attribute_not_exists(pk) OR definitionSubmission <= :submission',
        values: { ':submission': submissionId },
      },
    ),
});
