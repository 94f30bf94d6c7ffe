import type { DeskOperation } from '../../../contracts/desk-api.ts';

/** Whom the desk meets: each role in the agency that owns what is asked for, in another one, and one without roles. */
export const roles = ['reporter', 'reviewer', 'operator', 'nobody'] as const;
export type MatrixRole = (typeof roles)[number];

/**
 * What is asked for: of an edition that only the owning agency reports for and the other one verifies, a file that
 * it sent, of which Huế's reach was rejected, and its webhook.
 */
export type Owned = { submission: string; webhook: string };

type Statuses = Record<MatrixRole, number>;

export type MatrixRow = {
  ask(owned: Owned): { method?: 'POST' | 'DELETE'; address: string; body?: unknown };
  own: Statuses;
  other: Statuses;
  /** Reviewers of the other agency are shown what the file says: it is theirs to verify. */
  shownToReviewers?: true;
};

const all = (status: number): Statuses => ({
  reporter: status,
  reviewer: status,
  operator: status,
  nobody: status,
});
const only = (role: MatrixRole, status: number): Statuses => ({ ...all(403), [role]: status });

const submissions = '/v1/desk/submissions';
const edition = '/v1/desk/editions/network/2022';
const webhooks = '/v1/desk/webhooks';
const claimsOf = ({ submission }: Owned) => `${edition}/claims/${submission}`;

