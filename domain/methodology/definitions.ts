import { z } from 'zod';
import { aggregationMethods } from '../engine/aggregate/methods.ts';
import type { MethodParameters } from '../engine/method-table.ts';
import { normalisationMethods } from '../engine/normalise/methods.ts';
import { type Denomination, denomination } from '../engine/prepare/denominate.ts';
import { type Imputation, imputation } from '../engine/prepare/impute/methods.ts';
import { type Screening, screening } from '../engine/prepare/screen.ts';
import { preparation } from '../engine/prepare/specification.ts';
import { type Treatment, treatment } from '../engine/prepare/treat/methods.ts';
import { weightingMethods } from '../engine/weights/methods.ts';
import { plan } from './plan-definition.ts';
import { restatementRule } from './restatement-rule.ts';
import { signingKey } from './signing-key.ts';
import { submissionWindow } from './submission-window.ts';
import { date, identifier, period, source, type Text, text } from './terms.ts';

export type { Source, Text } from './terms.ts';
export { identifier, period, text };

const code = z.strictObject({
  scheme: identifier,
  value: z.string().min(1),
  from: date.optional(),
  to: date.optional(),
});

export const unit = z.strictObject({
  id: identifier,
  name: text,
  aliases: z.array(z.string().min(1)).default([]),
  codes: z.array(code).default([]),
  type: identifier.optional(),
  region: identifier.optional(),
  from: date.optional(),
  to: date.optional(),
  successors: z.array(identifier).default([]),
});

/** Units of every unit set; a unit is defined once, whichever sets it belongs to. */
export const unitRegistry = z.strictObject({
  kind: z.literal('units'),
  regions: z.record(identifier, text).default({}),
  units: z.array(unit).min(1),
});

export const unitSet = z.strictObject({
  kind: z.literal('unit-set'),
  id: identifier,
  name: text,
  from: date.optional(),
  to: date.optional(),
  source: source.optional(),
  members: z.array(identifier).min(1),
});

export const indicator = z.strictObject({
  id: identifier,
  name: text,
  /** Unit of measure, as printed beside a value: "ratio", "points", "Mbps". */
  unit: z.string().min(1),
  /** What `unit` is called in either language, where it is a word and not a symbol. */
  unitName: text.optional(),
  direction: z.enum(['higher-is-better', 'lower-is-better']).default('higher-is-better'),
  decimals: z.int().min(0).max(15).default(4),
  range: z.strictObject({ min: z.number().optional(), max: z.number().optional() }).default({}),
  /** The indicator of which this is a part: its value is never above that one's of the same unit. */
  atMost: identifier.optional(),
  /**
   * The largest change since the edition before that needs no note: in units of measure, or as a share of the
   * former value. A larger one is doubted, not refused.
   */
  plausibleChange: z
    .strictObject({ absolute: z.number().min(0).optional(), relative: z.number().min(0).optional() })
    .optional(),
  source: source.optional(),
});

export const indicatorRegistry = z.strictObject({
  kind: z.literal('indicators'),
  indicators: z.array(indicator).min(1),
});

export const index = z.strictObject({
  kind: z.literal('index'),
  id: identifier,
  name: text,
  shortName: z.string().min(1),
  description: text,
  publisher: z.strictObject({ name: text, url: z.url().optional() }),
});

/** Each method's fields stand beside its code. */
const oneOf = <Method extends { parameters: MethodParameters }>(methods: readonly Method[]) =>
  z.discriminatedUnion(
    'method',
    methods.map((method): Method['parameters'] => method.parameters) as [Method['parameters']],
  );

/** How an indicator's value becomes comparable with its siblings. */
export const normalisation = oneOf(normalisationMethods);

/** How children become their parent's score. */
export const aggregation = oneOf(aggregationMethods);

/** Where the weights of a branch's children come from. */
export const weighting = oneOf(weightingMethods);

/**
 * What a missing child does: its siblings carry its weight, it counts as zero, any one of them makes the parent
 * zero, or the parent is missing.
 * `atLeast` is the share of children, 0..1, that must be present for the parent to have a score.
 */
