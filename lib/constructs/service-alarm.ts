import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';

export type ServiceAlarmProps = {
  config: Config;
  topic: ITopic;
  /** Also the section of docs/runbook.md that says what to do. */
  name: string;
  /** What is the case, in a sentence. */
  sentence: string;
  /** What it costs agencies or readers, in a sentence. */
  impact: string;
  metric: IMetric;
  /** Rings when the metric is at or above it. */
  threshold: number;
  /** Rings when the metric is below the threshold, or says nothing, instead. */
  whenBelow?: true;
  /** How many periods of the metric in a row; one unless said. */
  periods?: number;
};

/** An alarm that says what is wrong, what it costs, and where it is written what to do. */
export class ServiceAlarm extends Construct {
  constructor(scope: Construct, id: string, props: ServiceAlarmProps) {
    super(scope, id);
    const { config, topic, name, sentence, impact, metric, threshold, whenBelow, periods = 1 } = props;
    const action = new SnsAction(topic);
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: resourceName(config, name),
      alarmDescription: `${sentence} Impact: ${impact} Runbook: docs/runbook.md#${name}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: whenBelow
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: whenBelow ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
