import { html } from 'hono/html';
import type { Html } from '../context.ts';

/** @param length 0..1 */
export const scoreBar = (length: number): Html =>
  html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="${(100 * length).toFixed(1)}" height="4"/></svg>`;

/**
 * @param from 0..1 of the length of a bar
 * @param to as `from`, and above it
 */
export const rangeBar = (from: number, to: number): Html =>
  html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect x="${(100 * from).toFixed(1)}" width="${(100 * (to - from)).toFixed(1)}" height="4"/></svg>`;
