// The models of a run with what is needed to ask them.

import type { ModelInfo } from '../../shared/model';
import { connectionFor, findModelApi, modelInfo } from '../providers/modelApis';
import type { Environment, ModelApi, Provider } from '../providers/provider';
import type { RunPlan } from './planRun';

export interface ConnectedModel {
  info: ModelInfo;
  api: ModelApi;
  provider: Provider;
}

/** Connects every model; models of one API share a connection, so that they share its sockets too. Sends nothing. */
export async function connectModels(plan: RunPlan, environment: Environment): Promise<ConnectedModel[]> {
  const connections = new Map<ModelApi, Promise<Provider>>();
  return Promise.all(
    plan.models.map(async (model) => {
      const api = findModelApi(plan.apis, model.provider);
      const connecting = connections.get(api) ?? api.connect(connectionFor(api, environment));
      connections.set(api, connecting);
      return { info: modelInfo(model, plan.apis), api, provider: await connecting };
    }),
  );
}
