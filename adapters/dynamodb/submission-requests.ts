import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { SubmissionRequests } from '../../use-cases/open-submission.ts';
import type { Submission } from '../../use-cases/ports.ts';
import { submissionRequestKey } from './keys.ts';
import { type Table, toItem } from './table.ts';

export const createSubmissionRequests = ({ client, tableName }: Table): SubmissionRequests => ({
  async first(key, submission) {
    const command = new PutItemCommand({
      TableName: tableName,
      Item: toItem({ ...submissionRequestKey(submission.agency, key), submission }),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await client.send(command);
      return submission;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException && error.Item)) throw error;
      return unmarshall(error.Item)['submission'] as Submission;
    }
  },
});
