import { addressOf } from '../../contracts/address.ts';
import { deskRoutes } from '../../contracts/desk-api.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import { type BoardRow, type EditionBoardPorts, editionBoard } from '../../use-cases/edition-board.ts';
import type { Identity } from '../../use-cases/identity.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

type Routes = Pick<typeof deskRoutes, 'getEditionStatus'>;

export const boardOperations = (ports: EditionBoardPorts): Operations<Routes, Identity, Answer> => ({
  async getEditionStatus(edition, identity) {
    const { rows, name, cohorts, window, state, coverage, method } = await editionBoard(ports, identity, {
      edition,
    });
    const inState = (wanted: BoardRow['state']) => rows.filter((row) => row.state === wanted).length;
    const body: DeskResponses['getEditionStatus'] = {
      id: editionId(edition),
      name,
      cohorts,
      window,
      state,
      counts: {
        expected: rows.length,
        submitted: inState('submitted'),
        waiting: inState('waiting'),
        rejected: inState('rejected'),
        missing: inState('missing'),
        late: rows.filter(({ late }) => late).length,
      },
      reporters: rows.map(presentRow),
      coverage,
      method,
      links: { self: addressOf(deskRoutes.getEditionStatus, edition) },
    };
    return json(200, body);
  },
});

const presentRow = ({
  latest,
  ...row
}: BoardRow): DeskResponses['getEditionStatus']['reporters'][number] => ({
  ...row,
  ...(latest && {
    submission: {
      id: latest.id,
      createdAt: latest.createdAt,
      ...(latest.decidedAt && { decidedAt: latest.decidedAt }),
      links: { self: addressOf(deskRoutes.getSubmission, { submission: latest.id }) },
    },
  }),
});
