// Judges the stored answers of a run again with the present test types. No model is asked; both verdicts stay, with who judged when.

import { shellWord } from '../../shared/text/shellWord';
import { basename } from 'node:path';
import { basePromptText } from '../../shared/run/basePrompt';
import type { RunManifest } from '../../shared/runs/runManifest';
import type { TestResult, TestTranscript } from '../../shared/results/testResult';
import { abandonedStatus, emptyRun, type RunState, type TestState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import { promptsOfRun } from '../benchmark/selectPrompts';
import type { LoadedBenchmark } from '../benchmark/loadBenchmark';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { findProfile } from '../coordinates/coordinateProfiles';
import type { PictureContext } from '../coordinates/pictureContext';
import { needsOf } from '../testTypes/findTestType';
import { rememberedFiles } from '../checks/rememberedFiles';
import type { CheckFiles } from '../checks/check';
import { filesOfRun } from '../runFolder/keptFiles';
import { withInterpreters, type Interpreters } from '../javascript/withInterpreters';
import { createResultImages, type ResultImages } from '../resultImage/resultImages';
import { workingOnRun } from '../run/runStopped';
import { closeRunFolder } from '../run/closeRunFolder';
import { RunLog } from '../runFolder/runLog';
import { loadRunBenchmark } from '../runFolder/loadRunBenchmark';
import { openRun } from '../runFolder/openRun';
import { promptsOfFile } from '../runFolder/readBenchmarkText';
import { TestReader } from '../runFolder/readTest';
import { readEvents } from '../runFolder/readEvents';
import { createFile } from '../files/changeInside';
import { cutHalfLineOf } from '../files/cutHalfLine';
import { mostReportBytes, readPlainFile } from '../files/plainFile';
import { isSameInEvents, isSameJudgement, rescoredLine } from './rescoredTest';
import { isoWithOffset } from '../ask/runClock';
import { runFiles } from '../runFolder/runFolderPaths';
import { withRunLock } from '../runFolder/runLock';
import { updatedManifest } from '../run/runManifest';
import type { RescoreOutcome, RescoreRequest } from '../run/runRequest';
import { readManifest } from '../runFolder/readManifest';
import { judgeAnswer } from '../run/judgeAnswer';
import { judgementFigures } from '../run/runTest';
import { runSchemaVersion, type TestRescored } from '../../shared/run/events';
import { tagsInForce } from '../run/tagsInForce';
import { chooseProfiles, type ChosenProfile } from '../run/testPlan';
import { allEnded } from '../files/allEnded';
import { StoredVotes } from './storedVotes';

/** How many answers are judged at the same time. */
const judgedAtOnce = 8;

/**
 * Re-scores a run. `onProgress` counts the finished tests looked at. When `signal` aborts, what was judged until then is kept and the
 * signal's reason is thrown. Throws before anything is written when the folder can't be re-scored.
 */
export async function rescoreRun(
  request: RescoreRequest,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<RescoreOutcome> {
  const { runDirectory } = request;
  const name = basename(runDirectory);
  const { state: before } = await openRun(runDirectory);
  if (before.testType === '')
    throw new Error(
      `${name} was imported from a report, which does not say how its tests are judged; it can't be re-scored. Import it again with its benchmark (\`import REPORT --benchmark FILE\`).`,
    );
  const benchmark = await loadRunBenchmark(runDirectory);
  const runsPython = benchmark.prompts.some((prompt) => needsOf(prompt).runsPython);
  const words = {
    what: `Judging ${name} again`,
    rest: 'All answers are there, and what was judged by then is kept.',
    again: `judge it again: \`iso-speed-bench rescore ${shellWord(name)}\`, in VS Code *Re-score*`,
  };
  return workingOnRun(words, () =>
    withRunLock(runDirectory, () =>
      withInterpreters(runsPython, request.python, request.program.distDirectory, (interpreters) =>
        rescoreWith(interpreters, request, benchmark, onProgress, signal),
      ),
    ),
  );
}

async function rescoreWith(
  interpreters: Interpreters,
  request: RescoreRequest,
  benchmark: LoadedBenchmark,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<RescoreOutcome> {
  const images = request.resultImages ? createResultImages(request.program.distDirectory) : null;
  try {
    const rescoring = await Rescoring.begin(request, benchmark, interpreters, images);
    try {
      await rescoring.judgeAll(onProgress, signal);
    } finally {
      await rescoring.finish();
    }
    signal.throwIfAborted();
    return rescoring.outcome;
  } finally {
    await images?.dispose();
  }
}

/**
 * Without an evaluation there was no answer to judge: the API failed, refused, or the answer was cut. A report has none of its answers, and a
 * verdict tells that there was one.
 */
function hasAnswer({ verdict }: TestResult, { evaluation }: TestTranscript): boolean {
  return evaluation !== null || verdict !== 'error';
}

class Rescoring {
  private readonly at = isoWithOffset(new Date());
  private judged = 0;
  private changed = 0;
  private skipped = 0;
  private problems: string[] = [];
  readonly thinkingTags: readonly string[];
  /** By the index of the test. */
  private readonly prompts: readonly LoadedPrompt[];
  private readonly files: CheckFiles;

  private constructor(
    private readonly request: RescoreRequest,
    private readonly benchmark: LoadedBenchmark,
    private readonly interpreters: Interpreters,
    private readonly images: ResultImages | null,
    private readonly state: RunState,
    private readonly log: RunLog,
    private readonly reader: TestReader,
    /** For answers that no places were read from: as the benchmark and the table say. */
    private readonly profiles: ReadonlyMap<string, ChosenProfile>,
    private readonly manifest: RunManifest,
  ) {
    this.prompts = promptsOfRun(benchmark.prompts, state.prompts);
    this.thinkingTags = tagsInForce(request.reading.thinkingTags, manifest);
    this.files = rememberedFiles(filesOfRun(request.runDirectory, manifest.files));
  }

  static async begin(
    request: RescoreRequest,
    benchmark: LoadedBenchmark,
    interpreters: Interpreters,
    images: ResultImages | null,
  ): Promise<Rescoring> {
    await cutHalfLineOf(request.runDirectory, runFiles.events);
    // Read again under the lock: the run may have gone on since it was looked at.
    const state = emptyRun();
    await readEvents(request.runDirectory, basename(request.runDirectory), (event) => applyEvent(state, event));
    const manifest = await readManifest(request.runDirectory);
    const profiles = chooseProfiles({ models: benchmark.modelIds, benchmark }, {}, {});
    // The last thing that can fail, for whoever gets a `Rescoring` also closes its log.
    const log = await RunLog.open(
      request.runDirectory,
      (events) => {
        for (const event of events) {
          applyEvent(state, event);
          if (event.type === 'testRescored' && event.evidence)
            images?.draw(request.runDirectory, { ...event, evidence: event.evidence });
        }
      },
      // The failed write is thrown when the log is flushed.
      () => undefined,
    );
    const reader = new TestReader(request.runDirectory, state);
    return new Rescoring(request, benchmark, interpreters, images, state, log, reader, profiles, manifest);
  }

  get outcome(): RescoreOutcome {
    const { state, judged, changed, skipped, problems } = this;
    return { runDirectory: this.request.runDirectory, state, problems, judged, changed, skipped };
  }

  async judgeAll(onProgress: (done: number, total: number) => void, signal: AbortSignal): Promise<void> {
    const tests = this.state.models.flatMap(({ model, tests: own }) =>
      own.filter((test) => test.phase === 'finished').map((test) => ({ model, test })),
    );
    const remaining = tests.values();
    const failure = new AbortController();
    const stop = AbortSignal.any([signal, failure.signal]);
    let done = 0;
    const work = async (): Promise<void> => {
      for (const { model, test } of remaining) {
        if (stop.aborted) return;
        await this.judge(model, test, stop);
        onProgress(++done, tests.length);
      }
    };
    const works = Array.from({ length: judgedAtOnce }, async () => {
      try {
        await work();
      } catch (error) {
        failure.abort(error);
        throw error;
      }
    });
    // All of them: nothing may write to the run folder once its lock is given back.
    await allEnded(works);
  }

  private async judge(model: string, test: TestState, signal: AbortSignal): Promise<void> {
    // Closing the folder says which can't be read, and what else is kept of it.
    const stored = await this.reader.read({ model, index: test.index, evidence: test.evidence }).catch(() => null);
    if (!stored) {
      this.skipped++;
      return;
    }
    const { result, transcript } = stored;
    const prompt = this.prompts[test.index - 1];
    if (!prompt || !transcript || !hasAnswer(result, transcript) || prompt.images.length > result.images.length) {
      this.skipped++;
      return;
    }
    const evaluation = await judgeAnswer(
      prompt,
      { text: result.response, response: transcript.attempts.at(-1)?.response },
      {
        ...this.interpreters,
        files: this.files,
        judges: new StoredVotes(transcript.evaluation, this.state),
        promptText: result.prompt,
        thinkingTags: this.thinkingTags,
        facts: result,
      },
      this.pictureOf(result),
      signal,
    );
    this.judged++;
    const isNew = !isSameJudgement(result, evaluation);
    const { verdict } = evaluation.record;
    // Folders of format 1 may have a newer judgement in a test's file than in the events: a re-scoring was killed in between.
    if (test.verdict === 'not_run' || (!isNew && isSameInEvents(test, evaluation))) return;
    if (verdict !== test.verdict) this.changed++;
    const event: TestRescored = {
      type: 'testRescored',
      schemaVersion: runSchemaVersion,
      t: this.state.elapsed,
      at: this.at,
      model,
      index: test.index,
      verdict,
      previousVerdict: test.verdict,
      ...(evaluation.error ? { error: evaluation.error } : {}),
      ...judgementFigures(evaluation),
    };
    if (!isNew) return this.log.append(event);
    const by = { at: this.at, versions: this.request.program.versions };
    this.log.appendWith(rescoredLine(result, transcript, evaluation, by), event);
  }

  /** The picture and the way of giving places that the run had: those are facts of the asking, not of the judging. */
  private pictureOf({ model, images, evidence }: TestResult): PictureContext | undefined {
    const [image] = images;
    if (!image) return undefined;
    const { width, height, sent } = image;
    const profile = findProfile(evidence?.coordinates?.profile ?? '');
    const chosen =
      profile && evidence?.coordinates
        ? { profile, chosenBy: evidence.coordinates.chosenBy }
        : this.profiles.get(model)!;
    return { width, height, sentWidth: sent.width, sentHeight: sent.height, ...chosen };
  }

  /** Writes what follows from the tests, whether or not all were judged. */
  async finish(): Promise<void> {
    await this.reader.close();
    await this.log.close();
    const { runDirectory, program } = this.request;
    const { distDirectory, versions } = program;
    const { manifest, thinkingTags } = this;
    if (manifest.importedAt !== null) await keepReport(runDirectory);
    const { state, benchmark, images, at, judged, changed } = this;
    // `running` in the file is a run that was killed; as such it stays to be resumed.
    if (state.status === 'running') state.status = abandonedStatus(state);
    const closed = await closeRunFolder({
      runDirectory,
      distDirectory,
      state,
      manifest: updatedManifest(manifest, state, {
        thinkingTags: [...thinkingTags],
        rescores: [...manifest.rescores, { at, versions, judged, changed }],
      }),
      report: {
        benchmarkName: state.benchmarkName,
        purpose: state.purpose,
        basePrompt: basePromptText(benchmark.base_prompt),
        prompts: promptsOfFile(benchmark, this.prompts),
      },
      images,
    });
    this.problems = closed.problems;
  }
}

/** An imported report has more in it than a run folder keeps; the first one stays as it came. */
async function keepReport(runDirectory: string): Promise<void> {
  const report = await readPlainFile(runDirectory, runFiles.report, mostReportBytes);
  await createFile(runDirectory, runFiles.importedReport, report).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
