const first = 400;
const longest = 10_000;

/** How long to wait before each look at a file that is being judged, in milliseconds: soon, then less and less often. */
export function* pauses(): Generator<number, never> {
  for (let pause = first; ; pause = Math.min(1.5 * pause, longest)) yield pause;
}
