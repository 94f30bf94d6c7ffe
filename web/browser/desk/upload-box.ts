import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { viewAddress } from '../../desk/view-address.ts';
import { type App, attempt } from './app.ts';
import { element } from './element.ts';
import { sendFile } from './send-file.ts';

/** More than anybody reads in a preview. */
const previewBytes = 2_000_000;
const mebibyte = 1024 * 1024;

/** Takes a file by the mouse or the keyboard, sends it, and goes on to what becomes of it. */
export function uploadBox(app: App, target: { edition: string; cohort?: string | undefined }): HTMLElement {
  const { words } = app;
  const outcome = element('div');
  const progress = element('progress', { max: 1, value: 0, hidden: true, 'aria-label': words.sending });
  const told = element('output');
  const input = element('input', { type: 'file', accept: '.csv,.tsv,.txt,.xlsx' });
  const box = element(
    'div',
    { class: 'drop' },
    element('label', {}, words.chooseFile, input),
    element('p', { class: 'quiet' }, words.orDrop),
    progress,
    told,
    outcome,
  );

  async function send(file: File): Promise<void> {
    const { submission, upload } = await app.desk.post<DeskResponses['createSubmission']>(
      '/submissions',
      { ...target, fileName: file.name.normalize('NFC') },
      crypto.randomUUID(),
    );
    if (file.size > upload.maximumBytes) {
      told.value = words.tooLarge(app.number(upload.maximumBytes / mebibyte));
      return;
    }
    const bytes = new Uint8Array(await file.slice(0, previewBytes).arrayBuffer());
    progress.hidden = false;
    await sendFile(upload, file, (share) => {
      progress.value = share;
      told.value = words.sentShare(Math.round(100 * share));
    });
    app.sent.set(submission.id, { bytes, name: file.name });
    location.hash = viewAddress('submissions', submission.id);
  }

  async function take(file: File | undefined): Promise<void> {
    if (!file || input.disabled) return;
    input.disabled = true;
    await attempt(app, outcome, () => send(file));
    input.disabled = false;
    input.value = '';
    progress.hidden = true;
  }

  input.addEventListener('change', () => void take(input.files?.[0]));
  const mark = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    box.classList.toggle('over', isOver);
  };
  box.addEventListener('dragover', mark(true));
  box.addEventListener('dragleave', mark(false));
  box.addEventListener('drop', (event) => {
    mark(false)(event);
    void take(event.dataTransfer?.files[0]);
  });
  return box;
}
