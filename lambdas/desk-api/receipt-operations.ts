import { deskRoutes } from '../../contracts/desk-api.ts';
import { getReceipt, type ReceiptPorts } from '../../use-cases/get-receipt.ts';
import type { Identity } from '../../use-cases/identity.ts';
import type { Answer } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

type Routes = Pick<typeof deskRoutes, 'getReceipt'>;

export const receiptOperations = (ports: ReceiptPorts): Operations<Routes, Identity, Answer> => ({
  async getReceipt({ submission: id }, identity) {
    const headers = { 'Content-Type': deskRoutes.getReceipt.mediaType };
    return { statusCode: 200, headers, body: await getReceipt(ports, identity, { id }) };
  },
});
