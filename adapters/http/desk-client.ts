import { setTimeout as sleep } from 'node:timers/promises';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { readJson } from './read-json.ts';

export type Opened = DeskResponses['createSubmission'];
/** A presigned form. */
export type UploadForm = { url: string; fields: Record<string, string> };
export type Submission = DeskResponses['getSubmission'];

/** What an agency does at the desk with its token: announce a file, upload it, ask what became of it. */
export type DeskClient = {
  openSubmission(request: { edition: string; cohort?: string; fileName: string }): Promise<Opened>;
  openDefinitions(request: { fileName: string }): Promise<Opened>;
  /** @throws {Error} when the file has not been judged by the deadline, in milliseconds. */
  outcome(id: string, deadline: number): Promise<Submission>;
};

export function deskClient(apiUrl: string, token: string): DeskClient {
  const authorisation = { Authorization: `Bearer ${token}` };
  const desk = `${apiUrl}/v1/desk`;

  async function post<Body>(path: string, body: object): Promise<Body> {
    const response = await fetch(`${desk}${path}`, {
      method: 'POST',
      headers: { ...authorisation, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as Body;
  }

  return {
    openSubmission: (request) => post('/submissions', request),
    openDefinitions: (request) => post('/definitions', request),
    async outcome(id, deadline) {
      const end = Date.now() + deadline;
      while (Date.now() < end) {
        const submission = await readJson<Submission>(`${desk}/submissions/${id}`, authorisation);
        if (submission.status !== 'awaiting-upload') return submission;
        await sleep(100);
      }
      throw new Error(`Submission ${id} has not been judged within ${deadline / 1000} s`);
    },
  };
}

/** Sends a file with the form that the desk gave. The answer is the store's: 204, or 4xx with its reason. */
export async function uploadFile(
  { url, fields }: UploadForm,
  content: string | Uint8Array,
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('Content-Type', 'text/csv');
  // S3 reads nothing after the file.
  form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), 'file');
  return fetch(url, { method: 'POST', body: form, signal: AbortSignal.timeout(60_000) });
}
