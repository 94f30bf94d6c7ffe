import { beforeEach, describe, expect, it } from 'vitest';
import { answerDecisions } from '../../../use-cases/answer-decisions.ts';
import { type ClaimVerdict, decideClaims } from '../../../use-cases/decide-claims.ts';
import { getClaims, listClaims, listVerifiedEditions } from '../../../use-cases/get-claims.ts';
import { withdrawSubmission } from '../../../use-cases/withdraw-submission.ts';
import { Pipeline } from '../../fakes/pipeline.ts';
import { index, units } from './three-provinces.ts';

const edition = { index: 'network', period: '2022' };
const access = { index: 'access', period: '2022' };
const lan = { subject: 'lan', agency: 'telecoms', roles: ['reporter'] };
const mai = { subject: 'mai', agency: 'ministry', roles: ['reviewer'] };
const file = 'unit,speed,reach\nĐà Nẵng,40,90\nHuế,30,80\nCần Thơ,20,70\n';
const longFile = 'unit,indicator,value,evidence\nĐà Nẵng,speed,40,https://danang.test/speed.pdf\n';

let pipeline: Pipeline;
let submission: string;

async function define(rule: 'required' | 'optional' | undefined) {
  pipeline = new Pipeline();
  const verification = rule ? [`verification: ${rule}`, 'reviewers: [ministry, telecoms]'] : [];
  const { outcome } = await pipeline.define({
    'units.yaml': units,
    'network.yaml': index('network', ['speed', 'reach'], ['2022'], '[{ agency: telecoms }]', verification),
    'access.yaml': index('access', ['reach'], ['2022'], '[{ agency: statistics }]'),
  });
  expect(outcome).toBe('registered');
  submission = (await pipeline.submit(edition, 'all', 'telecoms', file)).submission.id;
}

const verdict = (unit: string, more: Partial<ClaimVerdict>, indicator = 'reach'): ClaimVerdict => ({
  indicator,
  unit,
  outcome: 'accepted',
  reason: 'as the annex shows',
  ...more,
});
const corrected = verdict('da-nang', { outcome: 'corrected', value: 60, reason: 'counted twice' });

async function decide(verdicts: ClaimVerdict[], identity = mai) {
  await decideClaims(pipeline.world.ports(), identity, { edition, submission, verdicts });
  await pipeline.deliver();
}

const claims = async (identity = mai) => {
  const address = { edition, submission, offset: 0, limit: 100 };
  return getClaims(pipeline.world.ports(), identity, address);
};
const answer = (text: string, identity = lan) =>
  answerDecisions(pipeline.world.ports(), identity, {
    edition,
    submission,
    answers: [{ indicator: 'reach', unit: 'da-nang', text }],
  });
const row = (unit: string, node?: string, of = edition) =>
  pipeline.ranking(of, undefined, node).find((each) => each.unit.id === unit)!;

describe('claims that are verified, where that is optional', () => {
  beforeEach(() => define('optional'));

  it('count provisionally until they are decided', () => {
    expect(row('da-nang')).toMatchObject({
      score: 65,
      verification: { claimed: 65, deducted: 0, provisional: true },
    });
  });

  it('count by the verified value, with the claim and the reason beside it', async () => {
    await decide([
      corrected,
      verdict('da-nang', {}, 'speed'),
      verdict('hue', { outcome: 'rejected', reason: 'no evidence' }),
    ]);
    expect(row('da-nang')).toMatchObject({
      score: 50,
      verification: { claimed: 65, deducted: 15, provisional: false },
    });
    expect(row('da-nang', 'reach')).toMatchObject({
      score: 60,
      verification: {
        claimed: 90,
        deducted: 30,
        deduction: { cause: 'verified', claimed: 90, verified: 60, reason: 'counted twice', points: 30 },
      },
    });
    expect(row('hue', 'reach')).toMatchObject({
      score: null,
      verification: { claimed: 80, deduction: { verified: null, reason: 'no evidence' } },
    });
    expect(row('can-tho')).toMatchObject({ score: 45, verification: { provisional: true, deducted: 0 } });
  });

  it('change nothing in an index that does not verify, though it uses the same indicator', async () => {
    const before = pipeline.pointer(access);
    await decide([corrected]);
    expect(row('da-nang', undefined, access)).toMatchObject({ score: 90 });
    expect(row('da-nang', undefined, access).verification).toBeUndefined();
    expect(pipeline.pointer(access)).toEqual(before);
  });

  it('are an input of the run: the same decisions give the same run', async () => {
    await decide([corrected]);
    const first = pipeline.pointer(edition)!.run;
    await decide([verdict('da-nang', { outcome: 'rejected', reason: 'no' })]);
    expect(pipeline.pointer(edition)!.run).not.toBe(first);
    await decide([corrected]);
    expect(pipeline.pointer(edition)!.run).toBe(first);
    expect(pipeline.world.runs.get(first)!.inputs.parts).toHaveLength(2);
    await decide([corrected]);
    expect(pipeline.world.decisions).toHaveLength(3);
  });

  it('stay decided in a newer file that repeats them, and are open again in one that does not', async () => {
    await decide([corrected, verdict('da-nang', {}, 'speed')]);
    submission = (await pipeline.submit(edition, 'all', 'telecoms', file.replace('40', '44'))).submission.id;
    expect(row('da-nang', 'reach')).toMatchObject({ score: 60, verification: { provisional: false } });
    expect(row('da-nang', 'speed')).toMatchObject({ score: 44, verification: { provisional: true } });
  });

  it('say nothing once the file is withdrawn', async () => {
    await decide([corrected]);
    await withdrawSubmission(pipeline.world.ports(), lan, { id: submission });
    await pipeline.deliver();
    expect(pipeline.ranking(edition).every(({ score }) => score === null)).toBe(true);
  });

  it('come with evidence, which is an address and nothing else', async () => {
    submission = (await pipeline.submit(edition, 'all', 'telecoms', longFile)).submission.id;
    expect((await claims()).claims).toMatchObject([
      {
        evidence: 'https://danang.test/speed.pdf',
        names: { indicator: { en: 'Speed' }, unit: { vi: 'Đà Nẵng' }, measure: { vi: 'Mbps' } },
      },
    ]);
    const script = longFile.replace('https://danang.test/speed.pdf', 'javascript:alert(1)');
    const refused = await pipeline.submit(edition, 'all', 'telecoms', script);
    expect(refused.submission.report!.findings[0]).toMatchObject({ code: 'evidence-not-a-link', row: 2 });
  });

  it('are listed with how many are decided', async () => {
    const found = await listVerifiedEditions(pipeline.world.ports(), mai);
    expect(found).toMatchObject([{ ...edition, reviewers: ['ministry', 'telecoms'] }]);
    expect(await listVerifiedEditions(pipeline.world.ports(), { ...mai, agency: 'chamber' })).toEqual([]);
    await decide([corrected]);
    const { files } = await listClaims(pipeline.world.ports(), mai, { edition });
    expect(files).toMatchObject([
      { submission: { id: submission }, counts: { claims: 6, decided: 1, answered: 0 } },
    ]);
  });
});

