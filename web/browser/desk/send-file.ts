import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { Refused } from '../../desk/problem.ts';

type Form = DeskResponses['createSubmission']['upload'];

/**
 * Sends a file with the form that the desk gave. `fetch` tells nothing of how far it is.
 *
 * @param onSent is told which share has left, from 0 to 1
 * @throws {Refused} when the store does not take it
 */
export function sendFile(form: Form, file: File, onSent: (share: number) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append('Content-Type', file.type || 'application/octet-stream');
  // S3 reads nothing after the file.
  body.append('file', file);
  const request = new XMLHttpRequest();
  request.upload.addEventListener('progress', ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0));
  request.addEventListener('load', () =>
    request.status < 300 ? resolve() : reject(new Refused('unavailable')),
  );
  request.addEventListener('error', () => reject(new Refused('unreachable')));
  request.open('POST', form.url);
  request.send(body);
  return promise;
}
