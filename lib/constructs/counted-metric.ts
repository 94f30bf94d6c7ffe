import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { metricNamespace } from '../../contracts/counted-metrics.ts';
import type { Config } from '../config.ts';

export type CountedMetricProps = {
  statistic: string;
  period: Duration;
  /** What tells it from others of its name, beside the stage. */
  by?: Record<string, string>;
};

/** A count that functions write into their logs (lambdas/shared/counted.ts). */
export const countedMetric = ({ stage }: Config, metricName: string, props: CountedMetricProps): Metric => {
  const { statistic, period, by } = props;
  return new Metric({
    namespace: metricNamespace,
    metricName,
    statistic,
    period,
    dimensionsMap: { stage, ...by },
  });
};
