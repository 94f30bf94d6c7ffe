import { deskClient } from '../adapters/http/desk-client.ts';
import { atDesk, judged } from './desk.ts';
import { Failure } from './failure.ts';
import type { Streams } from './main.ts';
import { editionsOf, readDefinitionFiles } from './read-definitions.ts';

export type DefineOptions = { api: string; token: string };

/**
 * Input: definition files, the service's address and an operator's token.
 * Output: how many editions are in force by them; on standard error, what may not be what was meant.
 * Course: check here, where a fault costs nothing; send all files as one bundle; wait for the outcome.
 *
 * @throws {Failure}
 */
export async function define(
  paths: string[],
  { api, token }: DefineOptions,
  streams: Streams,
): Promise<void> {
  const files = await readDefinitionFiles(paths);
  editionsOf(files);
  const desk = deskClient(api, token);
  const opened = await atDesk(desk.openDefinitions({ fileName: 'definitions.json' }));
  const { status, report, touched } = await judged(desk, opened, JSON.stringify({ files }));
  const lines = (report?.findings ?? []).map(({ message }) => message.en);
  if (status === 'rejected') throw new Failure(lines);
  for (const line of lines) streams.stderr.write(`warning: ${line}\n`);
  streams.stdout.write(`${touched?.length ?? 0} editions are in force by ${files.length} files\n`);
}
