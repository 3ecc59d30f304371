// The values of `--coordinates MODEL=PROFILE`. Throws `UsageError` that names the flag.

import { requireProfile } from '../../core/coordinates/chooseProfile';
import { parseModel } from '../../shared/run/model';
import type { GivenWords } from './readFlags';
import { UsageError } from './usageError';

/** Profile ids by canonical model string; of a model that is given twice the last counts. */
export function coordinateFlag(given: GivenWords): { [model: string]: string } {
  const profiles = new Map<string, string>();
  for (const text of given.flags.get('coordinates') ?? []) {
    // A model's name may hold a `=`, a profile's does not.
    const at = text.lastIndexOf('=');
    const [model, profile] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    if (at < 1 || model === '' || profile === '')
      throw new UsageError(
        `--coordinates must be MODEL=PROFILE, not "${text}".`,
        'For example: --coordinates ollama~qwen2.5vl:7b=pixels',
      );
    profiles.set(parseModel(model).model, known(profile));
  }
  return Object.fromEntries(profiles);
}

function known(profile: string): string {
  try {
    return requireProfile(profile, '--coordinates').id;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
