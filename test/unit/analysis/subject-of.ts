import type { Subject } from '../../../domain/analysis/subject.ts';
import type { Framework } from '../../../domain/methodology/definitions.ts';
import {
  branch,
  framework,
  indicator,
  indicatorsFor,
  leaf,
  toMatrix,
  type Values,
} from '../engine/build-framework.ts';

/** A method with the values of units by name. */
export const subjectOf = (method: Framework, values: Values, indicators = indicatorsFor(method)): Subject => {
  const columns = indicators.map(({ id }) => id);
  return {
    framework: method,
    indicators,
    columns,
    matrix: { ...toMatrix(values, columns), ids: Object.keys(values) },
  };
};

/** DTI 2020: 0.4 government, 0.3 economy, 0.3 society, ranked on four decimals. */
export const dti2020 = framework(
  branch('dti', [
    leaf('government', { weight: 0.4 }),
    leaf('economy', { weight: 0.3 }),
    leaf('society', { weight: 0.3 }),
  ]),
);

/** Its indicators with the range that a ratio has. */
export const ratios = ['government', 'economy', 'society'].map((id) =>
  indicator(id, { range: { min: 0, max: 1 } }),
);

/** The nine provinces of which all components were published. */
export const provinces2020: Values = {
  'Đà Nẵng': { government: 0.5346, economy: 0.4155, society: 0.4964 },
  Huế: { government: 0.522, economy: 0.304, society: 0.3655 },
  'Bắc Ninh': { government: 0.4449, economy: 0.3668, society: 0.4052 },
  'Quảng Ninh': { government: 0.4513, economy: 0.3019, society: 0.3955 },
  'Hồ Chí Minh': { government: 0.4446, economy: 0.3136, society: 0.3764 },
  'Tiền Giang': { government: 0.4168, economy: 0.3065, society: 0.3915 },
  'Cần Thơ': { government: 0.4544, economy: 0.3087, society: 0.3174 },
  'Ninh Bình': { government: 0.3915, economy: 0.3161, society: 0.377 },
  'Kiên Giang': { government: 0.403, economy: 0.3051, society: 0.3678 },
};
