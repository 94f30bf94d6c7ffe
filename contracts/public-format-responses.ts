import { z } from 'zod';

/** Answers in formats of others, whose own rules say what they hold. */
export const formatResponses = {
  getResults: z.union([z.looseObject({}), z.string()]).meta({ id: 'ResultsFile' }),
  getCitation: z.union([z.array(z.looseObject({ type: z.literal('dataset') })), z.string()]).meta({
    id: 'Citation',
  }),
  getDataPackage: z
    .looseObject({ name: z.string(), resources: z.array(z.looseObject({ path: z.string() })) })
    .meta({ id: 'DataPackage' }),
  getReleaseFeed: z.string().meta({ id: 'ReleaseFeed' }),
  getCatalogue: z.looseObject({ '@type': z.literal('dcat:Catalog') }).meta({ id: 'Catalogue' }),
  getDocumentation: z.string().meta({ id: 'Documentation' }),
};
