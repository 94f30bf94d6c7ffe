import {
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type ReleasedPlace = ReturnType<typeof describePlace>;

/** Output: what a citation of a release says. `address` is where it will always be. */
export async function getCitation(
  reader: ReleaseReader,
  question: ReleaseQuestion,
  addressOf: (revision: number, period: string) => string,
) {
  const edition = await findRelease(reader, question);
  return describePlace(edition, addressOf(edition.pointer.revision, edition.period));
}

const describePlace = (edition: Awaited<ReturnType<typeof findRelease>>, address: string) => ({
  index: describeIndex(edition.index),
  publisher: edition.index.publisher,
  period: edition.period,
  release: describeRelease(edition),
  address,
});
