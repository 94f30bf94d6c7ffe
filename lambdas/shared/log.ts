import { Logger } from '@aws-lambda-powertools/logger';
import type { LogLevel } from './env.ts';

type Fields = Record<string, unknown>;
type Write = (message: string, fields?: Fields) => void;

/** Structured log: one JSON object a line. Pass a thrown value as `error`; pass no tokens and no file content. */
export type Log = {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
  /** The same log with fields on every line, e.g. `log.with({ correlationId })`. */
  with(fields: Fields): Log;
};

/** `level` and the rest come from the function's environment, so that nothing is configured in two places. */
export function createLog({
  service,
  stage,
  level,
}: {
  service: string;
  stage: string;
  level: LogLevel;
}): Log {
  let logger: Logger | undefined;
  // Made when there is something to log: with its streams it takes a tenth of a cold start.
  const opened = () => {
    logger ??= new Logger({ serviceName: service, logLevel: level, persistentKeys: { stage } });
    return logger;
  };
  return bind(opened, {});
}

function bind(opened: () => Logger, bound: Fields): Log {
  return {
    debug: (message, fields) => opened().debug(message, { ...bound, ...fields }),
    info: (message, fields) => opened().info(message, { ...bound, ...fields }),
    warn: (message, fields) => opened().warn(message, { ...bound, ...fields }),
    error: (message, fields) => opened().error(message, { ...bound, ...fields }),
    with: (fields) => bind(opened, { ...bound, ...fields }),
  };
}
