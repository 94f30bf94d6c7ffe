import { numberText } from '../../../domain/analysis/explain/number-text.ts';
import { optionText } from '../../analysis/plan-lines.ts';
import type { Section } from '../audit-document.ts';
import { isUnknown, type Material } from '../material.ts';

const say = {
  vi: {
    title: 'Cách làm và cách lặp lại',
    paragraph:
      'Ai có cùng các tệp, cùng định nghĩa và cùng hạt giống thì nhận đúng từng byte của báo cáo này. Báo cáo theo Sổ tay của OECD/JRC về chỉ số tổng hợp (2008) và cách kiểm định của Trung tâm Nghiên cứu chung (JRC) của Ủy ban châu Âu.',
    leftOut: (option: string, reason: string) => `Không thử được: ${option}: ${reason}.`,
    figure: 'Đầu vào',
    says: 'Lần tính được đặt tên theo giá trị băm của mọi đầu vào của nó.',
    what: 'Đầu vào',
    value: 'Giá trị',
    run: 'Lần tính',
    definition: 'Định nghĩa',
    engine: 'Phiên bản bộ tính',
    framework: 'Phương pháp',
    source: 'Nguồn của phương pháp',
    part: 'Số liệu',
    draws: 'Số lần mô phỏng, hạt giống',
  },
  en: {
    title: 'Method, and how to do it again',
    paragraph:
      'Whoever has the same files, definitions and seed gets this report to the byte. It follows the OECD/JRC Handbook on Constructing Composite Indicators (2008) and the audits of the Joint Research Centre of the European Commission.',
    leftOut: (option: string, reason: string) => `Left out: ${option}: ${reason}.`,
    figure: 'Inputs',
    says: 'The run is named by the hash of all its inputs.',
    what: 'Input',
    value: 'Value',
    run: 'Run',
    definition: 'Definition',
    engine: 'Engine version',
    framework: 'Method',
    source: 'Source of the method',
    part: 'Data',
    draws: 'Replicates, seed',
  },
};

export function methodSection({ run, subject, uncertainty, draws, language }: Material): Section {
  const words = say[language];
  const { framework } = subject;
  const leftOut = isUnknown(uncertainty) ? [] : uncertainty.plan.leftOut;
  return {
    id: 'method',
    title: words.title,
    paragraphs: [
      words.paragraph,
      ...leftOut.map(({ where, message }) => words.leftOut(optionText(where ?? '', language), message)),
    ],
    figures: [
      {
        id: 'inputs',
        title: words.figure,
        says: words.says,
        table: {
          columns: [
            { heading: words.what, align: 'left' },
            { heading: words.value, align: 'left' },
          ],
          rows: [
            [words.run, run.id],
            [words.definition, run.inputs.definition],
            [words.engine, run.inputs.engine],
            [words.framework, `${framework.id} (${framework.version})`],
            [words.source, framework.source.citation],
            ...(run.inputs.earlier ?? []).flatMap(({ period, parts }) =>
              parts.map((hash) => [`${words.part} (${period})`, hash]),
            ),
            ...run.inputs.parts.map(({ cohort, hash }) => [`${words.part} (${cohort})`, hash]),
            [words.draws, `${numberText(draws.replicates, language)}, ${draws.seed}`],
          ],
        },
      },
    ],
  };
}
