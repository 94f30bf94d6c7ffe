import { describe, expect, it } from 'vitest';
import { type Component, licenceFaults } from '../../../scripts/licences.ts';

const component = (licence: string | undefined, tool = false): Component => ({
  name: 'left-pad',
  version: '1.0.0',
  ...(licence && { licenses: [{ license: { id: licence } }] }),
  ...(tool && { properties: [{ name: 'cdx:npm:package:development', value: 'true' }] }),
});

describe('a licence', () => {
  it.each([
    ['MIT', false],
    ['(MIT OR GPL-3.0-or-later)', false],
    ['MPL-2.0', true],
  ])('%s is allowed (in a tool: %s)', (licence, tool) => {
    expect(licenceFaults([component(licence, tool)])).toEqual([]);
  });

  it.each([
    ['AGPL-3.0-or-later', true, 'left-pad@1.0.0 (tool): AGPL-3.0-or-later'],
    ['MPL-2.0', false, 'left-pad@1.0.0 (part of the product): MPL-2.0'],
    ['MIT AND GPL-3.0', false, 'left-pad@1.0.0 (part of the product): MIT AND GPL-3.0'],
    [undefined, false, 'left-pad@1.0.0 (part of the product): no licence'],
  ])('%s is refused (in a tool: %s)', (licence, tool, fault) => {
    expect(licenceFaults([component(licence, tool)])).toEqual([fault]);
  });

  it('of the simulator is allowed in a tool, and never in the product, nor is another licence', () => {
    const simulator = (licence: string, tool: boolean) => ({
      ...component(licence, tool),
      name: '@cloud-copilot/iam-simulate',
    });
    expect(licenceFaults([simulator('AGPL-3.0-or-later', true)])).toEqual([]);
    expect(licenceFaults([simulator('AGPL-3.0-or-later', false)])).toEqual([
      '@cloud-copilot/iam-simulate@1.0.0 (part of the product): AGPL-3.0-or-later',
    ]);
    expect(licenceFaults([simulator('BUSL-1.1', true)])).toHaveLength(1);
  });
});
