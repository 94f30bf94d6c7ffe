import { html } from 'hono/html';
import type { Html } from '../context.ts';

/** @param length 0..1 */
export const scoreBar = (length: number): Html =>
  html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="${(100 * length).toFixed(1)}" height="4"/></svg>`;
