import type { ProfileChoice } from '../../shared/results/picture';
import type { CoordinateProfile } from './coordinateProfile';

/** The first picture of the prompt and how the model gives places on it. */
export interface PictureContext {
  /** px of the upright original; the truth of a benchmark is in these. */
  width: number;
  height: number;
  /** px of what was sent. */
  sentWidth: number;
  sentHeight: number;
  profile: CoordinateProfile;
  chosenBy: ProfileChoice;
}
