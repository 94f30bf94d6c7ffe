import { NotFound } from './errors.ts';
import type { PublicReader } from './read-ports.ts';
import { describeIndex, describeRelease, findIndex, releasedPeriods } from './released-edition.ts';

/**
 * Output: every release of an edition, newest first, withdrawn ones too, each with what the public was told.
 * Course: the pointer and one query. A release that the query saw and the pointer does not name yet is left out.
 *
 * @throws {NotFound} for an edition that nothing was ever released of.
 */
export async function listReleases(
  reader: Pick<PublicReader, 'index' | 'catalogue' | 'releases'>,
  question: { index: string; period: string },
) {
  const index = await findIndex(reader, question.index);
  const [newest] = releasedPeriods(index);
  const period = question.period === 'latest' && newest !== undefined ? newest : question.period;
  const current = index.editions[period]?.revision;
  const last = current ?? index.withdrawn?.[period]?.revision;
  if (last === undefined)
    throw new NotFound(`The index "${index.index}" has no released edition ${period}.`, {
      parameter: 'period',
      allowed: releasedPeriods(index),
    });
  const releases = await reader.releases(index.index, period);
  return {
    index: describeIndex(index),
    period,
    releases: releases
      .filter(({ revision }) => revision <= last)
      .map(({ withdrawn, ...pointer }) => ({
        ...describeRelease({ pointer, current: pointer.revision === current }),
        ...(withdrawn && { withdrawn }),
      })),
  };
}
