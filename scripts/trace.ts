import {
  type CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';

/** A line that a function wrote: what Powertools puts in, and the fields of its own. */
export type LogLine = Record<string, unknown> & {
  timestamp: string;
  service: string;
  level: string;
  message: string;
  correlationId?: string;
};

/** Every line of the groups whose correlation id it is, oldest first. */
export async function linesAbout(
  client: CloudWatchLogsClient,
  groupPrefix: string,
  correlationId: string,
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups(
    { client },
    { logGroupNamePrefix: groupPrefix },
  ))
    for (const { logGroupName } of logGroups) {
      const query = { logGroupName: logGroupName!, filterPattern: `"${correlationId}"` };
      for await (const { events = [] } of paginateFilterLogEvents({ client }, query))
        lines.push(...events.flatMap(({ message }) => parsed(message!)));
    }
  return lines
    .filter((line) => line.correlationId === correlationId)
    .sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
}

/** What a function writes that is not JSON is the runtime's. */
function parsed(text: string): LogLine[] {
  try {
    return [JSON.parse(text.slice(text.indexOf('{'))) as LogLine];
  } catch {
    return [];
  }
}

/** Fields that every line has, or that are told otherwise. */
const known = new Set([
  ...['timestamp', 'service', 'level', 'message', 'correlationId', 'stage', 'sampling_rate', 'error'],
  ...['xray_trace_id', 'function_name', 'causationId', 'release', 'inPlace', 'messageId', '_aws'],
]);

/** A line for each: when, after how long, which function, what. */
export function storyOf(lines: readonly LogLine[]): string[] {
  const start = Date.parse(lines[0]?.timestamp ?? '');
  return lines.map((line) => {
    const after = `+${((Date.parse(line.timestamp) - start) / 1000).toFixed(1)} s`;
    const details = Object.entries(line)
      .filter(([name]) => !known.has(name))
      .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`);
    const { error } = line as { error?: { message?: string } };
    if (error?.message) details.unshift(`“${error.message}”`);
    return [line.timestamp, after.padStart(10), line.service.padEnd(20), line.message, ...details].join('  ');
  });
}
