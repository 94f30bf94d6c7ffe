import { Parser } from 'htmlparser2';
import { brokenWorkbook } from '../../../domain/submission/workbook-findings.ts';
import { WorkbookFault } from './fault.ts';

export type Attributes = Record<string, string>;

/** Names come without their namespace prefix. */
export type XmlHandler = {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
};

/** Deeper than any part of a workbook. */
const DEEPEST = 64;

/**
 * Feeds the elements of an XML entry to a handler, a piece of the entry after the other. A document type is
 * refused, so there are no entities but the five of XML itself.
 *
 * @returns after each piece, so that what the handler has gathered can be taken
 * @throws {WorkbookFault} for what is not one whole document in UTF-8
 */
export async function* scanXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): AsyncGenerator<undefined> {
  const parser = createParser(handler);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of bytes) {
    parser.write(decode(decoder, piece));
    yield;
  }
  parser.write(decode(decoder));
  parser.end();
  yield;
}

function createParser(handler: XmlHandler): Parser {
  let depth = 0;
  /** Whether nothing has come since an element was opened: then it may close itself. */
  let isFresh = false;
  return new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        isFresh = true;
        if (depth > DEEPEST) throw new WorkbookFault(brokenWorkbook());
        handler.open?.(localName(name), attributes);
      },
      onclosetag(name, isImplied) {
        depth -= 1;
        if (isImplied && !isFresh) throw new WorkbookFault(brokenWorkbook());
        isFresh = false;
        handler.close?.(localName(name));
      },
      ontext(text) {
        isFresh = false;
        handler.text?.(text);
      },
      onprocessinginstruction(name) {
        if (/^!doctype$/i.test(name)) throw new WorkbookFault(brokenWorkbook());
      },
    },
    { xmlMode: true },
  );
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function decode(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch {
    throw new WorkbookFault(brokenWorkbook());
  }
}

/** The same, for an entry that is read whole. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  for await (const _ of scanXml(bytes, handler));
}
