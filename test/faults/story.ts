import { webhookTypes } from '../../contracts/webhooks.ts';
import { index, units } from '../unit/use-cases/three-provinces.ts';
import { firstDay, type World } from './world.ts';

/** What later days need of earlier ones: ids, by name. */
export type Notes = Record<string, string>;
/** Something that people do on one day; the rest follows from it. */
export type Day = [name: string, happens: (world: World, notes: Notes) => Promise<unknown>];

const at = (day: number, hour = 0) => new Date(firstDay + (24 * day + hour) * 3_600_000).toISOString();

const window = `submission: { opens: "${at(0)}", closes: "${at(20)}", timeZone: UTC }`;
const verified = ['verification: optional', 'reviewers: [ministry]'];

/** With so many nodes a run is too large for one transaction. */
const many = Array.from({ length: 26 }, (_, place) => `m${place}`);
const indicators = ['traffic', ...many]
  .map((id) => `  - { id: ${id}, name: { vi: ${id}, en: ${id} }, unit: GB }\n`)
  .join('');
const plan = `kind: plan
id: hue-2025
name: { vi: Kế hoạch, en: Plan }
source: { citation: hue.example }
targets:
  - { id: reach-2025, name: { vi: Phủ sóng, en: Reach }, indicator: reach, unit: hue, direction: at-least, value: 95, due: "2025" }
`;

export const definitions = {
  'units.yaml': units + indicators,
  'network.yaml': index('network', ['speed', 'reach'], ['2021', '2022'], '[{ agency: telecoms }]', [
    window,
    ...verified,
  ]),
  'access.yaml': index('access', ['reach'], ['2022'], '[{ agency: statistics }]', ['release: manual']),
};
export const moreDefinitions = {
  ...definitions,
  'units.yaml': units.replace('en: Can Tho', 'en: Can Tho Province') + indicators,
  'coverage.yaml': index('coverage', ['reach', ...many], ['2022'], '[{ agency: statistics }]'),
  'traffic.yaml': index('traffic', ['speed', 'traffic'], ['2022'], '[{ agency: statistics }]'),
  'plan.yaml': plan,
};
export const newestDefinitions = {
  ...moreDefinitions,
  'units.yaml': units.replace('en: Can Tho', 'en: Can Tho City') + indicators,
};
const note = { vi: 'Đính chính', en: 'Correction' };

export const wrongFile = 'unit,speed\nHuếe,fast\n';
export const fileOf = (speed: number) => `unit,speed,reach\nĐà Nẵng,${speed},90\nHuế,30,80\nCần Thơ,20,70\n`;

export async function define(world: World, files: Record<string, string>, key: string) {
  const fileName = 'definitions.json';
  const opened = await world.ask('operator', 'POST', '/v1/desk/definitions', { fileName }, key);
  const bundle = { files: Object.entries(files).map(([path, text]) => ({ path, text })) };
  world.upload(opened.upload.fields.key, JSON.stringify(bundle));
}

const announce = (world: World, person: string, [index, period]: [string, string], key: string) => {
  const announced = { edition: `${index}/${period}`, fileName: 'số liệu.csv' };
  return world.ask(person, 'POST', '/v1/desk/submissions', announced, key);
};

export async function send(world: World, period: string, content: string, key: string): Promise<string> {
  const { submission, upload } = await announce(world, 'reporter', ['network', period], key);
  world.upload(upload.fields.key, content);
  return submission.id;
}

const order = (world: World, edition: string, body: Record<string, unknown>) =>
  world.ask(
    'operator',
    'POST',
    `/v1/desk/editions/${edition}/order`,
    body,
    `${body['kind']}:${edition}:${body['at']}`,
  );

const decided = (outcome: object) => ({
  verdicts: [{ indicator: 'reach', unit: 'da-nang', reason: 'counted twice', ...outcome }],
});

const deliverNews = async (world: World) => world.enqueue('watch-deadlines', { knock: 'it is time' });

