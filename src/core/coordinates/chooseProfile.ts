// Which coordinate profile a model is asked by, and who said so. Never looks at an answer: the space of numbers can't be told from their size.

import type { ModelId } from '../../shared/run/model';
import type { ProfileChoice } from '../../shared/results/picture';
import { nearestName } from '../../shared/text/nearestName';
import type { CoordinateProfile } from './coordinateProfile';
import { familyProfile } from './familyProfile';
import { coordinateProfiles, findProfile } from './coordinateProfiles';

/** Profile ids for one model. */
interface ChosenProfiles {
  /** The profile that the benchmark's `coordinates` names. */
  benchmark?: string;
  /** The profile that the user's settings or `--coordinates` name. */
  settings?: string;
  /** The profile that `calibration.json` has. */
  calibration?: string;
}

/**
 * The benchmark decides before the user's settings, these before a calibration, this before the table of families. A model that nothing is known
 * of is asked for px of the picture that was sent. Throws an error that lists the known profiles for an id that is none of them.
 */
export function chooseProfile(
  model: ModelId,
  chosen: ChosenProfiles,
): { profile: CoordinateProfile; chosenBy: ProfileChoice } {
  const wishes: [ProfileChoice, string | undefined][] = [
    ['benchmark', chosen.benchmark],
    ['settings', chosen.settings],
    ['calibration', chosen.calibration],
    ['table', familyProfile(model)],
  ];
  for (const [chosenBy, id] of wishes) {
    if (id !== undefined)
      return { profile: requireProfile(id, `${sourceNames[chosenBy]} for ${model.model}`), chosenBy };
  }
  return { profile: requireProfile('pixels', 'The default'), chosenBy: 'default' };
}

const sourceNames: { readonly [choice in ProfileChoice]: string } = {
  benchmark: "The benchmark's coordinates",
  settings: 'The coordinates in the settings',
  calibration: 'The calibration',
  table: 'The table of models',
  default: 'The default',
};

/** Throws an error that names who asked, and the known ids. */
export function requireProfile(id: string, asker: string): CoordinateProfile {
  const profile = findProfile(id);
  if (profile) return profile;
  const known = coordinateProfiles.map((one) => one.id);
  const nearest = nearestName(id, known);
  const question = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new Error(`${asker}: there is no coordinate profile "${id}".${question} The profiles are ${known.join(', ')}.`);
}
