// What files of data alone do not say, and what stands in for it.

import { standInModel, type CarriedModel, type Place } from './carried';
import type { LeftOvers } from './leftOvers';

/** A model that sends nothing to anybody. */
export function modelsMissing(leftOvers: LeftOvers, place: Place, what = 'models'): CarriedModel[] {
  leftOvers.add(
    place,
    what,
    `No model is named that can be asked here: ${standInModel.model}, a simulated one, stands in. Put yours in \`models\`, or run with \`--model NAME\`.`,
  );
  return [standInModel];
}

/** The words around the data are ours. */
export function wordsMissing(leftOvers: LeftOvers, place: Place): void {
  leftOvers.add(
    place,
    'wording of the prompt',
    'The file has only the data: `base_prompt` is in our words. Put yours in its place.',
  );
}

/** `human-eval.v2.jsonl` is `human-eval.v2`. */
export function nameOf(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '') || fileName;
}
