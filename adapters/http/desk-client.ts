import { setTimeout as sleep } from 'node:timers/promises';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { isPassing, Refusal, readJson } from './read-json.ts';

export type Opened = DeskResponses['createSubmission'];
export type Submission = DeskResponses['getSubmission'];

/** What an agency does at the desk with its token: announce a file, upload it, ask what became of it. */
export type DeskClient = {
  /** @param request.signature a detached JWS of the file, where its agency signs */
  openSubmission(request: {
    edition: string;
    cohort?: string;
    fileName: string;
    signature?: string;
  }): Promise<Opened>;
  openDefinitions(request: { fileName: string }): Promise<Opened>;
  getSubmission(id: string): Promise<Submission>;
  /**
   * @param onWait is told after each look how long it has been, in milliseconds
   * @throws {Error} when the file has not been judged by the deadline, in milliseconds.
   */
  outcome(id: string, deadline: number, onWait?: (elapsed: number) => void): Promise<Submission>;
};

/** Looks soon, then less and less often, in milliseconds. */
const firstLook = 100;
const longestPause = 2_000;

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
    if (!response.ok) throw new Refusal(`POST ${path}`, response.status, text);
    return JSON.parse(text) as Body;
  }

  const getSubmission = (id: string) => readJson<Submission>(`${desk}/submissions/${id}`, authorisation);

  return {
    openSubmission: (request) => post('/submissions', request),
    openDefinitions: (request) => post('/definitions', request),
    getSubmission,
    async outcome(id, deadline, onWait = () => undefined) {
      const start = Date.now();
      let cause: unknown;
      for (
        let pause = firstLook;
        Date.now() - start < deadline;
        pause = Math.min(1.2 * pause, longestPause)
      ) {
        try {
          const submission = await getSubmission(id);
          if (submission.status !== 'awaiting-upload') return submission;
        } catch (error) {
          if (!isPassing(error)) throw error;
          cause = error;
        }
        onWait(Date.now() - start);
        await sleep(pause);
      }
      throw new Error(`Submission ${id} has not been judged within ${deadline / 1000} s`, { cause });
    },
  };
}
