import type { deskRoutes } from '../../contracts/desk-api.ts';
import type { Identity } from '../../use-cases/identity.ts';
import type { Answer } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import { type EditionPorts, editionOperations } from './edition-operations.ts';
import { type SubmissionPorts, submissionOperations } from './submission-operations.ts';

export type DeskPorts = SubmissionPorts & EditionPorts;

export const deskOperations = (ports: DeskPorts): Operations<typeof deskRoutes, Identity, Answer> => ({
  ...submissionOperations(ports),
  ...editionOperations(ports),
});
