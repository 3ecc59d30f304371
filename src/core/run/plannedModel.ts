// A model of a run with the row of its model API.

import type { ModelInfo } from '../../shared/run/model';
import { connectionFor } from '../providers/connections';
import { findModelApi, modelInfo } from '../providers/modelApis';
import type { ModelApi } from '../providers/modelApi';
import type { RunPlan } from './planRun';

export interface PlannedModel {
  info: ModelInfo;
  api: ModelApi;
}

export function plannedModels({
  models,
  apis,
  environment,
}: Pick<RunPlan, 'models' | 'apis' | 'environment'>): PlannedModel[] {
  return models.map((model) => {
    const api = findModelApi(apis, model.provider);
    return { info: modelInfo(model, apis, connectionFor(api, environment)), api };
  });
}
