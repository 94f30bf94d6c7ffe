import { type Document, isMap, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { z } from 'zod';
import type { DefinitionFinding, Place } from './definition-findings.ts';
import { type Definition, type DefinitionKind, definition } from './definitions.ts';
import { suggestName } from './suggest-name.ts';
import { keyOffset, type PathInDocument, valueOffset } from './yaml-offset.ts';

export type DefinitionFile = { path: string; text: string };

/** A definition that knows where each of its parts is written. */
export type Located<D extends Definition = Definition> = {
  definition: D;
  /** The place of a part; of the nearest part around it where it is not written. */
  at: (path: PathInDocument) => Place;
};

export type ParsedDefinitionFile = {
  definitions: Located[];
  findings: DefinitionFinding[];
  /** What the documents with faults meant to define; `undefined` where even that cannot be read. */
  unread: (DefinitionKind | undefined)[];
};

/** Characters of one file. The units of the whole country take 30 thousand. */
const MAXIMUM_LENGTH = 1_000_000;

/** Nodes from the document to the deepest one; a framework takes three for each level of its tree. */
const MAXIMUM_DEPTH = 200;

const TOO_DEEP = `nested more than ${MAXIMUM_DEPTH} nodes deep`;

const KINDS = definition.options.map((option) => option.shape.kind.value);

/** Reads the YAML documents of one file. Every fault is reported at its line; nothing is thrown. */
export function parseDefinitionFile(file: DefinitionFile): ParsedDefinitionFile {
  const start = { path: file.path, line: 1, column: 1 };
  if (file.text.length > MAXIMUM_LENGTH)
    return unreadable(start, `the file is longer than ${MAXIMUM_LENGTH} characters; split it`);
  return parseDocuments(file, start);
}

const unreadable = (place: Place, message: string): ParsedDefinitionFile => ({
  definitions: [],
  findings: [{ ...place, message }],
  unread: [undefined],
});

function parseDocuments(file: DefinitionFile, start: Place): ParsedDefinitionFile {
  const lineCounter = new LineCounter();
  const documents = [
    ...parseAllDocuments(file.text, { lineCounter, prettyErrors: false, stringKeys: true }),
  ].filter((document) => document.contents !== null || document.errors.length > 0);
  if (documents.length === 0) return unreadable(start, 'the file defines nothing');

  const parsed: ParsedDefinitionFile = { definitions: [], findings: [], unread: [] };
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { path: file.path, line, column: col };
  };
  for (const document of documents) {
    const findings = readDocument(document, placeOf, parsed.definitions);
    if (findings.length > 0) parsed.unread.push(kindOf(document));
    parsed.findings.push(...findings);
  }
  return parsed;
}

type PlaceOf = (offset: number) => Place;

/** Each check relies on the ones before it. */
function readDocument(
  document: Document.Parsed,
  placeOf: PlaceOf,
  definitions: Located[],
): DefinitionFinding[] {
  for (const check of [syntaxFindings, depthFindings, aliasFindings]) {
    const findings = check(document, placeOf);
    if (findings.length > 0) return findings;
  }
  return readDefinition(document, placeOf, definitions);
}

function syntaxFindings(document: Document.Parsed, placeOf: PlaceOf): DefinitionFinding[] {
  const faults = [...document.errors, ...document.warnings];
  // The parser gives up far deeper still, with a message about its stack.
  const exhausted = faults.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (exhausted) return [{ ...placeOf(exhausted.pos[0]), message: TOO_DEEP }];
  return faults.map(({ pos, message }) => ({ ...placeOf(pos[0]), message }));
}

/** What reads the document afterwards descends level by level, and must not run out of stack. */
function depthFindings(document: Document.Parsed, placeOf: PlaceOf): DefinitionFinding[] {
  const findings: DefinitionFinding[] = [];
  visit(document, {
    Node(_, node, ancestors) {
      if (ancestors.length <= MAXIMUM_DEPTH) return undefined;
      findings.push({ ...placeOf(node.range?.[0] ?? 0), message: TOO_DEEP });
      return visit.BREAK;
    },
  });
  return findings;
}

/** A few aliases of aliases unfold into gigabytes, or without end; a definition reads better written out. */
function aliasFindings(document: Document.Parsed, placeOf: PlaceOf): DefinitionFinding[] {
  const findings: DefinitionFinding[] = [];
  visit(document, {
    Alias(_, { range, source }) {
      const message = `alias "*${source}" is not allowed; write out what it stands for`;
      findings.push({ ...placeOf(range?.[0] ?? 0), message });
    },
  });
  return findings;
}

function readDefinition(
  document: Document.Parsed,
  placeOf: PlaceOf,
  definitions: Located[],
): DefinitionFinding[] {
  const at = (path: PathInDocument) => placeOf(valueOffset(document, path));
  const read = definition.safeParse(document.toJS({ maxAliasCount: 0 }), { error: explain });
  if (read.success) {
    definitions.push({ definition: read.data, at });
    return [];
  }
  return read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          ...placeOf(keyOffset(document, [...issue.path, key])),
          message: `${dotted([...issue.path, key])}: nothing of this name belongs here`,
        }))
      : [{ ...at(issue.path), message: `${dotted(issue.path)}: ${reason(issue)}` }],
  );
}

/** Says in an editor's words what the schema library says in a programmer's. */
const explain: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_union' && 'options' in issue)
    return `must be one of ${(issue.options as string[]).join(', ')}${suggestName(String(discriminated(issue)), issue.options as string[])}`;
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.input === undefined) return 'is missing';
  if (issue.expected === 'string' && typeof issue.input !== 'object')
    return `must be text, not ${String(issue.input)}: put it in quotes`;
  return undefined;
};

const discriminated = (issue: z.core.$ZodRawIssue): unknown =>
  (issue.input as Record<string, unknown> | undefined)?.[String(issue['discriminator'])];

/** A key of a map is checked by a schema of its own, whose verdict is what the editor wants to know. */
const reason = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message).join('; ') : issue.message;

/** `cohorts[0].unitSet`, as an editor would point at it. */
const dotted = (path: PathInDocument): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${String(step)}` : String(step),
    '',
  ) || 'document';

const kindOf = ({ contents }: Document.Parsed): DefinitionKind | undefined => {
  const kind: unknown = isMap(contents) ? contents.get('kind') : undefined;
  return KINDS.find((known) => known === kind);
};
