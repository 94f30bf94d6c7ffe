import type { Framework } from '../../methodology/definitions.ts';
import type { ColumnPlan, PreparationPlan } from '../prepare/plan.ts';
import type { PreparedColumn, PreparedMatrix } from '../prepare/preparation.ts';
import { STATUS } from '../status.ts';
import type { FrameworkFault } from './framework-fault.ts';
import { leafNodesOf } from './framework-nodes.ts';

/** A prepared column with its values; `own` are the steps that its leaves ask for themselves. */
type Column = {
  plan: ColumnPlan;
  done: PreparedColumn;
  values: Float64Array;
  own: { impute: boolean; treat: boolean };
};

/** What preparing the data did not do, or did to no purpose. */
export function columnFaults(
  framework: Framework,
  { columns }: PreparationPlan,
  { units, values, preparation }: PreparedMatrix,
): FrameworkFault[] {
  const leaves = new Map(leafNodesOf(framework).map((leaf) => [leaf.code, leaf]));
  const all = columns.map((plan, place): Column => {
    const leaf = leaves.get(plan.nodes[0]!)!;
    return {
      plan,
      done: preparation!.columns[place]!,
      values: values.subarray(place * units, (place + 1) * units),
      own: { impute: leaf.impute !== undefined, treat: leaf.treat !== undefined },
    };
  });
  return [
    ...all.flatMap((column) => [
      ...denominatorFaults(column),
      ...imputationFaults(column),
      ...treatmentFaults(column),
    ]),
    ...idleForAll(framework, all),
  ];
}

const withStatus = ({ done }: Column, ...status: number[]): number =>
  done.absence.filter((absence) => status.includes(absence)).length;

const gapsLeft = ({ values, done }: Column): number =>
  values.filter((value, unit) => {
    const absence = done.absence[unit]!;
    return Number.isNaN(value) && (absence === 0 || absence === STATUS.noDenominator);
  }).length;

const unitsOf = (count: number): string => (count === 1 ? '1 unit' : `${count} units`);

function denominatorFaults(column: Column): FrameworkFault[] {
  const { denominator, nodes } = column.plan;
  const unusable = withStatus(column, STATUS.noDenominator, STATUS.denominatorNotPositive);
  if (!denominator || unusable === 0) return [];
  return [
    {
      severity: 'error',
      code: 'denominator-unusable',
      node: nodes[0]!,
      message: `${unitsOf(unusable)} gave a value and no ${denominator.indicator} above 0 to divide it by`,
      mend: `Report ${denominator.indicator} for these units.`,
    },
  ];
}

function imputationFaults(column: Column): FrameworkFault[] {
  const { plan, done, own } = column;
  if (!plan.imputation) return [];
  const left = gapsLeft(column);
  if (left > 0)
    return [
      {
        severity: 'warning',
        code: 'gaps-left',
        node: plan.nodes[0]!,
        message: `"${plan.imputation.method}" finds no estimate for ${unitsOf(left)}`,
        mend: 'Impute by another method, or leave it to the rule for missing children.',
      },
    ];
  if (!own.impute || done.imputed.length > 0) return [];
  return [
    {
      severity: 'warning',
      code: 'imputation-idle',
      node: plan.nodes[0]!,
      message: `"${plan.imputation.method}" has nothing to fill: no unit lacks a value`,
      mend: 'Nothing, or leave the imputation out.',
    },
  ];
}

function treatmentFaults(column: Column): FrameworkFault[] {
  const { plan, done, own } = column;
  const node = plan.nodes[0]!;
  if (!plan.treatment) return [];
  const { treated } = done;
  if (!treated)
    return own.treat
      ? [
          {
            severity: 'warning',
            code: 'treatment-idle',
            node,
            message: 'the treatment does not reach this indicator: it has no outliers',
            mend: 'Leave the treatment out, lower its limits, or say "when: always".',
          },
        ]
      : [];
  const undefinedFor = withStatus(column, STATUS.notTreatable);
  if (undefinedFor > 0)
    return [
      {
        severity: 'error',
        code: 'treatment-undefined',
        node,
        message: `"${treated.method}" is not defined for the values of ${unitsOf(undefinedFor)}`,
        mend: 'Use a method that is, such as yeo-johnson, or log with the form from-one.',
      },
    ];
  if (!treated.outliersLeft) return [];
  const { skewness, kurtosis } = treated.after;
  return [
    {
      severity: 'warning',
      code: 'outliers-left',
      node,
      message: `"${treated.method}" leaves outliers: skewness ${skewness!.toFixed(2)}, kurtosis ${kurtosis!.toFixed(2)}`,
      mend: 'Add another method after it, or let winsorise move more values.',
    },
  ];
}

/** Steps that the framework asks for all leaves, and that act on none. */
function idleForAll({ prepare, root }: Framework, columns: readonly Column[]): FrameworkFault[] {
  const common = (step: 'impute' | 'treat') => columns.filter(({ own }) => !own[step]);
  const imputing = common('impute').filter(({ plan }) => plan.imputation);
  const treating = common('treat').filter(({ plan }) => plan.treatment);
  const noGaps = imputing.every((column) => column.done.imputed.length + gapsLeft(column) === 0);
  const faults: FrameworkFault[] = [];
  if (prepare?.impute && imputing.length > 0 && noGaps)
    faults.push({
      severity: 'warning',
      code: 'imputation-idle',
      node: root.code,
      message: `"${prepare.impute.method}" has nothing to fill in any indicator`,
      mend: 'Nothing, or leave the imputation out.',
    });
  if (treating.length > 0 && treating.every(({ done }) => !done.treated))
    faults.push({
      severity: 'warning',
      code: 'treatment-idle',
      node: root.code,
      message: 'the treatment reaches no indicator: none has outliers',
      mend: 'Leave the treatment out, lower its limits, or say "when: always".',
    });
  return faults;
}
