/** When files are taken, from `opens` to `closes`, as ISO 8601 times; without limit where one is absent. */
export type Window = { opens?: string | undefined; closes?: string | undefined };

/** An operator's leave for one agency to send files after the window has closed. */
export type LatePermission = {
  agency: string;
  until: string;
  reason: string;
  grantedBy: string;
  grantedAt: string;
};

export type WindowState = 'not-open' | 'open' | 'closed';

/** An agency's own window: a permission can only put the closing off. */
export function windowFor(
  { opens, closes }: Window,
  permissions: readonly Pick<LatePermission, 'until'>[],
): Window {
  const ends = [...(closes ? [closes] : []), ...permissions.map(({ until }) => until)];
  return { opens, closes: closes && ends.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a)) };
}

/** Both ends belong to the window. */
export function windowState({ opens, closes }: Window, at: Date): WindowState {
  if (opens && at < new Date(opens)) return 'not-open';
  return closes && at > new Date(closes) ? 'closed' : 'open';
}
