// From a place in the schedule to the test that is run: its text, its pictures, and how the model gives places on them.

import { createHash } from 'node:crypto';
import { ofModel, type ModelId } from '../../shared/run/model';
import type { ProfileChoice } from '../../shared/results/picture';
import { fillPrompt } from '../benchmark/fillPrompt';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { readCalibrations } from '../coordinates/calibrationStore';
import { chooseProfile } from '../coordinates/chooseProfile';
import type { CoordinateProfile } from '../coordinates/coordinateProfile';
import type { PictureContext } from '../coordinates/pictureContext';
import type { RunImages } from '../images/runImages';
import { findTestType, needsOf } from '../testTypes/findTestType';
import { messageOf } from '../../shared/text/messageOf';
import type { RunPlan } from './planRun';

/** How a model gives places, and who chose that. */
export interface ChosenProfile {
  profile: CoordinateProfile;
  chosenBy: ProfileChoice;
}

/** What calibrations found, by model; a run that asks for no places needs none, nor stops at a damaged file. */
export async function calibrationsFor(
  prompts: readonly LoadedPrompt[],
  runsDirectory: string,
): Promise<{ [model: string]: string }> {
  return prompts.some((prompt) => needsOf(prompt).hasPlaces) ? readCalibrations(runsDirectory) : {};
}

/** Chooses a profile for each model, by canonical model string. Throws when the settings name a profile that does not exist. */
export function chooseProfiles(
  plan: Pick<RunPlan, 'models' | 'benchmark'>,
  settings: { readonly [model: string]: string },
  calibrations: { readonly [model: string]: string },
): Map<string, ChosenProfile> {
  const own = (
    from: { readonly [model: string]: string },
    id: ModelId,
    name: 'benchmark' | 'settings' | 'calibration',
  ): { [name: string]: string } => {
    const profile = ofModel(from, id);
    return profile === undefined ? {} : { [name]: profile };
  };
  return new Map(
    plan.models.map((id) => [
      id.model,
      chooseProfile(id, {
        ...own(plan.benchmark.coordinates, id, 'benchmark'),
        ...own(settings, id, 'settings'),
        ...own(calibrations, id, 'calibration'),
      }),
    ]),
  );
}

/** What a test asks with, or why that can't be said, one sentence: a test whose question fails is an error of its own. */
export interface Question {
  /** The whole text sent. */
  promptText: string;
  /** The first picture of the prompt; null without one. */
  picture: PictureContext | null;
  problem: string | null;
}

export function questionFor(
  { images, profile }: { images: RunImages; profile: ChosenProfile },
  basePrompt: string,
  prompt: LoadedPrompt,
  runId: string,
): Question {
  try {
    const picture = pictureFor(prompt, images, profile);
    return { promptText: textFor(basePrompt, prompt, picture, runId), picture, problem: null };
  } catch (error) {
    return { promptText: '', picture: null, problem: messageOf(error) };
  }
}

/** The first picture of a prompt for a model; null for a prompt without one. */
function pictureFor(
  prompt: LoadedPrompt,
  images: RunImages,
  { profile, chosenBy }: ChosenProfile,
): PictureContext | null {
  const [source] = prompt.images;
  if (source === undefined) return null;
  const { width, height, sent } = images.find(source);
  return { width, height, sentWidth: sent.width, sentHeight: sent.height, profile, chosenBy };
}

/** The whole text of a test: what the benchmark says, then the form that the answer is wanted in. */
export function textFor(
  basePrompt: string,
  prompt: LoadedPrompt,
  picture: PictureContext | null,
  runId: string,
): string {
  const form = findTestType(prompt.testType).answerForm(prompt.expectation, picture);
  const text = fillPrompt(basePrompt, prompt.dynamic_variables);
  const asked = form === '' ? text : `${text.trimEnd()}\n\n${form}`;
  const isTrial = prompt.variant?.kind === 'trial';
  return isTrial ? `${trialNote(runId, prompt.variant!.number)}\n\n${asked}` : asked;
}

/** Different at the very beginning of each trial and run, the same for all models: no prompt cache may make a trial a copy of another. */
function trialNote(runId: string, trial: number): string {
  const nonce = createHash('sha256').update(`${runId}#${trial}`).digest('hex').slice(0, 12);
  return `[${nonce}: a random mark of this request; it has no meaning.]`;
}
