import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;
export type Names = Record<string, string> | undefined;
export type Values = Record<string, AttributeValue> | undefined;

type Scope = { item: Item | undefined; names: Names; values: Values };
type Condition = (scope: Scope) => boolean;
type Operand = (scope: Scope) => AttributeValue | undefined;
type Path = (names: Names) => string[];
type Action = (item: Item, scope: Scope) => void;

/** Whether the condition, filter or key condition holds for the item. */
export function holds(expression: string | undefined, item: Item | undefined, names: Names, values: Values) {
  return !expression || conditionOf(expression)({ item, names, values });
}

/** The item as the update leaves it; right-hand sides see it as it was. */
export function updated(expression: string, item: Item, names: Names, values: Values): Item {
  const result = structuredClone(item);
  for (const action of updateOf(expression)) action(result, { item, names, values });
  return result;
}

const conditions = new Map<string, Condition>();
const updates = new Map<string, Action[]>();
const conditionOf = (text: string) => parsed(conditions, text, (parser) => parser.condition());
const updateOf = (text: string) => parsed(updates, text, (parser) => parser.update());

function parsed<Meaning>(known: Map<string, Meaning>, text: string, parse: (parser: Parser) => Meaning) {
  let meaning = known.get(text);
  if (!meaning) {
    const parser = new Parser(text);
    meaning = parse(parser);
    parser.end();
    known.set(text, meaning);
  }
  return meaning;
}

/** The part of DynamoDB's expression language that the adapters speak; anything else is an error. */
class Parser {
  readonly #text: string;
  readonly #tokens: string[];
  #place = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/[#:]?\w+|<=|>=|<>|\S/g) ?? [];
  }

  condition(): Condition {
    const terms = this.#separated('OR', () => this.#separated('AND', () => this.#term()));
    return (scope) => terms.some((all) => all.every((term) => term(scope)));
  }

  update(): Action[] {
    const actions: Action[] = [];
    while (this.#place < this.#tokens.length) {
      const clause = this.#next();
      actions.push(...this.#separated(',', () => this.#action(clause)));
    }
    return actions;
  }

  end() {
    if (this.#place < this.#tokens.length) throw this.#unknown();
  }

  #action(clause: string): Action {
    const path = this.#path();
    if (clause === 'REMOVE') return (item, { names }) => assign(item, path(names), undefined);
    if (clause === 'ADD') {
      const operand = this.#operand();
      return (item, scope) => assign(item, path(scope.names), sum(read(path)(scope), operand(scope)!));
    }
    if (clause !== 'SET') throw this.#unknown();
    this.#expect('=');
    const operand = this.#operand();
    return (item, scope) => assign(item, path(scope.names), operand(scope));
  }

  #term(): Condition {
    if (this.#take('NOT')) {
      const term = this.#term();
      return (scope) => !term(scope);
    }
    if (this.#take('(')) {
      const inner = this.condition();
      this.#expect(')');
      return inner;
    }
    const name = this.#tokens[this.#place];
    if (name === 'attribute_exists' || name === 'attribute_not_exists') {
      const [path] = this.#call();
      return (scope) => (path!(scope) !== undefined) === (name === 'attribute_exists');
    }
    if (name === 'begins_with') {
      const [of, prefix] = this.#call();
      return (scope) => of!(scope)?.S?.startsWith(prefix!(scope)!.S!) ?? false;
    }
    return this.#comparison();
  }

  #comparison(): Condition {
    const left = this.#operand();
    const operator = this.#next();
    if (operator === 'BETWEEN') {
      const from = this.#operand();
      this.#expect('AND');
      const to = this.#operand();
      return (scope) => compare('<=', from(scope), left(scope)) && compare('<=', left(scope), to(scope));
    }
    if (operator === 'IN') {
      this.#expect('(');
      const among = this.#separated(',', () => this.#operand());
      this.#expect(')');
      return (scope) => among.some((each) => compare('=', left(scope), each(scope)));
    }
    const right = this.#operand();
    return (scope) => compare(operator, left(scope), right(scope));
  }

  #operand(): Operand {
    const token = this.#tokens[this.#place]!;
    if (token.startsWith(':')) {
      this.#place += 1;
      return ({ values }) => values?.[token];
    }
    if (token === 'if_not_exists') {
      const [present, otherwise] = this.#call();
      return (scope) => present!(scope) ?? otherwise!(scope);
    }
    return read(this.#path());
  }

  #call(): Operand[] {
    this.#next();
    this.#expect('(');
    const operands = this.#separated(',', () => this.#operand());
    this.#expect(')');
    return operands;
  }

  #path(): Path {
    const steps = this.#separated('.', () => this.#next());
    return (names) => steps.map((step) => (step.startsWith('#') ? names![step]! : step));
  }

  #separated<Part>(separator: string, part: () => Part): Part[] {
    const parts = [part()];
    while (this.#take(separator)) parts.push(part());
    return parts;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#place] !== token) return false;
    this.#place += 1;
    return true;
  }

  #expect(token: string) {
    if (!this.#take(token)) throw this.#unknown();
  }

  #next(): string {
    const token = this.#tokens[this.#place];
    if (token === undefined) throw this.#unknown();
    this.#place += 1;
    return token;
  }

  #unknown = () =>
    new SyntaxError(`"${this.#text}" cannot be read at "${this.#tokens[this.#place] ?? 'its end'}"`);
}

const read =
  (path: Path): Operand =>
  ({ item, names }) =>
    path(names).reduce<AttributeValue | undefined>(
      (value, step, depth) => (depth === 0 ? item?.[step] : value?.M?.[step]),
      undefined,
    );

function assign(item: Item, path: string[], value: AttributeValue | undefined) {
  const parents = path.slice(0, -1);
  const holder = parents.reduce<Item | undefined>((place, step) => place?.[step]?.M, item);
  if (!holder) throw new RangeError(`The document path ${path.join('.')} leads nowhere`);
  if (value === undefined) delete holder[path.at(-1)!];
  else holder[path.at(-1)!] = value;
}

const sum = (value: AttributeValue | undefined, more: AttributeValue): AttributeValue => ({
  N: String(Number(value?.N ?? 0) + Number(more.N)),
});

/** What is absent equals nothing and is less than nothing. */
function compare(operator: string, a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (operator === '=') return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
  if (operator === '<>') return JSON.stringify(a) !== JSON.stringify(b);
  if (a === undefined || b === undefined) return false;
  const [left, right] = a.N === undefined ? [a.S!, b.S!] : [Number(a.N), Number(b.N)];
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      throw new SyntaxError(`${operator} is no comparison`);
  }
}
