import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { viewAddress } from '../../desk/view-address.ts';
import { type App, attempt } from './app.ts';
import { element } from './element.ts';
import { sendFile } from './send-file.ts';

const mebibyte = 1024 * 1024;

/** Takes a file by the mouse or the keyboard, sends it, and goes on to what becomes of it. */
export function uploadBox(app: App, target: { edition: string; cohort?: string | undefined }): HTMLElement {
  const { words } = app;
  const outcome = element('div');
  const progress = element('progress', { max: 1, value: 0, hidden: true, 'aria-label': words.sending });
  const told = element('output');
  const input = element('input', { type: 'file', accept: '.csv,.tsv,.txt,.xlsx', class: 'heard' });
  const box = element(
    'div',
    { class: 'drop' },
    element('label', {}, words.chooseFile, input),
    element('p', { class: 'quiet' }, words.orDrop),
    progress,
    told,
    outcome,
  );

  let isSending = false;

  async function send(file: File): Promise<void> {
    const { submission, upload } = await app.desk.post<DeskResponses['createSubmission']>(
      '/submissions',
      { ...target, fileName: file.name.normalize('NFC') },
      crypto.randomUUID(),
    );
    const takeBack = () => app.desk.post(`/submissions/${submission.id}/withdrawal`);
    if (file.size > upload.maximumBytes) {
      await takeBack();
      told.value = words.tooLarge(app.number(upload.maximumBytes / mebibyte));
      return;
    }
    progress.hidden = false;
    await sendFile(upload, file, (share) => {
      progress.value = share;
      told.value = words.sentShare(Math.round(100 * share));
    }).catch(async (error: unknown) => {
      // Nobody waits for a file that has not come.
      await takeBack().catch(() => undefined);
      throw error;
    });
    if (!app.left.aborted) location.hash = viewAddress('submissions', submission.id);
  }

  async function take(file: File | undefined): Promise<void> {
    if (!file || isSending) return;
    isSending = true;
    told.value = '';
    await attempt(app, outcome, () => send(file));
    isSending = false;
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
