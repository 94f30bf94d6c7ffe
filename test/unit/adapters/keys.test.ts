import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agencySubmissionKey,
  catalogueKey,
  editionStateKey,
  indexKey,
  type Key,
  partKey,
  periodEditionKey,
  rankingPageKey,
  releaseKey,
  runKey,
  submissionKey,
  unitChunkKey,
} from '../../../adapters/dynamodb/keys.ts';

const edition = { index: 'dti-province', period: '2022' };
const written = ({ pk, sk }: Key) => `${pk} ${sk}`;

describe('keys', () => {
  it.each([
    [submissionKey('01J1'), 'SUBMISSION#01J1 META'],
    [agencySubmissionKey('mic', '01J1'), 'AGENCY#mic SUBMISSION#01J1'],
    [editionStateKey(edition), 'EDITION#dti-province/2022 DATASET'],
    [
      partKey(
        { index: 'egov', period: '2022' },
        { source: { ...edition, cohort: 'provinces' }, agency: 'mic' },
      ),
      'EDITION#egov/2022 DATASET#dti-province/2022#provinces#mic',
    ],
    [releaseKey(edition, 7), 'EDITION#dti-province/2022 RELEASE#000007'],
    [periodEditionKey(edition), 'PERIOD#2022 EDITION#dti-province'],
    [catalogueKey('dti-province'), 'CATALOGUE INDEX#dti-province'],
    [indexKey('dti-province'), 'INDEX#dti-province CURRENT'],
    [runKey('3fa9'), 'RUN#3fa9 META'],
    [rankingPageKey('3fa9', 'provinces', 'dti', 12), 'RUN#3fa9 PAGE#provinces#dti#00012'],
    [unitChunkKey('3fa9', 'provinces', 0), 'RUN#3fa9 UNITS#provinces#00000'],
  ])('are as the data model says: %#', (key, expected) => {
    expect(written(key)).toBe(expected);
  });

  it('are different for different identifiers, whatever a stranger writes into them', () => {
    const identifier = fc.stringMatching(/^[ab#/%23]{0,4}$/);
    const identifiers = fc.tuple(identifier, identifier, identifier);
    fc.assert(
      fc.property(identifiers, identifiers, (one, other) => {
        fc.pre(one.join(' ') !== other.join(' '));
        const keys = ([run, cohort, node]: [string, string, string]) => [
          written(rankingPageKey(run, cohort, node, 1)),
          written(unitChunkKey(run, `${cohort}#${node}`, 1)),
          written(partKey(edition, { source: { index: run, period: cohort, cohort: node }, agency: 'a' })),
        ];
        const [first, second] = [keys(one), keys(other)];
        expect(first.filter((key, place) => key === second[place])).toEqual([]);
      }),
    );
  });

  it('take text that is not well-formed Unicode', () => {
    expect(submissionKey('\ud800').pk).toBe('SUBMISSION#%EF%BF%BD');
  });
});
