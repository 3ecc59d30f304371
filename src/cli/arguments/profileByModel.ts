// The values of `--coordinates MODEL=PROFILE`.

import { requireProfile } from '../../core/coordinates/chooseProfile';
import { parseModel } from '../../shared/run/model';
import type { FlagKind } from './flagKinds';
import { UsageError } from './usageError';
import { messageOf } from '../../shared/text/messageOf';

/** Profile ids by canonical model string. */
type ProfileByModel = { [model: string]: string };

/** Of a model that is given twice the last profile counts. */
export const profileByModel: FlagKind<ProfileByModel, ProfileByModel | undefined> = {
  takes: 'value',
  placeholder: ' MODEL=PROFILE',
  absent: undefined,
  read: (flag, values) => Object.fromEntries(values.map((text) => modelAndProfile(flag, text))),
};

function modelAndProfile(flag: string, text: string): [model: string, profile: string] {
  // A model's name may hold a `=`, a profile's does not.
  const at = text.lastIndexOf('=');
  const [model, profile] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || model === '' || profile === '')
    throw new UsageError(
      `--${flag} must be MODEL=PROFILE, not "${text}".`,
      `For example: --${flag} ollama~qwen2.5vl:7b=pixels`,
    );
  return [parseModel(model).model, known(flag, profile)];
}

function known(flag: string, profile: string): string {
  try {
    return requireProfile(profile, `--${flag}`).id;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
