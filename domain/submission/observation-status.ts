import type { Text } from '../methodology/definitions.ts';
import { createNameIndex, nameReadings } from '../units/name-index.ts';
import { remember } from '../units/remember.ts';
import type { MissingStatus, ObservationStatus } from './part.ts';

export type GivenStatus = Exclude<ObservationStatus, 'G'>;

/** What a reporter may say of a value, or of there being none: codes of SDMX's CL_OBS_STATUS. */
export const givenStatuses: { code: GivenStatus; name: Text; isMissing: boolean }[] = [
  { code: 'A', name: { vi: 'Chính thức', en: 'Normal' }, isMissing: false },
  { code: 'P', name: { vi: 'Sơ bộ', en: 'Provisional' }, isMissing: false },
  { code: 'E', name: { vi: 'Ước tính', en: 'Estimated' }, isMissing: false },
  { code: 'M', name: { vi: 'Không thể có số liệu', en: 'Cannot exist' }, isMissing: true },
  { code: 'L', name: { vi: 'Chưa thu thập được', en: 'Not collected' }, isMissing: true },
  { code: 'Q', name: { vi: 'Không được công bố', en: 'Suppressed' }, isMissing: true },
  { code: 'O', name: { vi: 'Thiếu vì lý do khác', en: 'Missing for another reason' }, isMissing: true },
];

const missing = new Set<string>(givenStatuses.filter(({ isMissing }) => isMissing).map(({ code }) => code));

export const isMissingStatus = (status: ObservationStatus): status is MissingStatus => missing.has(status);

/** By code or by name in either language. */
export const findStatus = remember(
  createNameIndex(
    givenStatuses,
    nameReadings(({ code, name }) => [code, name.vi, name.en]),
  ),
);
