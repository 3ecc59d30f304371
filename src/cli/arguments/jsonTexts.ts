// What `--json` prints, by command; that of runs is in the table of flags.

import type { CommandName } from './commandNames';
import { inEach } from './flag';

export const jsonTexts: { readonly [command in CommandName]?: string } = {
  validate: 'Prints one JSON object: `{ files: [{ file, problems, benchmark }] }`.',
  list: 'Prints one JSON object: `{ runsDirectory, runs: [{ runDirectory, manifest }] }`, with the [run.json](run-folder.md) of each.',
  show: 'Prints one JSON object: `{ runDirectory, manifest, problems, tests }`, or of one test `{ runDirectory, result, transcript, reviews }`, the last where somebody reviewed it.',
  rescore: 'Prints one JSON object: `{ runDirectory, judged, skipped, changes }`.',
  annotate: 'Prints one JSON object: `{ runDirectory, total, drawn, failed, firstFailure }`.',
  review:
    'Prints one JSON object: `{ runDirectory, events, review }`, with what was written and the counts of the run.',
  convert:
    'Prints one JSON object: `{ kind, files, models, prompts, skipped, leftOver: [{ file, line, column, what, why }] }`.',
  import: 'Prints one JSON object: `{ runDirectory, manifest }`.',
  merge: 'Prints one JSON object: `{ runDirectory, manifest, doubles, missing }`.',
  ...inEach(['pack', 'unpack'], 'Prints one JSON object: `{ runDirectory, tests, sizeBytes }`.'),
  compare:
    'Prints one JSON object: `{ comparisons, regressions: [{ run, base, other }] }`; `regressions` with `--fail-on-regression`.',
  trend: 'Prints one JSON object: `{ benchmark, runsDirectory, models }`.',
  calibrate:
    'Prints one JSON object: `{ file, models }`, each model with its `calibration` and all `candidates`, or with a `problem`.',
  prices: 'Prints one JSON object: `{ list, file, models, update }`.',
};
