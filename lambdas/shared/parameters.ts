import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Route } from '../../contracts/route.ts';
import { InvalidInput } from '../../use-cases/errors.ts';

/** @throws {InvalidInput} */
export function parametersOf(
  { pathParameters, query, headers, body }: Route,
  event: APIGatewayProxyEvent,
  inPath: Record<string, string>,
): object {
  return {
    ...readParameters(pathParameters, inPath),
    ...readParameters(query, queryOf(event)),
    ...(headers && readParameters(headers, headersOf(event, Object.keys(headers.shape)))),
    ...(body && readParameters(body, bodyOf(event))),
  };
}

/**
 * Checks parameters or the fields of a body.
 *
 * @throws {InvalidInput} for the first fault, naming the parameter and, where they can be listed, the values allowed.
 */
function readParameters<Schema extends z.ZodMiniObject>(schema: Schema, values: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, values);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const unknown = issues.find(({ code }) => code === 'unrecognized_keys');
  throw describe(unknown ?? issues[0]!, Object.keys(schema.shape));
}

function describe(issue: z.core.$ZodIssue, known: string[]): InvalidInput {
  const parameter = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return new InvalidInput(
        known.length
          ? `There is no parameter "${issue.keys[0]}" here: use those allowed.`
          : `There is no parameter "${issue.keys[0]}" here: this address takes none.`,
        { parameter: issue.keys[0]!, allowed: known },
      );
    case 'invalid_value':
      return new InvalidInput(`"${parameter}" is none of the values allowed.`, {
        parameter,
        allowed: issue.values.map(String),
      });
    case 'invalid_type':
      return new InvalidInput(
        parameter ? `"${parameter}" is missing or is not a ${issue.expected}.` : 'Send a JSON object.',
        parameter ? { parameter } : {},
      );
    default:
      return new InvalidInput(`"${parameter}" is not valid: ${issue.message}.`, { parameter });
  }
}

/** @throws {InvalidInput} for a parameter given twice: which of the two was meant is anyone's guess. */
function queryOf(event: APIGatewayProxyEvent): Record<string, string> {
  for (const [parameter, values] of Object.entries(event.multiValueQueryStringParameters ?? {}))
    if ((values?.length ?? 0) > 1)
      throw new InvalidInput(`"${parameter}" is given more than once: give it once.`, { parameter });
  const entries = Object.entries(event.queryStringParameters ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']));
}

const headersOf = (event: APIGatewayProxyEvent, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, headerOf(event, name)]));

/** @throws {InvalidInput} */
function bodyOf({ body, isBase64Encoded }: APIGatewayProxyEvent): unknown {
  try {
    return JSON.parse(isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : (body ?? ''));
  } catch (cause) {
    throw new InvalidInput('The body is not JSON: send a JSON object.', { cause });
  }
}

/** Header names come in any case. */
export function headerOf(event: Pick<APIGatewayProxyEvent, 'headers'>, name: string): string | undefined {
  return Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
