// A model of a run with the row of its model API.

import type { ModelInfo } from '../../shared/run/model';
import { findModelApi, modelInfo } from '../providers/modelApis';
import type { ModelApi } from '../providers/provider';
import type { RunPlan } from './planRun';

export interface PlannedModel {
  info: ModelInfo;
  api: ModelApi;
}

export function plannedModels({ models, apis }: Pick<RunPlan, 'models' | 'apis'>): PlannedModel[] {
  return models.map((model) => ({ info: modelInfo(model, apis), api: findModelApi(apis, model.provider) }));
}
