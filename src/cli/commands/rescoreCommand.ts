// `rescore RUN`: judges the stored answers again with the present test types and says what changed. No model is asked.

import { testName } from '../../shared/words/testName';
import { standingWords } from '../../shared/words/testText';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { openRun } from '../../core/runFolder/openRun';
import { rescoreRun } from '../../core/jobs/rescoreRun';
import type { RescoreOutcome, RescoreRequest } from '../../core/run/runRequest';
import type { RunState } from '../../shared/run/runState';
import type { Verdict } from '../../shared/run/verdict';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import type { RescoreCommand } from '../arguments/commands';
import { counted } from '../../shared/text/counted';
import { countedWork, type WorkWords } from './countedWork';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { findRunFolder } from './findRunFolder';
import { printable } from '../text/fitText';
import { resultTable } from '../text/resultTable';
import { programVersions, pythonSettings } from './runSettings';
import { summaryLines } from '../text/summaryLines';
import { colorsOf, widthOf, type Colors } from '../terminal/terminal';

/** One verdict that is another one now. */
interface VerdictChange {
  model: string;
  /** 1-based. */
  index: number;
  before: Verdict;
  after: Verdict;
}

const words: WorkWords = {
  counted: 'answers judged again',
  stopping: 'Stopping: what was judged again is kept.',
  interrupted: 'Re-scoring was interrupted; what was judged again until then is kept.',
};

export async function rescoreCommand(command: RescoreCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const before = verdictsOf((await openRun(runDirectory)).state);
  const request: RescoreRequest = {
    runDirectory,
    reading: { thinkingTags: command.thinkingTags },
    python: pythonSettings(command.python),
    program: { versions: programVersions(context), distDirectory: context.distDirectory },
    resultImages: command.hasImages,
  };
  const outcome = await countedWork(
    words,
    (onProgress, signal) => rescoreRun(request, onProgress, signal),
    command.isJson,
    context,
  );
  if (!outcome) return exitCodes.interrupted;
  const changes = changesBetween(before, outcome.state);
  const { judged, skipped } = outcome;
  const text = command.isJson
    ? JSON.stringify({ runDirectory, judged, skipped, changes }, null, 2)
    : rescoreLines(outcome, changes, context).join('\n');
  await writeOut(context.stdout, `${text}\n`);
  return exitCodes.done;
}

/** The verdicts by model, then by index from 0. They are copied, because the engine may fold on the same state. */
function verdictsOf(state: RunState): Map<string, Verdict[]> {
  return new Map(state.models.map((model) => [model.model, model.tests.map((test) => test.verdict)]));
}

function changesBetween(before: ReadonlyMap<string, readonly Verdict[]>, state: RunState): VerdictChange[] {
  return state.models.flatMap(({ model, tests }) =>
    tests.flatMap((test, at): VerdictChange[] => {
      const was = before.get(model)?.[at];
      return was === undefined || was === test.verdict
        ? []
        : [{ model, index: test.index, before: was, after: test.verdict }];
    }),
  );
}

function rescoreLines(
  { runDirectory, state, judged, skipped, problems }: RescoreOutcome,
  changes: readonly VerdictChange[],
  context: CliContext,
): string[] {
  const colors = colorsOf(context.stdout, context.environment);
  const left = skipped === 0 ? '' : ` ${counted(skipped, 'test')} had no answer that could be judged.`;
  const found =
    changes.length === 0 ? 'no verdict changed' : `${counted(changes.length, 'verdict')} changed; each test keeps both`;
  return [
    resultTable(state.models, widthOf(context.stdout), colors),
    '',
    ...summaryLines(state, colors),
    ...problems.map((problem) => colors.yellow(printable(problem))),
    '',
    `${counted(judged, 'answer')} judged again: ${found}.${left}`,
    ...changes.map((change) => changeLine(state, change, colors)),
    `Run folder: ${shownPath(context.cwd, runDirectory)}`,
  ];
}

/** `  #3 openai~gpt-4o: incorrect -> correct` */
function changeLine(state: RunState, { model, index, before, after }: VerdictChange, colors: Colors): string {
  const paint = after === 'correct' ? colors.green : after === 'incorrect' ? colors.red : colors.magenta;
  return `  ${testName(state, index)} ${oneLine(model)}: ${standingWords[before]} -> ${paint(standingWords[after])}`;
}
