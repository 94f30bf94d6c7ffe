const secondsSince = (start: number): string => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/** What a step says of itself when it is done; nothing for "its name says enough". */
type Detail = string | undefined;

/**
 * Runs one step of a longer job and prints one line for it: a tick, what was done, how long it took.
 * A step that takes long says every 15 seconds that it is still at it.
 */
export async function step<Result>(
  name: string,
  work: () => Promise<Result>,
  detail: (result: Result) => Detail = () => undefined,
): Promise<Result> {
  const start = Date.now();
  const live = process.stdout.isTTY === true;
  if (live) process.stdout.write(`· ${name} …`);
  const heartbeat = setInterval(() => {
    if (!live) console.log(`  ${name} … ${secondsSince(start)}`);
  }, 15_000);
  const finish = (mark: string, more: Detail) => {
    clearInterval(heartbeat);
    const line = `${mark} ${name}${more ? `: ${more}` : ''} (${secondsSince(start)})`;
    console.log(live ? `\r\u001b[2K${line}` : line);
  };
  try {
    const result = await work();
    finish('✓', detail(result));
    return result;
  } catch (error) {
    finish('✗', undefined);
    throw error;
  }
}
