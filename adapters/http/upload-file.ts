import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

/** A presigned form. */
export type UploadForm = { url: string; fields: Record<string, string> };
/** Bytes of the request that have left this process, and all of them. */
export type OnSent = (sent: number, of: number) => void;

/** A slow line is no reason to give up, a silent one is. */
const silentFor = 60_000;
const pieceBytes = 64 * 1024;

/**
 * Sends a file with the form that the desk gave. The answer is the store's: 204, or 4xx with its reason.
 *
 * `fetch` tells nothing of how far it is, and S3 takes no form without its length.
 *
 * @throws {Error} when the store cannot be reached or falls silent
 */
export async function uploadFile(
  { url, fields }: UploadForm,
  content: string | Uint8Array,
  onSent: OnSent = () => undefined,
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('Content-Type', 'text/csv');
  // S3 reads nothing after the file.
  form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), 'file');
  const written = new Response(form);
  const type = written.headers.get('Content-Type')!;
  return send(url, type, new Uint8Array(await written.arrayBuffer()), onSent);
}

function send(url: string, type: string, body: Uint8Array, onSent: OnSent): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const headers = { 'Content-Type': type, 'Content-Length': body.length };
  const open = url.startsWith('https:') ? secure : plain;
  const request = open(url, { method: 'POST', headers, timeout: silentFor }, (answer) => {
    const status = answer.statusCode!;
    text(answer).then((said) => resolve(new Response(status === 204 ? null : said, { status })), reject);
  });
  request.on('timeout', () => request.destroy(new Error(`Nothing moved for ${silentFor / 1000} s`)));
  request.on('error', reject);
  pipeline(pieces(body, onSent), request).catch(reject);
  return promise;
}

function* pieces(body: Uint8Array, onSent: OnSent): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += pieceBytes) {
    const piece = body.subarray(at, at + pieceBytes);
    yield piece;
    onSent(at + piece.length, body.length);
  }
}
