import type { Framework, FrameworkNode, Indicator } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicator, leaf } from '../engine/build-framework.ts';

/**
 * A scorecard in the manner of the ministry's assessment of e-government application: a ratio, a volume against
 * the largest among units, a table of steps, and yes or no with a bonus that is capped.
 */
const points = (
  code: string,
  maximumPoints: number,
  children: FrameworkNode[],
  capped = false,
): FrameworkNode =>
  branch(code, children, {
    maximumPoints,
    aggregate: { method: 'sum-of-points', capped },
    missing: { rule: 'zero', atLeast: 0 },
  });

const ratio = (high: number) => ({
  maximumPoints: high,
  normalise: { method: 'fixed-bounds', low: 0, high } as const,
});

export const eGovernment: Framework = framework(
  points('total', 75, [
    points('information', 20, [leaf('published-items', ratio(20))]),
    points('online-services', 45, [
      leaf('dossiers', { maximumPoints: 30, normalise: { method: 'fraction-of-maximum', high: 30 } }),
      leaf('level-4-share', {
        maximumPoints: 15,
        normalise: {
          method: 'step-table',
          steps: [
            { from: 0, points: 0 },
            { from: 0.3, points: 5 },
            { from: 0.6, points: 10 },
            { from: 0.9, points: 15 },
          ],
        },
      }),
    ]),
    points(
      'portal',
      10,
      [
        leaf('mobile-version', ratio(8)),
        leaf('further-languages', {
          maximumPoints: 4,
          normalise: {
            method: 'goalposts',
            lower: 0,
            upper: 2,
            cap: 'both',
            scale: 'linear',
            low: 0,
            high: 4,
          },
        }),
      ],
      true,
    ),
  ]),
  { decimals: 2 },
);

const share = { range: { min: 0, max: 1 } };

export const eGovernmentIndicators: Indicator[] = [
  indicator('published-items', share),
  indicator('dossiers', { unit: 'dossiers', range: { min: 0 } }),
  indicator('level-4-share', share),
  indicator('mobile-version', share),
  indicator('further-languages', { unit: 'languages', range: { min: 0 } }),
];
