import { Readable } from 'node:stream';
import { marshall } from '@aws-sdk/util-dynamodb';

type Item = { pk: string; sk: string } & Record<string, unknown>;
type Sent = { headers: Record<string, string>; body: string | Uint8Array };
type Stored = Record<string, { S: string }>;

/**
 * An HTTP layer for the client of the SDK that answers `GetItem` and `BatchGetItem` from items in memory, each
 * marshalled once, so that what a table would do costs next to nothing.
 */
export function tableOverHttp(items: ReadonlyMap<string, Item>) {
  let seen: Request[] | undefined;
  const stored = new Map([...items].map(([name, item]) => [name, marshall(item) as Stored]));
  const find = ({ pk, sk }: Stored) => stored.get(`${pk!.S} ${sk!.S}`);
  const answers: Record<string, (input: Input) => object> = {
    GetItem: ({ Key }) => ({ Item: find(Key) }),
    BatchGetItem: ({ RequestItems }) => ({
      Responses: Object.fromEntries(
        Object.entries(RequestItems).map(([table, { Keys }]) => [table, Keys.map(find).filter(Boolean)]),
      ),
    }),
  };
  return {
    /** The requests that are made meanwhile. */
    async during(work: () => Promise<unknown>): Promise<Request[]> {
      const requests: Request[] = [];
      seen = requests;
      await work();
      seen = undefined;
      return requests;
    },
    async handle({ headers, body }: Sent) {
      const operation = headers['x-amz-target']!.split('.')[1]!;
      const input = JSON.parse(Buffer.from(body).toString());
      seen?.push({ operation, input });
      const answer = JSON.stringify(answers[operation]!(input));
      const response = {
        statusCode: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: Readable.from([Buffer.from(answer)]),
      };
      return { response };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

export type Request = { operation: string; input: Input };

type Input = { Key: Stored; RequestItems: Record<string, { Keys: Stored[] }> };