describe('claims that must be verified', () => {
  it('do not count before they are', async () => {
    await define('required');
    expect(row('da-nang')).toMatchObject({ score: null, verification: { claimed: 65, provisional: true } });
    await decide([corrected, verdict('da-nang', {}, 'speed')]);
    expect(row('da-nang')).toMatchObject({ rank: 1, score: 50 });
  });
});

describe('four eyes', () => {
  beforeEach(() => define('optional'));

  it.each([
    ['who sent the file', { ...mai, subject: 'test' }],
    ['of the agency that sent it, though it may verify others', { ...mai, agency: 'telecoms' }],
    ['without the role', { ...mai, roles: ['reporter', 'operator'] }],
  ])('no reviewer %s decides', async (_, identity) => {
    await expect(decide([corrected], identity)).rejects.toThrow(/Nobody verifies|takes the role/);
    expect(pipeline.world.decisions).toEqual([]);
  });

  it('a reviewer that the edition does not name does not even learn of the file', async () => {
    await expect(decide([corrected], { ...mai, agency: 'chamber' })).rejects.toThrow('has no claims');
    await expect(claims({ ...mai, agency: 'chamber' })).rejects.toThrow('has no claims');
  });

  it('nothing is verified in an edition that does not say so', async () => {
    await define(undefined);
    await expect(decide([corrected])).rejects.toThrow('has no claims');
    expect(row('da-nang').verification).toBeUndefined();
  });
});

describe('a verdict', () => {
  beforeEach(() => define('optional'));

  it.each([
    ['on what is not claimed', verdict('hanoi', {}), 'Nothing is claimed'],
    ['that corrects to the same value', { ...corrected, value: 90 }, 'accept it'],
    ['that corrects without a value', { ...corrected, value: undefined }, 'belongs to a correction'],
    ['that accepts another value', { ...corrected, outcome: 'accepted' as const }, 'belongs to a correction'],
    ['beyond what the indicator can be', { ...corrected, value: 101 }, 'out of the indicator'],
  ])('%s is refused, and the others with it', async (_, bad, message) => {
    await expect(decide([verdict('hue', {}), bad])).rejects.toThrow(message);
    expect(pipeline.world.decisions).toEqual([]);
  });

  it('twice on the same claim is refused', async () => {
    await expect(decide([corrected, corrected])).rejects.toThrow('two verdicts');
  });

  it('is not lost when another reviewer decides at the same moment', async () => {
    await Promise.all([decide([corrected]), decide([verdict('hue', { outcome: 'rejected', reason: 'no' })])]);
    expect((await claims()).counts).toMatchObject({ decided: 2 });
  });
});

describe('the reporter', () => {
  beforeEach(async () => {
    await define('optional');
    await decide([corrected, verdict('hue', {})]);
  });

  it('sees the outcome and answers once; the reviewer reads it and may decide anew', async () => {
    const [seen] = (await claims(lan)).claims.filter(
      ({ unit, indicator }) => unit === 'da-nang' && indicator === 'reach',
    );
    expect(seen).toMatchObject({ decision: { outcome: 'corrected', verified: 60, reason: 'counted twice' } });
    await answer('see page 3');
    await answer('see page 3');
    await expect(answer('and page 4')).rejects.toThrow('answered already');
    expect((await claims()).claims.find((claim) => claim.answer)).toMatchObject({
      answer: { text: 'see page 3' },
    });
    await decide([verdict('da-nang', { reason: 'page 3 shows it' })]);
    expect(row('da-nang', 'reach').score).toBe(90);
    await expect(answer('thanks')).rejects.toThrow('Nothing was corrected');
  });

  it('does not answer for another agency, nor what was accepted', async () => {
    await expect(answer('?', { ...lan, agency: 'statistics' })).rejects.toThrow('has no claims');
    await expect(
      answerDecisions(pipeline.world.ports(), lan, {
        edition,
        submission,
        answers: [{ indicator: 'reach', unit: 'hue', text: 'thanks' }],
      }),
    ).rejects.toThrow('Nothing was corrected');
  });
});