export const missingRule = z.strictObject({
  rule: z.enum(['renormalise', 'zero', 'zero-if-any', 'fail']),
  atLeast: z.number().min(0).max(1).default(0),
});

type NodeFields = {
  code: string;
  name: Text;
  weight?: number | undefined;
  maximumPoints?: number | undefined;
  /** Decimals of the published score; the framework's own where absent. */
  decimals?: number | undefined;
};
export type LeafNode = NodeFields & {
  indicator: string;
  normalise: Normalisation;
  /** The value is divided by this indicator's of the same unit and period. */
  denominateBy?: Denomination | undefined;
  /** In the place of the framework's own. */
  impute?: Imputation | undefined;
  treat?: Treatment | undefined;
};
export type BranchNode = NodeFields & {
  aggregate: Aggregation;
  /** As the children carry them where absent. */
  weights?: Weighting | undefined;
  missing: MissingRule;
  /** What a unit must have below the node to be scored there and below. */
  screen?: Screening | undefined;
  children: FrameworkNode[];
};
export type FrameworkNode = LeafNode | BranchNode;

export const isLeaf = (node: FrameworkNode): node is LeafNode => 'indicator' in node;

/** A leaf names an indicator, a branch has children: exactly one of the two. */
export const frameworkNode: z.ZodType<FrameworkNode> = z.lazy(() =>
  z
    .strictObject({
      code: identifier,
      name: text,
      weight: z.number().min(0).optional(),
      maximumPoints: z.number().positive().optional(),
      decimals: z.int().min(0).max(15).optional(),
      indicator: identifier.optional(),
      normalise: normalisation.optional(),
      denominateBy: z.optional(denomination),
      impute: z.optional(imputation),
      treat: z.optional(treatment),
      screen: z.optional(screening),
      aggregate: aggregation.optional(),
      weights: weighting.optional(),
      missing: missingRule.optional(),
      children: z.array(frameworkNode).min(1).optional(),
    })
    .transform((node, context): FrameworkNode => {
      const { indicator, normalise, denominateBy, impute, treat, ...rest } = node;
      const { aggregate, weights, missing, screen, children, ...fields } = rest;
      const ofLeaf = {
        ...(denominateBy && { denominateBy }),
        ...(impute && { impute }),
        ...(treat && { treat }),
      };
      if (indicator !== undefined && !children && !aggregate && !weights && !missing && !screen)
        return { ...fields, indicator, normalise: normalise ?? { method: 'none' }, ...ofLeaf };
      if (children && indicator === undefined && !normalise && Object.keys(ofLeaf).length === 0)
        return {
          ...fields,
          ...(screen && { screen }),
          aggregate: aggregate ?? { method: 'arithmetic-mean' },
          ...(weights && { weights }),
          missing: missing ?? { rule: 'fail', atLeast: 0 },
          children,
        };
      context.addIssue({
        code: 'custom',
        message:
          'a leaf has "indicator" (and "normalise", "denominateBy", "impute", "treat"); a branch has "children" (and "aggregate", "weights", "missing", "screen")',
      });
      return z.NEVER;
    }),
);

export const rankingRule = z.strictObject({
  /** Which ranks units with equal scores have: 1, 2, 2, 4 · 1, 2, 2, 3 · 1, 2, 3, 4 by id · 1, 2.5, 2.5, 4. */
  ties: z.enum(['competition', 'dense', 'ordinal', 'fractional']).default('competition'),
  /** Whether equal means equal as published, or equal before rounding. */
  on: z.enum(['rounded', 'exact']).default('rounded'),
  /** Whether each rank comes with the share of the units, in per cent, that it is ahead of. */
  percentiles: z.boolean().optional(),
});

export const framework = z.strictObject({
  kind: z.literal('framework'),
  id: identifier,
  index: identifier,
  version: z.string().min(1),
  source,
  decimals: z.int().min(0).max(15).default(4),
  ranking: rankingRule.default({ ties: 'competition', on: 'rounded' }),
  /** What is done to all values before they are normalised; nothing where absent. */
  prepare: z.optional(preparation),
  root: frameworkNode,
  /** Nodes shown and ranked beside the total that do not feed it. */
  reported: z.array(frameworkNode).default([]),
});