/** A desk operation without a row does not compile. */
export const matrix: Record<DeskOperation, MatrixRow> = {
  createSubmission: {
    ask: () => ({
      method: 'POST',
      address: submissions,
      body: { edition: 'network/2022', fileName: 'new.csv' },
    }),
    own: { ...all(403), reporter: 201, operator: 201 },
    other: all(403),
  },
  listSubmissions: { ask: () => ({ address: submissions }), own: all(200), other: all(200) },
  getSubmission: {
    ask: ({ submission }) => ({ address: `${submissions}/${submission}` }),
    own: all(200),
    other: { ...all(404), operator: 200 },
  },
  getReport: {
    ask: ({ submission }) => ({ address: `${submissions}/${submission}/report` }),
    own: all(200),
    other: { ...all(404), operator: 200 },
  },
  previewRelease: {
    ask: () => ({ address: `${edition}/candidate` }),
    own: { ...all(403), reporter: 404, operator: 404 },
    other: only('operator', 404),
  },
  giveOrder: {
    ask: () => ({
      method: 'POST',
      address: `${edition}/order`,
      body: { kind: 'annotate', revision: 1, note: { vi: 'Đã kiểm tra', en: 'Checked' } },
    }),
    own: only('operator', 201),
    other: only('operator', 201),
  },
  getOrder: {
    ask: () => ({ address: `${edition}/order` }),
    own: only('operator', 404),
    other: only('operator', 404),
  },
  cancelOrder: {
    ask: () => ({ method: 'POST', address: `${edition}/order/cancellation` }),
    own: only('operator', 404),
    other: only('operator', 404),
  },
  listEditionReleases: {
    ask: () => ({ address: `${edition}/releases` }),
    own: only('operator', 200),
    other: only('operator', 200),
  },
  readAudit: {
    ask: () => ({ address: `${edition}/audit` }),
    own: only('operator', 200),
    other: only('operator', 200),
  },
  announceDueOrders: {
    ask: () => ({ method: 'POST', address: '/v1/desk/due-orders' }),
    own: only('operator', 200),
    other: only('operator', 200),
  },
  getReceipt: {
    ask: ({ submission }) => ({ address: `${submissions}/${submission}/receipt` }),
    own: all(200),
    other: { ...all(404), operator: 200 },
  },
  getMarkedFile: {
    ask: ({ submission }) => ({ address: `${submissions}/${submission}/report.xlsx` }),
    own: all(200),
    other: { ...all(404), operator: 200 },
  },
  getPreview: {
    ask: ({ submission }) => ({ address: `${submissions}/${submission}/preview` }),
    own: all(200),
    other: { ...all(404), operator: 200 },
  },
  withdrawSubmission: {
    ask: ({ submission }) => ({ method: 'POST', address: `${submissions}/${submission}/withdrawal` }),
    own: only('reporter', 200),
    other: only('reporter', 404),
  },
  listDeskEditions: {
    ask: () => ({ address: '/v1/desk/editions' }),
    own: only('reporter', 200),
    other: only('reporter', 200),
  },
  getDeskEdition: { ask: () => ({ address: edition }), own: only('reporter', 200), other: all(403) },
  listAllEditions: {
    ask: () => ({ address: '/v1/desk/agenda' }),
    own: only('operator', 200),
    other: only('operator', 200),
  },
  getTemplate: {
    ask: () => ({ address: `${edition}/template` }),
    own: { ...all(403), reporter: 200, operator: 200 },
    other: all(403),
  },
  getEditionStatus: {
    ask: () => ({ address: `${edition}/status` }),
    own: only('operator', 200),
    other: only('operator', 200),
  },
  grantLatePermission: {
    ask: () => ({
      method: 'POST',
      address: `${edition}/permissions`,
      body: { agency: 'telecoms', until: '2026-06-01T00:00:00Z', reason: 'flood' },
    }),
    own: only('operator', 201),
    other: only('operator', 201),
  },
  listLatePermissions: {
    ask: () => ({ address: `${edition}/permissions` }),
    own: only('operator', 200),
    other: only('operator', 200),
  },
  listVerifiedEditions: {
    ask: () => ({ address: '/v1/desk/claims' }),
    own: only('reviewer', 200),
    other: only('reviewer', 200),
  },
  listClaims: {
    ask: () => ({ address: `${edition}/claims` }),
    own: only('operator', 200),
    other: { ...all(403), reviewer: 200, operator: 200 },
    shownToReviewers: true,
  },
  getClaims: {
    ask: (owned) => ({ address: claimsOf(owned) }),
    own: all(200),
    other: { ...all(404), reviewer: 200, operator: 200 },
    shownToReviewers: true,
  },
  decideClaims: {
    ask: (owned) => ({
      method: 'POST',
      address: `${claimsOf(owned)}/decisions`,
      body: { verdicts: [{ indicator: 'speed', unit: 'hue', outcome: 'accepted', reason: 'as measured' }] },
    }),
    own: all(403),
    other: only('reviewer', 200),
    shownToReviewers: true,
  },
  answerDecisions: {
    ask: (owned) => ({
      method: 'POST',
      address: `${claimsOf(owned)}/answers`,
      body: { answers: [{ indicator: 'reach', unit: 'hue', text: 'see the annex' }] },
    }),
    own: only('reporter', 200),
    other: only('reporter', 404),
  },
  createDefinitionsUpload: {
    ask: () => ({ method: 'POST', address: '/v1/desk/definitions', body: { fileName: 'bundle.json' } }),
    own: only('operator', 201),
    other: only('operator', 201),
  },
  createWebhook: {
    ask: () => ({
      method: 'POST',
      address: webhooks,
      body: { url: 'https://data.example.org/hook', types: ['submission.decided'] },
    }),
    own: { ...all(403), reporter: 201, operator: 201 },
    other: { ...all(403), reporter: 201, operator: 201 },
  },
  listWebhooks: { ask: () => ({ address: webhooks }), own: all(200), other: all(200) },
  deleteWebhook: {
    ask: ({ webhook }) => ({ method: 'DELETE', address: `${webhooks}/${webhook}` }),
    own: all(200),
    other: all(404),
  },
  pingWebhook: {
    ask: ({ webhook }) => ({ method: 'POST', address: `${webhooks}/${webhook}/pings` }),
    own: all(201),
    other: all(404),
  },
};
