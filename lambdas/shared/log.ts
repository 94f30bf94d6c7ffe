import { Logger } from '@aws-lambda-powertools/logger';

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
export function createLog(options: { service: string; stage: string; level: LogLevel }): Log {
  const logger = new Logger({
    serviceName: options.service,
    logLevel: options.level,
    persistentKeys: { stage: options.stage },
  });
  return bind(logger, {});
}

export const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof logLevels)[number];

function bind(logger: Logger, bound: Fields): Log {
  return {
    debug: (message, fields) => logger.debug(message, { ...bound, ...fields }),
    info: (message, fields) => logger.info(message, { ...bound, ...fields }),
    warn: (message, fields) => logger.warn(message, { ...bound, ...fields }),
    error: (message, fields) => logger.error(message, { ...bound, ...fields }),
    with: (fields) => bind(logger, { ...bound, ...fields }),
  };
}
