import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { parse } from 'yaml';
import { addStacks } from '../lib/civindex.ts';
import { loadConfig } from '../lib/config.ts';
import { monthlyBill, type Prices, type Settings, sumOf, type Usage } from './cost-model.ts';

/** `npm run cost`: writes docs/cost.md from the templates of prod and scripts/cost-prices.yaml. */
type Template = { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> };

const root = join(import.meta.dirname, '..');
const prices = parse(readFileSync(join(import.meta.dirname, 'cost-prices.yaml'), 'utf8')) as Prices;

const rest: Usage = {
  name: 'At rest',
  ...{
    files: 0,
    releases: 0,
    reads: 0,
    kilobytes: 0,
    tableGigabytes: 1,
    bucketGigabytes: 5,
    countedMetrics: 2,
    people: 0,
  },
};
const country: Usage = {
  name: 'A country of 63 provinces',
  ...{
    files: 500,
    releases: 200,
    reads: 1_000_000,
    kilobytes: 8,
    tableGigabytes: 2,
    bucketGigabytes: 10,
    countedMetrics: 20,
    // Two of each of 225 agencies.
    people: 450,
  },
};
/** Each reads a page every 15 seconds for an hour on two days, besides a country's usual readers. */
const crowd: Usage = { ...country, name: '20,000 readers at once', reads: 1_000_000 + 20_000 * 240 * 2 };
const usages: Usage[] = [
  rest,
  country,
  crowd,
  { ...country, name: `${country.name}, CloudFront in front`, cached: 0.8 },
  { ...crowd, name: `${crowd.name}, CloudFront in front`, cached: 0.97 },
];

function settingsOfProd(): Settings {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  addStacks(app, loadConfig('prod', {}));
  const resources = app
    .synth()
    .stacks.flatMap(({ template }) => Object.values((template as Template).Resources));
  const ofType = (type: string) =>
    resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const functions = ofType('AWS::Lambda::Function').map(({ FunctionName, MemorySize }) => [
    String(FunctionName).replace('civindex-prod-', ''),
    Number(MemorySize),
  ]);
  const rates = ofType('AWS::Scheduler::Schedule').map(({ ScheduleExpression }) =>
    Number(/rate\((\d+) minutes?\)/.exec(String(ScheduleExpression))![1]),
  );
  return {
    memory: Object.fromEntries(functions),
    polledQueues: ofType('AWS::Lambda::EventSourceMapping').length,
    knocks: rates.reduce((sum, minutes) => sum + (30.4 * 24 * 60) / minutes, 0),
    alarms: ofType('AWS::CloudWatch::Alarm').length,
    dashboards: ofType('AWS::CloudWatch::Dashboard').length,
    keys: ofType('AWS::KMS::Key').length,
    webAclRules: ofType('AWS::WAFv2::WebACL').flatMap(({ Rules }) => Rules as object[]).length,
  };
}

const dollars = (value: number) => value.toFixed(2);

function table(settings: Settings): string {
  const bills = usages.map((usage) => monthlyBill(settings, usage, prices));
  const items = [...new Set(bills.flatMap((bill) => bill.map(({ item }) => item)))];
  const cell = (bill: (typeof bills)[number], item: string) => {
    const line = bill.find((each) => each.item === item);
    return line ? dollars(line.dollars) : '';
  };
  const rows = [
    ['', ...usages.map(({ name }) => name)],
    ['---', ...usages.map(() => '---:')],
    ...items.map((item) => [item, ...bills.map((bill) => cell(bill, item))]),
    ['**all**', ...bills.map((bill) => `**${dollars(sumOf(bill))}**`)],
  ];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** What was reckoned with, and who says so. */
function priceTable(): string {
  const rows = Object.values(prices).map(({ price, of, source, dated }) =>
    [String(price), of, `[${source.split('/')[0]}](https://${source})`, dated].join(' | '),
  );
  return ['dollars | of a month or of use | says | dated', '---: | --- | --- | ---', ...rows]
    .map((row) => `| ${row} |`)
    .join('\n');
}

const settings = settingsOfProd();
const { memory, polledQueues, alarms, dashboards, keys, webAclRules, knocks } = settings;
writeFileSync(
  join(root, 'docs', 'cost.md'),
  `# Cost

Written by \`npm run cost\` from the templates of prod and the prices in \`scripts/cost-prices.yaml\` (us-east-1, US dollars a month, without free tiers and taxes; a table of prices ages, so look before you budget, and \`config/prod.yaml\` names another region, whose prices may differ; below is who says each, and when).

${table(settings)}

The templates have ${Object.keys(memory).length} functions, ${polledQueues} queues that Lambda polls, ${alarms} alarms, ${dashboards} dashboards, ${keys} keys, a web ACL of ${webAclRules} rules, and schedules that knock ${Math.round(knocks).toLocaleString('en')} times a month.

- **At rest** it is what stands there that costs: the web ACL, alarms and dashboards, keys, and Lambda asking idle queues every few seconds. No function runs but for the knocks.
- **A country**: 500 files and 200 releases in the busiest month, a million reads of 8 KB as they are sent, and 450 people who sign in at the user pool (with an issuer of its own, none).
- **20,000 readers at once** read a page each every 15 seconds, for an hour on two days: 1,333 requests a second, above \`api.requestsPerSecond\`, which must be raised for it ([scaling](scaling.md)).
- **CloudFront in front** is how prod comes (\`edge\`): pages may be kept for a minute, so four in five of a country's readings and nearly all of a crowd's are assumed to be answered by its cache. The columns without it are for readers of the API's own address.
- The bill errs upwards: every worker is reckoned at the largest memory, every file as if it passed all of them.

## Prices

${priceTable()}
`,
);
console.log(table(settings));
