import { z } from 'zod';

/** Text shown to people, in both languages of the portal. */
export const text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

/** A stable identifier of our own: lower-case words joined by `-` or `.`. */
export const identifier = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'use lower-case letters, digits, "-" and "."');

/** A reference period. Indices of this product are yearly. */
export const period = z.string().regex(/^\d{4}$/, 'write the year in quotes, e.g. "2022"');

export const date = z.iso.date();
export const source = z.strictObject({ citation: z.string().min(1), url: z.url().optional() });

export type Text = z.infer<typeof text>;
export type Source = z.infer<typeof source>;
