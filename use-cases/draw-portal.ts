import { keepFiles, listAll, removeFiles, type Versions } from './keep-files.ts';
import type { PageStore, Portal, PortalFile, PortalIndex } from './portal-ports.ts';
import type { ReleaseRecord } from './ports.ts';
import {
  type PortalReader,
  readHome,
  readIndex,
  readParts,
  readRelease,
  withIntervals,
} from './read-portal.ts';

export type DrawPorts = PortalReader & { portal: Portal; pages: PageStore };

const mostRounds = 4;

/** `behind` where something was left to do after the last round: the news of it waits in the queue. */
export type Drawn = 'done' | 'behind';

/** By then, two rounds later, the intervals of its ranks are known, which come a moment after a release. */
const settledAfter = 2 * 60 * 60 * 1_000;

/** Output: the pages that belong to no index, and the styles and scripts of all, are as they should be. */
export function drawHome(ports: DrawPorts): Promise<Drawn> {
  const { portal, pages } = ports;
  return untilNothingIsLeft(async () => {
    const there = await listAll(pages, portal.homePlaces);
    const { written } = await keepFiles(pages, portal.home(await readHome(ports)), there);
    return written;
  });
}

/**
 * Input: an index. What has happened to it does not matter: its pages are drawn as it is now.
 * Output: the store holds these and no others.
 * Course: drawn, compared with what lies there, and looked at again until there is nothing to do. Two that draw at
 *   once may overwrite each other's pages; since whoever wrote last looks again, the newest figures stay.
 */
export function drawIndex(ports: DrawPorts, id: string): Promise<Drawn> {
  let drawn: { of: string; versions: Versions } | undefined;
  return untilNothingIsLeft(async () => {
    const [index, errata] = await Promise.all([ports.reader.index(id), ports.reader.errata(id)]);
    if (!index) return 0;
    const of = JSON.stringify([index, errata]);
    const there = await listAll(ports.pages, ports.portal.placesOf(id));
    if (drawn?.of === of && isAsDrawn(there, drawn.versions)) return 0;
    const { versions, written } = await drawAll(ports, await readIndex(ports, index, errata), there);
    const stale = [...there.keys()].filter((path) => !versions.has(path));
    await removeFiles(ports.pages, stale);
    drawn = { of, versions };
    return written + stale.length;
  });
}

const isAsDrawn = (there: Versions, drawn: Versions): boolean =>
  there.size === drawn.size && [...drawn].every(([path, version]) => there.get(path) === version);

async function drawAll(ports: DrawPorts, material: PortalIndex, there: Versions) {
  const versions: Versions = new Map();
  let written = 0;
  const keep = async (files: AsyncIterable<PortalFile>) => {
    const kept = await keepFiles(ports.pages, files, there);
    for (const [path, version] of kept.versions) versions.set(path, version);
    written += kept.written;
  };
  await keep(ports.portal.index(material));
  for (const [period, releases] of material.releases)
    for (const release of releases) {
      const kept = keptRelease(ports.portal, material, period, release, there);
      for (const [path, version] of kept) versions.set(path, version);
      await keep(drawRelease(ports, material, period, release, kept.length > 0));
    }
  return { versions, written };
}

const currentRelease = ({ editions }: PortalIndex, period: string, { revision }: ReleaseRecord) =>
  editions.find((each) => each.period === period && each.pointer.revision === revision);

const isSettled = (clock: DrawPorts['clock'], { publishedAt }: ReleaseRecord): boolean =>
  clock.now().getTime() - Date.parse(publishedAt) > settledAfter;

/** The files of a release that was drawn before: they stay as they are. */
function keptRelease(
  { releasePages }: Portal,
  { index }: PortalIndex,
  period: string,
  { revision, withdrawn }: ReleaseRecord,
  there: Versions,
): [string, string][] {
  const pages = releasePages(index.index, period, revision);
  if (withdrawn || !pages.every((page) => there.has(page))) return [];
  return [...there].filter(([path]) => pages.some((page) => path === page || path.startsWith(`${page}/`)));
}

/** Of one that is there, nothing but the pages of a release that is current and has not settled. */
async function* drawRelease(
  ports: DrawPorts,
  material: PortalIndex,
  period: string,
  release: ReleaseRecord,
  isThere: boolean,
): AsyncGenerator<PortalFile> {
  const { portal } = ports;
  const { index } = material;
  const current = currentRelease(material, period, release);
  if (release.withdrawn) yield* portal.withdrawn(index, period, release);
  else if (!isThere) {
    const drawn = current ?? (await withIntervals(ports, await readRelease(ports, period, release)));
    yield* portal.values(index, drawn, await readParts(ports, drawn.inputs));
    yield* portal.pinned(index, drawn);
  } else if (current && !isSettled(ports.clock, release)) yield* portal.pinned(index, current);
}

/**
 * Where there is something to do after every round, releases come faster than they are drawn: the news of the last
 * of them rests in the queue still, and its drawing looks again.
 *
 * @param round how much it found to do
 */
async function untilNothingIsLeft(round: () => Promise<number>): Promise<Drawn> {
  for (let count = 0; count < mostRounds; count += 1) if ((await round()) === 0) return 'done';
  return 'behind';
}
