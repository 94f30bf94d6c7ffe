import type { ItemChange } from '../../adapters/dynamodb/whole-table.ts';

/**
 * Step 2 of the example in docs/deployment.md: were `touched`, the editions that a submission's file changed, to be
 * called `editions`, this gives the new name what the old one holds. Run by `npm run ops -- change`, and by a test.
 */
export const change: ItemChange = ({ pk, touched, editions }) =>
  pk.startsWith('SUBMISSION#') && touched !== undefined && !isSame(touched, editions)
    ? {
        UpdateExpression: 'SET editions = touched',
        // Code of before step 1 may have written the old one alone, after the new one was there.
        ConditionExpression:
          'attribute_exists(touched) AND (attribute_not_exists(editions) OR editions <> touched)',
      }
    : undefined;

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
