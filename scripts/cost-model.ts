/** Dollars, of what, and who says so when: scripts/cost-prices.yaml. */
export type Prices = Record<string, { price: number; of: string; source: string; dated: string }>;

/** What the templates of a stage cost by being there. */
export type Settings = {
  /** Memory in MB, by function. */
  memory: Record<string, number>;
  /** Queues that Lambda polls. */
  polledQueues: number;
  /** Messages that schedules send in a month. */
  knocks: number;
  alarms: number;
  dashboards: number;
  keys: number;
  webAclRules: number;
};

/** What happens in a month. */
export type Usage = {
  name: string;
  /** Data files that arrive, and releases that they lead to. */
  files: number;
  releases: number;
  /** Requests of readers, and kilobytes of an answer as it is sent. */
  reads: number;
  kilobytes: number;
  /** Of these, the share that a cache in front answers; without one, nothing is in front. */
  cached?: number;
  /** Metrics that functions count in their logs, by value of a dimension: outcomes, open editions, released indices. */
  countedMetrics: number;
  /** Who sign in at the user pool; those of an issuer of one's own cost nothing here. */
  people: number;
  /** Gigabytes kept in the table and in buckets. */
  tableGigabytes: number;
  bucketGigabytes: number;
};

export type BillLine = { item: string; dollars: number };

const secondsOfMonth = 60 * 60 * 24 * 30.4;
/** Lambda polls an idle queue with five connections that each ask every 20 seconds. */
const idlePollsOfMonth = (5 * secondsOfMonth) / 20;

/** Seconds that a reader's call is assumed to be billed. */
const readSeconds = 0.03;
/** Assumed of a file and of a release on their way through every worker: calls, seconds of each, requests to others. */
const ofFile = {
  calls: 12,
  seconds: 0.5,
  writes: 60,
  reads: 60,
  puts: 4,
  gets: 15,
  events: 6,
  signatures: 1,
};
const ofRelease = {
  calls: 14,
  seconds: 1,
  writes: 600,
  reads: 200,
  puts: 4,
  gets: 40,
  events: 4,
  signatures: 1,
};
const knockSeconds = 0.1;
const logBytesOfCall = 1_000;

/** A month's bill, a line for each service that costs more than a cent. */
export function monthlyBill(settings: Settings, usage: Usage, prices: Prices): BillLine[] {
  const { files, releases } = usage;
  const total = (field: keyof typeof ofFile) => files * ofFile[field] + releases * ofRelease[field];
  const served = usage.reads * (1 - (usage.cached ?? 0));
  const calls = total('calls') + served + settings.knocks;
  const gigabytes = (usage.reads * usage.kilobytes) / 1e6;
  const price = (name: string) => prices[name]!.price;
  const workerSeconds =
    files * ofFile.calls * ofFile.seconds + releases * ofRelease.calls * ofRelease.seconds;
  const gigabyteSeconds =
    (served * readSeconds * settings.memory['public-api']!) / 1024 +
    ((workerSeconds + settings.knocks * knockSeconds) * largestWorker(settings)) / 1024;
  const lines = {
    'API Gateway': (served / 1e6) * price('apiGatewayMillionRequests'),
    WAF:
      price('wafAclMonth') +
      settings.webAclRules * price('wafRuleMonth') +
      (served / 1e6) * price('wafMillionRequests'),
    Cognito: usage.people * price('cognitoPersonMonth'),
    Lambda: gigabyteSeconds * price('lambdaGigabyteSecond') + (calls / 1e6) * price('lambdaMillionRequests'),
    DynamoDB:
      ((served * 2 * 0.5 + total('reads')) / 1e6) * price('dynamoDbMillionReads') +
      (total('writes') / 1e6) * price('dynamoDbMillionWrites') +
      usage.tableGigabytes * (price('dynamoDbGigabyteMonth') + price('dynamoDbBackupGigabyteMonth')),
    S3:
      usage.bucketGigabytes * price('s3GigabyteMonth') +
      (total('puts') / 1e3) * price('s3ThousandWrites') +
      (total('gets') / 1e3) * price('s3ThousandReads'),
    SQS:
      ((settings.polledQueues * idlePollsOfMonth + 3 * (total('calls') + settings.knocks)) / 1e6) *
      price('sqsMillionRequests'),
    EventBridge: ((total('events') + settings.knocks) / 1e6) * price('eventBridgeMillionEvents'),
    KMS:
      settings.keys * price('kmsKeyMonth') + (total('signatures') / 1e4) * price('kmsTenThousandSignatures'),
    CloudWatch:
      settings.alarms * price('alarmMonth') +
      settings.dashboards * price('dashboardMonth') +
      usage.countedMetrics * price('metricMonth') +
      ((calls * logBytesOfCall) / 1e9) * price('logGigabyte'),
    'X-Ray': (tracesOf(calls) / 1e6) * price('tracesMillion'),
    ...(usage.cached === undefined
      ? { 'Data to readers': gigabytes * price('outgoingGigabyte') }
      : {
          CloudFront:
            (usage.reads / 1e6) * (price('cloudFrontMillionRequests') + price('cloudFrontMillionCalls')) +
            gigabytes * price('cloudFrontGigabyte'),
        }),
  };
  return Object.entries(lines)
    .filter(([, dollars]) => dollars >= 0.01)
    .map(([item, dollars]) => ({ item, dollars }));
}

/** One call a second and five in a hundred beyond are traced, the default of X-Ray; spread evenly, calls cost most. */
const tracesOf = (calls: number) =>
  Math.min(calls, secondsOfMonth) + 0.05 * Math.max(0, calls - secondsOfMonth);

/** The dearest memory stands for all workers: the bill errs upwards. */
const largestWorker = ({ memory }: Settings) => Math.max(...Object.values(memory));

export const sumOf = (lines: readonly BillLine[]) => lines.reduce((sum, { dollars }) => sum + dollars, 0);
