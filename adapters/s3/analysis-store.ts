import type { AnalysisStore } from '../../use-cases/cohort-uncertainty.ts';
import { type Bucket, getJson, putJson } from './json-object.ts';
import { analysisObject } from './record-keys.ts';

export const createAnalysisStore = (records: Bucket): AnalysisStore => ({
  get: (run, name) => getJson(records, analysisObject(run, name)),
  put: (run, name, analysis) => putJson(records, analysisObject(run, name), analysis),
});
