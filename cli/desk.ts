import type { DeskClient, Opened, Submission } from '../adapters/http/desk-client.ts';
import { uploadFile } from '../adapters/http/upload-file.ts';
import { Failure } from './failure.ts';
import type { UploadProgress } from './upload-progress.ts';

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

/**
 * Uploads a file with the form that the desk gave, and waits until it is judged.
 *
 * @throws {Failure} when the store does not take it, or nothing is heard of it; where it was taken, with how to ask later
 */
export async function judged(
  desk: DeskClient,
  { upload, submission: { id } }: Opened,
  content: string | Uint8Array,
  progress?: UploadProgress,
): Promise<Submission> {
  try {
    const answer = await atDesk(uploadFile(upload, content, progress?.sent));
    if (!answer.ok) throw new Failure([`the file was not taken: ${answer.status} ${await answer.text()}`]);
    return await atDesk(desk.outcome(id, judgedWithin, progress?.waiting)).catch((error: Failure) => {
      const later = `The file was uploaded. Ask for its outcome later: civindex status --submission ${id}`;
      throw new Failure([...error.lines, later]);
    });
  } finally {
    progress?.end();
  }
}
