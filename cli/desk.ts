import { type DeskClient, type Opened, type Submission, uploadFile } from '../adapters/http/desk-client.ts';
import { Failure } from './failure.ts';

/** A file waits for others before it; four hours are promised, minutes are usual. */
const judgedWithin = 10 * 60_000;

/** @throws {Failure} when the desk refuses or cannot be reached */
export async function atDesk<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    const { message, cause } = error as Error;
    throw new Failure([cause instanceof Error ? `${message}: ${cause.message}` : message]);
  }
}

/** Uploads a file with the form that the desk gave, and waits until it is judged. */
export async function judged(
  desk: DeskClient,
  opened: Opened,
  content: string | Uint8Array,
): Promise<Submission> {
  const answer = await atDesk(uploadFile(opened.upload, content));
  if (!answer.ok) throw new Failure([`the file was not taken: ${answer.status} ${await answer.text()}`]);
  return atDesk(desk.outcome(opened.submission.id, judgedWithin));
}
