import { z } from 'zod';
import { text } from '../domain/methodology/definitions.ts';

/** What answers of the desk are made of. */
export const bilingual = z.object(text.shape);
export const address = z.string().meta({ description: 'Relative to the address of the service.' });
export const time = z.iso.datetime({ offset: true });
