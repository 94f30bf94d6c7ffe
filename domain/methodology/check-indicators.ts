import type { Catalogue } from './catalogue.ts';
import type { Report } from './definition-findings.ts';

/** The whole of a part is another indicator, measured in the same unit. */
export function checkIndicators(catalogue: Catalogue, report: Report): void {
  for (const { value: part, at } of catalogue.entries('indicator')) {
    if (part.atMost === undefined) continue;
    const whole = catalogue.resolve('indicator', part.atMost, at(['atMost']));
    if (whole?.id === part.id) report(at(['atMost']), `indicator "${part.id}" is not a part of itself`);
    else if (whole && whole.unit !== part.unit)
      report(
        at(['atMost']),
        `"${part.id}" is measured in "${part.unit}" and cannot be held against "${whole.id}" in "${whole.unit}"`,
      );
  }
}
