import { markedFileXlsx } from '../../adapters/files/write-marked-file.ts';
import { templateCsv, templateXlsx } from '../../adapters/files/write-template.ts';
import { addressOf } from '../../contracts/address.ts';
import { deskRoutes, xlsxMediaType } from '../../contracts/desk-api.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import type { Template } from '../../domain/submission/template.ts';
import { templateSchema } from '../../domain/submission/template-schema.ts';
import type { Identity } from '../../use-cases/identity.ts';
import type { JudgedFilePorts } from '../../use-cases/judged-file.ts';
import { type MakeTemplatePorts, makeTemplate } from '../../use-cases/make-template.ts';
import { markFile } from '../../use-cases/mark-file.ts';
import { previewFile } from '../../use-cases/preview-file.ts';
import { type Answer, file, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

export type FilePorts = MakeTemplatePorts & JudgedFilePorts;

type Routes = Pick<typeof deskRoutes, 'getTemplate' | 'getMarkedFile' | 'getPreview'>;

export const fileOperations = (ports: FilePorts): Operations<Routes, Identity, Answer> => ({
  async getTemplate({ index, period, cohort, format = 'xlsx', language = 'vi' }, identity) {
    const request = { edition: { index, period }, cohort, language };
    return written(await makeTemplate(ports, identity, request), format);
  },

  async getMarkedFile({ submission: id, language = 'vi' }, identity) {
    const marked = await markFile(ports, identity, { id });
    return file(await markedFileXlsx(marked, language), xlsxMediaType, `${id}-report.xlsx`);
  },

  async getPreview({ submission }, identity) {
    const body: DeskResponses['getPreview'] = {
      ...(await previewFile(ports, identity, { id: submission })),
      links: {
        self: addressOf(deskRoutes.getPreview, { submission }),
        submission: addressOf(deskRoutes.getSubmission, { submission }),
      },
    };
    return json(200, body);
  },
});

async function written(template: Template, format: 'xlsx' | 'csv' | 'json-schema'): Promise<Answer> {
  const { name } = template;
  switch (format) {
    case 'xlsx':
      return file(await templateXlsx(template), xlsxMediaType, `${name}.xlsx`);
    case 'csv':
      return file(Buffer.from(templateCsv(template)), 'text/csv; charset=utf-8', `${name}.csv`);
    case 'json-schema': {
      const schema = JSON.stringify(templateSchema(template));
      return file(Buffer.from(schema), 'application/schema+json', `${name}.schema.json`);
    }
  }
}