/** Three weeks of a small country: every function is called, and everything happens that changes what is stored. */
export const story: Day[] = [
  ['an operator defines two indices', (world) => define(world, definitions, 'first')],
  [
    'an agency registers a webhook and tries it',
    async (world, notes) => {
      const hook = { url: 'https://telecoms.example/civindex', types: webhookTypes };
      notes['webhook'] = (await world.ask('reporter', 'POST', '/v1/desk/webhooks', hook)).id;
      await world.ask('reporter', 'POST', `/v1/desk/webhooks/${notes['webhook']}/pings`);
    },
  ],
  ['a file comes, and is published', async (world) => void (await send(world, '2021', fileOf(10), 'a'))],
  [
    'a file comes for an index, and feeds another',
    async (world, notes) => {
      notes['file'] = await send(world, '2022', fileOf(40), 'b');
    },
  ],
  ['a file comes that is wrong', async (world) => void (await send(world, '2022', wrongFile, 'c'))],
  [
    'an operator releases what waited',
    async (world) => {
      const waiting = await world.ask('operator', 'GET', '/v1/desk/editions/access/2022/candidate');
      await order(world, 'access/2022', { kind: 'release', run: waiting.candidate.run });
    },
  ],
  [
    'a reviewer corrects a value',
    async (world, { file }) => {
      const verdicts = decided({ outcome: 'corrected', value: 60 });
      await world.ask(
        'reviewer',
        'POST',
        `/v1/desk/editions/network/2022/claims/${file}/decisions`,
        verdicts,
      );
    },
  ],
  [
    'a reviewer changes his mind, and the agency answers',
    async (world, { file }) => {
      const claims = `/v1/desk/editions/network/2022/claims/${file}`;
      await world.ask('reviewer', 'POST', `${claims}/decisions`, decided({ outcome: 'rejected' }));
      const answers = [{ indicator: 'reach', unit: 'da-nang', text: 'once only' }];
      await world.ask('reporter', 'POST', `${claims}/answers`, { answers });
    },
  ],
  [
    'a newer file comes',
    async (world, notes) => {
      notes['newer'] = await send(world, '2022', fileOf(50), 'd');
    },
  ],
  [
    'the agency takes it back',
    async (world, { newer }) =>
      void (await world.ask('reporter', 'POST', `/v1/desk/submissions/${newer}/withdrawal`)),
  ],
  [
    'an operator rolls back',
    async (world) => void (await order(world, 'network/2022', { kind: 'roll-back', revision: 1, note })),
  ],
  ['definitions change, and an index is new', (world) => define(world, moreDefinitions, 'second')],
  [
    'a file cannot be computed',
    async (world) => {
      const content = 'unit,speed,traffic\nĐà Nẵng,1.7e308,1.7e308\n';
      const { upload } = await announce(world, 'statistician', ['traffic', '2022'], 'e');
      world.upload(upload.fields.key, content);
    },
  ],
  [
    'a corrected file comes',
    async (world) => {
      const { upload } = await announce(world, 'statistician', ['traffic', '2022'], 'f');
      world.upload(upload.fields.key, 'unit,speed,traffic\nĐà Nẵng,1,2\n');
    },
  ],
  [
    'an operator orders a note for later, and thinks better of it',
    async (world) => {
      await order(world, 'network/2021', { kind: 'annotate', revision: 1, note, at: at(18) });
      await world.ask('operator', 'POST', '/v1/desk/editions/network/2021/order/cancellation');
    },
  ],
  [
    'a file is announced, and never comes',
    async (world) => void (await announce(world, 'reporter', ['network', '2022'], 'g')),
  ],
  [
    'a file is announced, and its announcement taken back',
    async (world) => {
      const { submission } = await announce(world, 'reporter', ['network', '2021'], 'h');
      await world.ask('reporter', 'POST', `/v1/desk/submissions/${submission.id}/withdrawal`);
    },
  ],
  ['three days are left', deliverNews],
  [
    'an operator annotates a release',
    (world) => order(world, 'network/2021', { kind: 'annotate', revision: 1, note }),
  ],
  ['nothing is due', deliverNews],
  ['the window has closed', deliverNews],
  [
    'an agency is let come late',
    async (world) => {
      const leave = { agency: 'telecoms', until: at(40), reason: 'flood' };
      await world.ask('operator', 'POST', '/v1/desk/editions/network/2022/permissions', leave);
    },
  ],
  [
    'an operator withdraws a release',
    async (world) => void (await order(world, 'access/2022', { kind: 'withdraw', revision: 1, note })),
  ],
  [
    'the agency removes its webhook',
    (world, { webhook }) => world.ask('reporter', 'DELETE', `/v1/desk/webhooks/${webhook}`),
  ],
];
