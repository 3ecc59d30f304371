// The report of a finished run for tools that know numbers only, as the type that it is named after has them.

import { basename, dirname, isAbsolute, relative } from 'node:path';
import { fileFailure } from '../files/fileFailure';
import { replaceFile } from '../files/replaceFile';
import { fileList, filesWithSecrets } from '../runFolder/filesWithSecrets';
import { openRun, readBenchmarkText } from '../runFolder/openRun';
import { withNumbers, type UnknownNumbers } from '../runFolder/reportForm';
import { reportText } from '../runFolder/writeReport';

export interface ExportedReport {
  /** How often the report says 0 of what is not known. */
  unknown: UnknownNumbers;
  /** What was odd about the run folder, and why a test is left out; a sentence each. */
  problems: string[];
}

/**
 * Gives the report's text to `write`, piece by piece. Throws for people when the folder is no run, one of its files can't be read, or one of the
 * `secrets` stands in it: the keys and passwords that are known here.
 */
export async function exportReport(
  runDirectory: string,
  secrets: readonly string[],
  write: (text: string) => Promise<unknown>,
): Promise<ExportedReport> {
  const { state, problem } = await openRun(runDirectory);
  await refuseSecrets(runDirectory, secrets);
  const { basePrompt, prompts } = await readBenchmarkText(runDirectory, state.prompts);
  const { benchmarkName, purpose } = state;
  const source = { benchmarkName, purpose, basePrompt, prompts: prompts.slice(0, state.prompts.length) };
  const unknown: UnknownNumbers = {};
  const problems = problem === undefined ? [] : [problem];
  for await (const text of reportText(source, { runDirectory, state }, withNumbers(unknown), problems))
    await write(text);
  return { unknown, problems };
}

/** Throws for people where a run folder that is about to leave has a secret in it. */
export async function refuseSecrets(runDirectory: string, secrets: readonly string[]): Promise<void> {
  const files = await filesWithSecrets(runDirectory, secrets);
  if (files.length > 0)
    throw new Error(
      `A key or password of yours stands in ${fileList(files)} of ${basename(runDirectory)}, so nothing was exported. Make a new one at its service and set that, then export again.`,
    );
}

/** Writes it to a file, which is replaced as a whole. Throws for people also when the file can't be written or is one of the run folder. */
export async function exportReportTo(
  path: string,
  runDirectory: string,
  secrets: readonly string[],
): Promise<ExportedReport> {
  const below = relative(runDirectory, path);
  if (!below.startsWith('..') && !isAbsolute(below))
    throw new Error(`${path} is in the run folder, where the run's own files are. Choose a file outside of it.`);
  let exported: ExportedReport | undefined;
  try {
    await replaceFile(dirname(path), basename(path), async (file) => {
      exported = await exportReport(runDirectory, secrets, (text) => file.appendFile(text));
    });
  } catch (error) {
    const failure = fileFailure(error);
    if (!failure) throw error;
    throw new Error(`${path} could not be written: ${failure.what}. ${failure.remedy}, or choose another file.`, {
      cause: error,
    });
  }
  return exported!;
}

/** What 0 stands for in such a report; undefined where everything was known. */
export function unknownWords(unknown: UnknownNumbers): string | undefined {
  const counts = Object.entries(unknown).map(([field, count]) => `${field} (${count})`);
  if (counts.length === 0) return undefined;
  return `0 stands for what is not known, as this type has no null: ${counts.join(', ')}. The run's own report.json has null there.`;
}
