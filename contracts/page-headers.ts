/**
 * What the edge says with every page, in AWS and on a laptop. Nothing runs but what this site sent as a file of
 * its own; pages fetch from this site, and from where proof-api leads: the records of a release.
 */
const policy = (more: { framedBy: string; connectTo: readonly string[] }): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    ['connect-src', "'self'", ...more.connectTo].join(' '),
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${more.framedBy}`,
  ].join('; ');

/** @param connectTo origins beside this site's own: those of the records and uploads buckets */
export const pageHeaders = (connectTo: readonly string[]) => ({
  'Content-Security-Policy': policy({ framedBy: "'none'", connectTo }),
  ...common,
});

/** Of a figure that other sites may show in a frame: see `isEmbedded`. */
export const embedHeaders = () => ({
  'Content-Security-Policy': policy({ framedBy: '*', connectTo: [] }),
  ...common,
});

const common = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** `/vi/indices/dti-province/2022/r1/embed/map`, or any path with `/embed/` in it. */
export const isEmbedded = (path: string): boolean => path.includes('/embed/');

/** Which object a path asks for: its own, and the Vietnamese home at the root. */
export const pageKey = (path: string): string => decodeURIComponent(path).replace(/^\/+|\/+$/g, '') || 'vi';

/** Which object says, in the language of the path, that there is no such page. */
export const missingKey = (path: string): string => (path.startsWith('/en') ? 'en/404' : 'vi/404');
