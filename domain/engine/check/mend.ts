import type { FaultCode } from '../engine-error.ts';

/** What to do about each fault that keeps a framework from being computed. */
export const mendOf: Record<FaultCode, string> = {
  'node-duplicate': 'Give every node a code of its own.',
  'indicator-unknown': 'Define the indicator, or name one that is defined.',
  'method-unknown': 'Name a method that this version of the engine has.',
  'maximum-points-missing': 'Give the node its maximumPoints.',
  'direction-not-supported': 'Use a method that turns the indicator round, such as min-max.',
  'scale-empty': 'Set bounds that leave a range between them.',
  'steps-invalid': 'Order the steps, with more points for a better value.',
  'points-differ': "Make the children's maximumPoints add up to their parent's.",
  'scores-not-positive':
    'Let the normalisation begin above 0, for example min-max from 1 to 100, or aggregate by another method.',
  'weights-invalid': 'Give weights that sum to more than 0.',
  'weights-conflict': 'Say in one place where the weights come from.',
  'weights-unused': 'Leave the weights out, or aggregate by a method that uses them.',
  'comparisons-invalid': 'Compare every pair of children once.',
  'comparisons-inconsistent': 'Revise the comparisons that contradict each other.',
  'value-not-finite': 'Correct the value in the file; missing is blank, not a huge number.',
  'score-not-finite': 'Correct the values, or scale them to a smaller range first.',
  'matrix-shape': 'Give a value, or NaN, for every unit and indicator.',
  'too-many-units': 'Use a method that does not compare every pair of units.',
  'matrix-not-prepared': 'Prepare the matrix before it is evaluated.',
  'denominator-invalid': 'Divide a count or an amount by a size, not a share or a score.',
  'context-missing': 'Give the regions, types or earlier values that the imputation needs.',
};