const publishedNode = z.strictObject({
  code: identifier,
  name: text,
  unit: z.string().optional(),
  unitName: text.optional(),
});

export const cohort = z.discriminatedUnion('origin', [
  z.strictObject({
    origin: z.literal('computed'),
    id: identifier,
    name: text,
    unitSet: identifier,
    framework: identifier,
  }),
  z.strictObject({
    origin: z.literal('imported'),
    id: identifier,
    name: text,
    unitSet: identifier,
    source,
    /** The first node is the total. */
    nodes: z.array(publishedNode).min(1),
  }),
  z.strictObject({
    origin: z.literal('restated'),
    id: identifier,
    name: text,
    /** The units after the reform. */
    unitSet: identifier,
    /** The cohort of the units before it: of this edition, or of the edition before where a period is named. */
    from: z.strictObject({ cohort: identifier, period: period.optional() }),
    rule: restatementRule,
    /** Where given, the rule applies to indicator values and the framework computes; else to scores. */
    framework: identifier.optional(),
    /** Rules of single indicators, where values are restated: counts may add up while shares are averaged. */
    indicatorRules: z.record(identifier, restatementRule).default({}),
    /** Who says that this is the rule. */
    source: source.optional(),
  }),
]);

/** A figure about all units that the publisher printed, kept as printed. */
export const publishedStatistic = z.strictObject({
  cohort: identifier,
  node: identifier,
  measure: identifier,
  value: z.number(),
  source,
});

export const reporter = z.strictObject({
  agency: identifier,
  /** Cohorts whose files the agency may send; all where absent. */
  cohorts: z.array(identifier).min(1).optional(),
  /** Units it may report on; all where absent. */
  units: z.array(identifier).min(1).optional(),
  /** Indicators it may report; all where absent. */
  indicators: z.array(identifier).min(1).optional(),
  /** Its public keys: a file that it signs with one is checked against the signature. */
  keys: z.array(signingKey).min(1).optional(),
});

export const edition = z.strictObject({
  kind: z.literal('edition'),
  index: identifier,
  period,
  /** The first cohort is the one shown when a reader names none. */
  cohorts: z.array(cohort).min(1),
  release: z.enum(['automatic', 'manual']).default('automatic'),
  /** Present where the figures are made up to show a method; every answer about the edition then says so. */
  sample: z.literal(true).optional(),
  submission: submissionWindow.default({ numbers: 'en' }),
  reporters: z.array(reporter).min(1),
  /**
   * Where reporters' values are claims that reviewers verify: whether a claim counts, provisionally, before it is
   * decided (`optional`), or not until then (`required`).
   */
  verification: z.enum(['required', 'optional']).optional(),
  /** Agencies whose reviewers verify; nobody verifies what the own agency has sent. */
  reviewers: z.array(identifier).min(1).optional(),
  publishedStatistics: z.array(publishedStatistic).default([]),
  note: text.optional(),
});

/** One document of a definition file; `kind` says which. */
export const definition = z.discriminatedUnion('kind', [
  unitRegistry,
  unitSet,
  indicatorRegistry,
  index,
  framework,
  edition,
  plan,
]);

export type Unit = z.infer<typeof unit>;
export type UnitRegistry = z.infer<typeof unitRegistry>;
export type UnitSet = z.infer<typeof unitSet>;
export type Indicator = z.infer<typeof indicator>;
export type Index = z.infer<typeof index>;
export type Normalisation = z.infer<typeof normalisation>;
export type Aggregation = z.infer<typeof aggregation>;
export type Weighting = z.infer<typeof weighting>;
export type MissingRule = z.infer<typeof missingRule>;
export type Framework = z.infer<typeof framework>;
export type Cohort = z.infer<typeof cohort>;
export type Reporter = z.infer<typeof reporter>;
export type Edition = z.infer<typeof edition>;
export type Definition = z.infer<typeof definition>;
export type DefinitionKind = Definition['kind'];
