// The user's own thinking tags that the answers of a run which is there already are read with.

import type { RunManifest } from '../../shared/runs/runManifest';

/** Those given now; where none are, those of the run, so that whoever gets its folder comes to the same verdicts. */
export function tagsInForce(
  given: readonly string[],
  { thinkingTags }: Pick<RunManifest, 'thinkingTags'>,
): readonly string[] {
  return given.length > 0 ? given : (thinkingTags ?? []);
}
