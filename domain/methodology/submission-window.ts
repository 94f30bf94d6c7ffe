import { z } from 'zod';

const moment = z.iso.datetime({ offset: true });

/** A name that the machine's time zone data know, such as Asia/Ho_Chi_Minh. */
const timeZone = z.string().refine(isTimeZone, 'write an IANA time zone, such as "Asia/Ho_Chi_Minh"');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** When an edition takes files, and how they are written. */
export const submissionWindow = z
  .strictObject({
    opens: moment.optional(),
    closes: moment.optional(),
    /** In which days before the deadline are counted, and deadlines are told; UTC where absent. */
    timeZone: timeZone.optional(),
    /** Days before the deadline on which those are reminded who have not submitted; the stage's own where absent. */
    reminders: z.array(z.int().min(1).max(365)).max(10).optional(),
    /** Which way numbers are written in the files: 1,234.5 or 1.234,5. */
    numbers: z.enum(['en', 'vi']).default('en'),
  })
  .refine(({ opens, closes }) => !opens || !closes || Date.parse(opens) < Date.parse(closes), {
    error: '"closes" must come after "opens"',
    path: ['closes'],
  });

export type SubmissionWindow = z.infer<typeof submissionWindow>;
