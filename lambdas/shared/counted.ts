import { metricNamespace } from '../../contracts/counted-metrics.ts';

/**
 * Fields that make CloudWatch count a line of the log, in its embedded metric format: numbers by name, one metric for
 * each value of the line's fields named, beside its stage.
 */
export const counted = (metrics: Record<string, number>, ...by: string[]) => ({
  ...metrics,
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [
      {
        Namespace: metricNamespace,
        Dimensions: [['stage', ...by]],
        Metrics: Object.keys(metrics).map((Name) => ({ Name })),
      },
    ],
  },
});
