import { addressOf } from '../../contracts/address.ts';
import { deskRoutes } from '../../contracts/desk-api.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import { type AnswerDecisionsPorts, answerDecisions } from '../../use-cases/answer-decisions.ts';
import type { ClaimsAddress } from '../../use-cases/claims.ts';
import { type DecideClaimsPorts, decideClaims } from '../../use-cases/decide-claims.ts';
import {
  type ClaimingFile,
  getClaims,
  listClaims,
  listVerifiedEditions,
  type NamedClaim,
} from '../../use-cases/get-claims.ts';
import type { Identity } from '../../use-cases/identity.ts';
import type { EditionStore } from '../../use-cases/ports.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

export type ClaimPorts = DecideClaimsPorts &
  AnswerDecisionsPorts & { editions: Pick<EditionStore, 'agenda'> };

type Routes = Pick<
  typeof deskRoutes,
  'listVerifiedEditions' | 'listClaims' | 'getClaims' | 'decideClaims' | 'answerDecisions'
>;

const claimsInAPage = 100;

export const claimOperations = (ports: ClaimPorts): Operations<Routes, Identity, Answer> => ({
  async listVerifiedEditions(_, identity) {
    const editions = await listVerifiedEditions(ports, identity);
    const body: DeskResponses['listVerifiedEditions'] = {
      editions: editions.map(({ name, index, period }) => ({
        id: editionId({ index, period }),
        name,
        links: { claims: addressOf(deskRoutes.listClaims, { index, period }) },
      })),
      links: { self: addressOf(deskRoutes.listVerifiedEditions, {}) },
    };
    return json(200, body);
  },

  async listClaims(edition, identity) {
    const { name, files } = await listClaims(ports, identity, { edition });
    const body: DeskResponses['listClaims'] = {
      name,
      files: files.map((file) => presentFile(file, linkTo({ edition, submission: file.submission.id }))),
      links: { self: addressOf(deskRoutes.listClaims, edition) },
    };
    return json(200, body);
  },

  getClaims: ({ index, period, submission, ...page }, identity) =>
    claimsAnswer(ports, identity, { edition: { index, period }, submission }, page),

  async decideClaims({ index, period, submission, verdicts }, identity) {
    const address = { edition: { index, period }, submission };
    await decideClaims(ports, identity, { ...address, verdicts });
    return claimsAnswer(ports, identity, address);
  },

  async answerDecisions({ index, period, submission, answers }, identity) {
    const address = { edition: { index, period }, submission };
    await answerDecisions(ports, identity, { ...address, answers });
    return claimsAnswer(ports, identity, address);
  },
});

type Page = { offset?: number | undefined; limit?: number | undefined };

async function claimsAnswer(
  ports: ClaimPorts,
  identity: Identity,
  address: ClaimsAddress,
  { offset = 0, limit = claimsInAPage }: Page = {},
): Promise<Answer> {
  const { claims, name, ...file } = await getClaims(ports, identity, { ...address, offset, limit });
  const next = offset + claims.length;
  const body: DeskResponses['getClaims'] = {
    ...presentFile(file, linkTo(address, { offset, limit })),
    name,
    offset,
    claims: claims.map(presentClaim),
    links: {
      self: linkTo(address, { offset, limit }),
      ...(claims.length > 0 &&
        next < file.counts.claims && { next: linkTo(address, { offset: next, limit }) }),
    },
  };
  return json(200, body);
}

const linkTo = ({ edition, submission }: ClaimsAddress, page: Page = {}): string =>
  addressOf(deskRoutes.getClaims, { ...edition, submission, ...page });

const presentFile = ({ submission, registration, counts }: ClaimingFile, self: string) => ({
  submission: submission.id,
  agency: registration.agency,
  cohort: registration.source.cohort,
  edition: editionId(registration.source),
  counts,
  links: { self },
});

const presentClaim = ({ indicator, unit, names, value, note, evidence, decision, answer }: NamedClaim) => ({
  indicator,
  unit,
  names,
  claimed: value,
  ...(note !== undefined && { note }),
  ...(evidence !== undefined && { evidence }),
  ...(decision && {
    decision: { outcome: decision.outcome, verified: decision.verified, reason: decision.reason },
  }),
  ...(answer && { answer: { text: answer.text, answeredAt: answer.answeredAt } }),
});
