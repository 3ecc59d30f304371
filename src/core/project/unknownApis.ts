// The names in the user's settings that no model API has: what is set for one would hold of nothing.

import { parseModel } from '../../shared/run/model';
import { nearestName } from '../../shared/text/nearestName';

/** The maps of the settings by model API, and those by model. */
interface NamingSettings {
  concurrency?: object;
  rateLimits?: object;
  prices?: object;
  coordinates?: object;
}

export interface UnknownApi {
  /** A sentence that begins with the setting that has the name: `rateLimits: ...`. */
  text: string;
  /** Whether it can't but be a slip: it is like a name that is known, or could be no name. Any other may be a service of a folder that is not open. */
  isSlip: boolean;
}

/** Each name that is none of `apis`. */
export function unknownApis(settings: NamingSettings, apis: readonly string[]): UnknownApi[] {
  const { concurrency = {}, rateLimits = {}, prices = {}, coordinates = {} } = settings;
  const ofApis = Object.entries({ concurrency, rateLimits }).flatMap(([setting, map]) =>
    Object.keys(map)
      // `*` of concurrency is every API that is not local.
      .filter((api) => !apis.includes(api) && !(setting === 'concurrency' && api === '*'))
      .map((api) => unknownApi(setting, api, api, apis)),
  );
  const ofModels = Object.entries({ prices, coordinates }).flatMap(([setting, map]) =>
    Object.keys(map).flatMap((model) => {
      const { provider } = parseModel(model);
      return apis.includes(provider) ? [] : [unknownApi(setting, provider, model, apis)];
    }),
  );
  return [...ofApis, ...ofModels];
}

/** `key` is where the name stands: the name itself, or a model. */
function unknownApi(setting: string, api: string, key: string, apis: readonly string[]): UnknownApi {
  const near = nearestName(api, apis);
  const hint =
    near === undefined
      ? `those that are known are ${apis.join(', ')}.`
      : `did you mean \`${key.replace(api, () => near)}\`?`;
  return {
    text: `${setting}: there is no model API \`${api}\`, so what is set for it holds of nothing; ${hint}`,
    isSlip: near !== undefined || api === '*',
  };
}
