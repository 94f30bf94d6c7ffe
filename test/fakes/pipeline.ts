import { createUploadRowReader } from '../../adapters/files/upload-rows.ts';
import type { Event, EventOf } from '../../contracts/events.ts';
import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import { carryOutOrders } from '../../use-cases/carry-out-orders.ts';
import { editionsToRecompute, recomputedOn } from '../../use-cases/editions-to-recompute.ts';
import type { Submission } from '../../use-cases/ports.ts';
import { publishRelease } from '../../use-cases/publish-release.ts';
import { recomputeRankings } from '../../use-cases/recompute-rankings.ts';
import { registerDefinitions } from '../../use-cases/register-definitions.ts';
import { validateSubmission } from '../../use-cases/validate-submission.ts';
import { World } from './in-memory.ts';

const changesRankings = (event: Event): event is EventOf<(typeof recomputedOn)[number]> =>
  recomputedOn.some((type) => type === event.type);

/** The product in one process: the use cases, wired as the rules and queues wire them. */
export class Pipeline {
  world = new World();
  counts = { asked: 0, recomputed: 0, published: 0 };

  private submission(kind: Submission['kind'], agency: string, fileName: string): Submission {
    const id = this.world.identifiers.next();
    return {
      id,
      kind,
      agency,
      submittedBy: 'test',
      fileName,
      key: `${kind === 'data' ? 'submissions' : 'definitions'}/${id}/${fileName}`,
      createdAt: this.world.clock.now().toISOString(),
      status: 'awaiting-upload',
    };
  }

  async define(files: Record<string, string>) {
    const bundle = { files: Object.entries(files).map(([path, text]) => ({ path, text })) };
    const submission = this.submission('definitions', 'operator', 'definitions.json');
    const upload = this.world.upload(submission, JSON.stringify(bundle));
    const outcome = await registerDefinitions(this.world.ports(), upload);
    await this.deliver();
    return { outcome, submission: this.world.submissions.get(submission.id)! };
  }

  /** A submission created at the desk, its file not yet uploaded. */
  open(edition: EditionRef, cohort: string, agency: string): Submission {
    const submission = { ...this.submission('data', agency, 'data.csv'), edition, cohort };
    this.world.submissions.set(submission.id, submission);
    return submission;
  }

  /** Judges an uploaded file without delivering what it announces. */
  async judge(submission: Submission, content: string | Uint8Array) {
    const upload = this.world.upload(this.world.submissions.get(submission.id)!, content);
    return validateSubmission({ ...this.world.ports(), rows: createUploadRowReader() }, upload);
  }

  async submit(edition: EditionRef, cohort: string, agency: string, content: string | Uint8Array) {
    const submission = this.open(edition, cohort, agency);
    const outcome = await this.judge(submission, content);
    await this.deliver();
    return { outcome, submission: this.world.submissions.get(submission.id)! };
  }

  /** Delivers events until none is left; `arrange` may repeat or reorder what is waiting. */
  async deliver(arrange: (events: Event[]) => Event[] = (events) => events) {
    for (let round = 0; this.world.events.length > 0; round++) {
      if (round > 100) throw new Error('events do not come to an end');
      const waiting = arrange(this.world.events.splice(0));
      for (const event of waiting) await this.consume(event);
    }
  }

  private async consume(event: Event) {
    const ports = this.world.ports();
    const cause = { correlationId: event.correlationId, causationId: event.id };
    if (event.type === 'ranking.computed') {
      const outcome = await publishRelease(ports, event.data, cause);
      if (outcome === 'published') this.counts.published++;
      return;
    }
    if (event.type === 'order.given') return void (await this.carryOut());
    if (!changesRankings(event)) return;
    for (const edition of await editionsToRecompute(ports, event)) {
      this.counts.asked++;
      const outcome = await recomputeRankings(ports, edition, cause);
      if (outcome === 'computed') this.counts.recomputed++;
    }
  }

  /** Carries out what is due within the time, in milliseconds: the world's clock is put forward to it. */
  async carryOut(lookAhead = 0) {
    const { releaseRecords: records, ...ports } = this.world.ports();
    const waitUntil = async (time: Date) => this.world.putForward(time);
    return carryOutOrders({ ...ports, records, waitUntil }, lookAhead);
  }

  pointer({ index, period }: EditionRef) {
    return this.world.pointers.get(index)?.editions[period];
  }

  /** The rows that readers see, as `unit id → [rank, score]`. */
  ranking(edition: EditionRef, cohort?: string, node?: string) {
    const run = this.world.runs.get(this.pointer(edition)?.run ?? '');
    const table = run?.cohorts.find(({ id }) => !cohort || id === cohort);
    return table?.nodes.find(({ code }) => !node || code === node)?.rows ?? [];
  }
}
