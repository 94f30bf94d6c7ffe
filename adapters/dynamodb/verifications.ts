import type { Answer, Verifications } from '../../use-cases/verification-ports.ts';
import { datasetGrowthWrite, slotItem } from './dataset.ts';
import { answerKey, decisionRecordKey, submissionAnswers } from './keys.ts';
import { putOf, queryAll, type Table, transact } from './table.ts';

export const createVerifications = (table: Table): Verifications => ({
  async record({ edition, registration, replaces, record }) {
    const condition = replaces
      ? { ConditionExpression: '#hash = :replaces', values: { ':replaces': replaces }, ...hashName }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    const refused = await transact(table, [
      putOf(table, slotItem(edition, registration), condition),
      datasetGrowthWrite(table, edition),
      putOf(table, {
        ...decisionRecordKey(edition, registration.submissionId),
        ...record,
        part: registration.hash,
        replaces,
      }),
    ]);
    return refused ? 'changed' : 'recorded';
  },

  async answers(submission) {
    const stored = await queryAll<Answer>(table, submissionAnswers(submission));
    return stored.map(({ indicator, unit, text, answeredBy, answeredAt }) => ({
      indicator,
      unit,
      text,
      answeredBy,
      answeredAt,
    }));
  },

  async answer(submission, answers) {
    const refused = await transact(
      table,
      answers.map((answer) =>
        putOf(
          table,
          { ...answerKey(submission, answer), ...answer },
          { ConditionExpression: 'attribute_not_exists(pk)' },
        ),
      ),
    );
    return refused ? 'answered' : 'recorded';
  },
});

const hashName = { ExpressionAttributeNames: { '#hash': 'hash' } };
