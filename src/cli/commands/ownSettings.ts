// What a user has set beside the command line: services, prices and limits of their own. A terminal has no such settings yet, so that there
// are none; whatever will read them fills them in here, and every command has them.

import { modelApis } from '../../core/providers/modelApis';
import type { ModelApi } from '../../core/providers/provider';
import type { RunSettings } from '../../core/run/runRequest';

export const ownSettings: Pick<RunSettings, 'services' | 'prices' | 'rateLimits'> = {
  services: [],
  prices: {},
  rateLimits: {},
};

/** The model APIs of the program, the user's own included. */
export function ownModelApis(): ModelApi[] {
  return modelApis(ownSettings.services);
}
