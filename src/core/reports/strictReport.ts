// The report of a finished run for tools that know numbers only, as the type that it is named after has them.

import { openRun } from '../runFolder/openRun';
import { readBenchmarkText } from '../runFolder/readBenchmarkText';
import { withNumbers, type UnknownNumbers } from '../runFolder/reportForm';
import { reportText } from '../runFolder/writeReport';

/**
 * The report's text, piece by piece, and at its end what there is to say of it, a sentence each. Throws for people when the folder is no run or one of
 * its files can't be read.
 */
export async function* strictReport(runDirectory: string): AsyncGenerator<string, string[]> {
  const { state, problem } = await openRun(runDirectory);
  const { basePrompt, prompts } = await readBenchmarkText(runDirectory, state.prompts);
  const { benchmarkName, purpose } = state;
  const source = { benchmarkName, purpose, basePrompt, prompts: prompts.slice(0, state.prompts.length) };
  const unknown: UnknownNumbers = {};
  const problems = problem === undefined ? [] : [problem];
  yield* reportText(source, { runDirectory, state }, withNumbers(unknown), problems);
  const words = unknownWords(unknown);
  return words === undefined ? problems : [...problems, words];
}

/** What 0 stands for in such a report; undefined where everything was known. */
function unknownWords(unknown: UnknownNumbers): string | undefined {
  const counts = Object.entries(unknown).map(([field, count]) => `${field} (${count})`);
  if (counts.length === 0) return undefined;
  return `0 stands for what is not known, as this type has no null: ${counts.join(', ')}. The run's own report.json has null there.`;
}
