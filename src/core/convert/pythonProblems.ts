// What becomes of a file of problems for which models write Python: they are judged by tests, and the wording of the prompt is ours.

import type { CarriedBenchmark, CarriedPrompts } from './carried';
import { ConversionError } from './conversionError';
import type { ForeignSource } from './format';
import { modelsMissing, nameOf, wordsMissing } from './standIns';

/** `count` is how many problems there are. */
export function pythonProblems(
  { fileName, leftOvers }: ForeignSource,
  prompt: string,
  prompts: CarriedPrompts,
  count: number,
): CarriedBenchmark {
  if (count === 0) throw new ConversionError(`${fileName} has no problem that can be carried over.`);
  const start = { file: fileName, line: 1, column: 1 };
  wordsMissing(leftOvers, start);
  return {
    name: nameOf(fileName),
    purpose: 'Which models write Python that passes its tests?',
    basePrompts: { prompt },
    parameters: { temperature: 0 },
    models: modelsMissing(leftOvers, start),
    prompts,
  };
}
