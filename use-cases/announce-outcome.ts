import type { Event } from '../contracts/events.ts';
import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import { envelope } from './event-envelope.ts';
import type { Clock, EventPublisher, Identifiers, Submission, SubmissionStatus } from './ports.ts';

type Ports = { events: EventPublisher; clock: Clock; identifiers: Identifiers };

/** Tells that a data file is part of the editions' datasets now. */
export function announceAcceptance(
  ports: Ports,
  submission: Submission,
  editions: EditionRef[],
): Promise<void> {
  const { id: submissionId, agency, edition, cohort, part } = submission;
  const slot = { ...edition!, cohort: cohort!, agency };
  const data = { submissionId, part: part!, editions, slot };
  const accepted = envelope(ports, 'observations.accepted', causeOf(submission), data);
  return ports.events.publish([accepted, ...outcomeOf(ports, submission)]);
}

/** Tells how a data file was judged. */
export const announceOutcome = (ports: Ports, submission: Submission): Promise<void> =>
  ports.events.publish(outcomeOf(ports, submission));

function outcomeOf(ports: Ports, submission: Submission): Event[] {
  const { id: submissionId, agency, status, edition, cohort, report } = submission;
  if (!edition || !cohort || !isJudgement(status)) return [];
  const { errors, warnings } = report?.total ?? { errors: 0, warnings: 0 };
  const data = { submissionId, agency, status, edition, cohort, errors, warnings };
  return [envelope(ports, 'submission.decided', causeOf(submission), data)];
}

/** What was taken back is told by the withdrawal. */
const isJudgement = (status: SubmissionStatus) =>
  status === 'accepted' || status === 'rejected' || status === 'superseded';

const causeOf = ({ id }: Submission) => ({ correlationId: id, causationId: id });
