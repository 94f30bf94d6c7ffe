import { fieldOf } from './json-scan.ts';

/**
 * A value as its JSON, which an answer passes on as it was stored. Who looks into it has it parsed: the whole, or one
 * field and not the others.
 */
export class JsonText<Value> {
  readonly text: string;
  #value: Value | undefined;

  constructor(text: string) {
    this.text = text;
  }

  static of<Value>(value: Value): JsonText<Value> {
    return new JsonText(JSON.stringify(value));
  }

  get value(): Value {
    this.#value ??= JSON.parse(this.text) as Value;
    return this.#value;
  }

  field<Name extends keyof Value & string>(name: Name): Value[Name] {
    return this.part(name)?.value as Value[Name];
  }

  part<Name extends keyof Value & string>(name: Name): JsonText<Value[Name]> | undefined {
    const text = fieldOf(this.text, name);
    return text === undefined ? undefined : new JsonText(text);
  }

  /** Within what is not a field of a body or a list in one. */
  toJSON(): Value {
    return this.value;
  }

  /** @param fields the JSON of an object; neither is empty, nor has a field of the other */
  with<Fields extends object>({ text }: JsonText<Fields>): JsonText<Value & Fields> {
    return new JsonText(`${this.text.slice(0, -1)},${text.slice(1)}`);
  }
}

/** Parsed together, which takes less than one by one. */
export const valuesOf = <Value>(texts: readonly JsonText<Value>[]): Value[] => JSON.parse(listOf(texts));

const listOf = (texts: readonly JsonText<unknown>[]): string => `[${texts.map(({ text }) => text).join()}]`;

/** A body whose fields, or the members of whose lists, may be JSON already: any but those named `Plain`. */
export type WithTexts<Body, Plain extends keyof Body> = Pick<Body, Plain> & {
  [Field in keyof Body]:
    | Body[Field]
    | JsonText<Body[Field]>
    | (Body[Field] extends (infer Each)[] ? JsonText<Each>[] : never);
};

/** The JSON of a body, field by field. */
export function jsonOf(body: object): string {
  const fields: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    const text = textOf(value);
    if (text !== undefined) fields.push(`"${name}":${text}`);
  }
  return `{${fields.join()}}`;
}

function textOf(value: unknown): string | undefined {
  if (value instanceof JsonText) return value.text;
  if (Array.isArray(value) && value[0] instanceof JsonText) return listOf(value);
  return JSON.stringify(value);
}
