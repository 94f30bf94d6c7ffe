/** Waits before the try that follows the given number of failed ones. */
export type Pause = (failed: number) => Promise<void>;

const firstDelay = 50;
const longestDelay = 2_000;

/**
 * Exponential backoff with full jitter, in milliseconds: many who failed together do not return together
 * (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
export const backOff: Pause = (failed) => {
  const ceiling = Math.min(longestDelay, firstDelay * 2 ** (failed - 1));
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
};
