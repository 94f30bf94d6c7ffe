import { decode } from 'jose/base64url';
import type { SignedDocument } from '../contracts/proof-documents.ts';

/** What a signed text says; whether the signature is right is another question. */
export function documentIn<Document>(signed: string): Document {
  const { payload } = JSON.parse(signed) as SignedDocument;
  return JSON.parse(new TextDecoder().decode(decode(payload))) as Document;
}
