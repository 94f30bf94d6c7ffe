import type { NamedUnit } from '../domain/units/name-search.ts';

/** What helps the asker to ask rightly: which parameter is wrong, the values that would do, where to read more. */
export type Help = {
  parameter?: string;
  allowed?: readonly string[];
  /** Units whose names are like the one that is not known. */
  nearest?: readonly NamedUnit[];
  /** An address of the service. */
  link?: string;
};

/** The message says what is wrong and what to do; it is shown to the asker, so it holds nothing secret. */
abstract class ApplicationError extends Error {
  /** As logs call it: deployed functions have lost the names of their classes. */
  abstract override readonly name: string;
  readonly help: Help;

  constructor(message: string, options: Help & ErrorOptions = {}) {
    const { cause, ...help } = options;
    super(message, cause === undefined ? undefined : { cause });
    this.help = help;
  }

  /** The same error; a link that it has already is kept, being nearer to the fault. */
  readableAt(link: string): this {
    this.help.link ??= link;
    return this;
  }
}

/** The question itself is wrong: asking again unchanged gives the same answer. */
export class InvalidInput extends ApplicationError {
  override readonly name = 'InvalidInput';
}

/** There is nothing under that name, or nothing that the asker may know of. */
export class NotFound extends ApplicationError {
  override readonly name = 'NotFound';
}

/** The request is right but does not fit the present state, such as a closed submission window. */
export class Conflict extends ApplicationError {
  override readonly name = 'Conflict';
}

/** It was public and its publisher has taken it back; the message says why. */
export class Withdrawn extends ApplicationError {
  override readonly name = 'Withdrawn';
}

/** Who asks is not known. */
export class Unauthorised extends ApplicationError {
  override readonly name = 'Unauthorised';
}

/** Who asks is known and may not. */
export class Forbidden extends ApplicationError {
  override readonly name = 'Forbidden';
}

/** A service that we depend on failed or answered nonsense; trying again later may help. */
export class Upstream extends ApplicationError {
  override readonly name = 'Upstream';
}

export type ExpectedError =
  | InvalidInput
  | NotFound
  | Withdrawn
  | Conflict
  | Unauthorised
  | Forbidden
  | Upstream;

export const isExpected = (error: unknown): error is ExpectedError => error instanceof ApplicationError;
