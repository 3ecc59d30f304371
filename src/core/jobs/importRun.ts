// Makes a full run folder out of a report JSON. What the report does not record is null in the folder, or not there at all
// (the words of the requests, the benchmark file unless it is given); the report itself stays as it came.

import { rm } from 'node:fs/promises';
import { emptyRun, type RunState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import type { TestTranscript } from '../../shared/results/testResult';
import { createResultImages } from '../resultImage/resultImages';
import { workingOnRun } from '../run/runStopped';
import { closeRunFolder } from '../run/closeRunFolder';
import { isoWithOffset } from '../ask/runClock';
import { filesBeside, type BenchmarkFiles, type NamedFile } from '../benchmark/benchmarkFiles';
import type { BenchmarkPlace } from '../benchmark/locateFile';
import { loadBenchmark, type LoadedBenchmark } from '../benchmark/loadBenchmark';
import { importReport, type ImportedReport } from '../runFolder/importReport';
import { keepFiles } from '../runFolder/keptFiles';
import type { UnmatchedPrompt } from '../runFolder/pairedPrompts';
import { createFile } from '../files/changeInside';
import { writeJsonAtomically } from '../files/jsonFile';
import { endedTests } from '../runFolder/readTest';
import { RunLog } from '../runFolder/runLog';
import { formatTestLine } from '../runFolder/testLine';
import type { StoredResult } from '../../shared/results/packedTest';
import { createRunFolder, runFiles, runFolderName } from '../runFolder/runFolderPaths';
import { lockNewRun, withLock } from '../runFolder/runLock';
import { importedManifest, updatedManifest } from '../run/runManifest';
import { cutText } from '../../shared/text/cutText';

export interface ImportRequest {
  reportText: string;
  /** The name of the report's file: it may say when the report was made. */
  reportName: string;
  /** The benchmark that was run, where somebody still has it: it goes into the folder with the files it names, so that answers can be judged again. */
  benchmark?: { text: string; fileName: string; place: BenchmarkPlace };
  /** The new folder is made in here. */
  runsDirectory: string;
  distDirectory: string;
  /** Whether they are drawn; they are where nothing is said. */
  resultImages?: boolean;
}

/**
 * Resolves with the new run folder. Throws for people when the text is no report or the benchmark has errors; when writing fails nothing
 * of the folder stays.
 */
export async function importRun(request: ImportRequest): Promise<string> {
  const { reportText, reportName, benchmark, runsDirectory } = request;
  const loaded = benchmark && readBenchmark(benchmark);
  const report = importReport(reportText, { fileName: reportName, ...(loaded ? { benchmark: loaded.benchmark } : {}) });
  const [started] = report.events;
  if (started?.type !== 'runStarted') throw new Error('An imported report begins with a runStarted event.');
  const words = {
    what: `The import into ${runsDirectory}`,
    rest: 'Nothing of it is kept.',
    again: 'import the report again',
  };
  return workingOnRun(words, async () => {
    const { runDirectory, runId } = await createRunFolder(
      runsDirectory,
      runFolderName(new Date(), started.benchmarkName),
    );
    try {
      const events = [{ ...started, runId }, ...report.events.slice(1)];
      await withLock(await lockNewRun(runDirectory), () =>
        writeRun(request, { ...report, events }, loaded, runDirectory),
      );
    } catch (error) {
      await rm(runDirectory, { recursive: true, force: true });
      throw error;
    }
    return runDirectory;
  });
}

interface GivenBenchmark {
  benchmark: LoadedBenchmark;
  named: NamedFile[];
  files: BenchmarkFiles;
}

function readBenchmark({ text, fileName, place }: NonNullable<ImportRequest['benchmark']>): GivenBenchmark {
  const files = filesBeside(place);
  const {
    benchmark,
    problems,
    files: { named },
  } = loadBenchmark(text, { fileName, knownProviders: [], files });
  if (benchmark) return { benchmark, named, files };
  const { line, column, message } = problems.find(({ severity }) => severity === 'error')!;
  throw new Error(`${fileName}:${line}:${column}: ${message}`);
}

async function writeRun(
  { reportText, benchmark, distDirectory, resultImages = true }: ImportRequest,
  report: ImportedReport,
  given: GivenBenchmark | undefined,
  runDirectory: string,
): Promise<void> {
  const state = emptyRun();
  const images = resultImages ? createResultImages(distDirectory) : null;
  try {
    await createFile(runDirectory, runFiles.report, reportText);
    if (benchmark) await createFile(runDirectory, runFiles.benchmark, benchmark.text);
    if (given) await keepFiles(runDirectory, given.named, given.files);
    await writeEvents(runDirectory, report, state);
    state.status = report.status;
    for (const test of images ? endedTests(state.models) : []) images?.draw(runDirectory, test);
    const manifest = {
      ...importedManifest(state, isoWithOffset(new Date()), given?.named ?? []),
      problems: [...report.notes, ...(benchmark ? unmatchedWords(report.unmatched, benchmark.fileName) : [])],
    };
    await writeJsonAtomically(runDirectory, runFiles.manifest, manifest);
    await closeRunFolder({
      runDirectory,
      distDirectory,
      state,
      manifest: updatedManifest(manifest, state),
      report: null,
      images,
    });
  } finally {
    await images?.dispose();
  }
}

/** Writes each event, and before a test's what the report says of it; `state` gets them as they are written. */
async function writeEvents(runDirectory: string, report: ImportedReport, state: RunState): Promise<void> {
  const log = await RunLog.open(
    runDirectory,
    (events) => {
      for (const event of events) applyEvent(state, event);
    },
    // The failed write is thrown when the log is closed.
    () => undefined,
  );
  try {
    for (const event of report.events) {
      const result = event.type === 'testFinished' ? report.result(event.model, event.index) : undefined;
      if (event.type !== 'testFinished' || !result) log.append(event);
      else log.appendWith(formatTestLine(result, emptyTranscript(result)), event);
    }
  } finally {
    await log.close();
  }
}

/** A report has none of what was sent. */
function emptyTranscript({ schemaVersion, runId, model, index }: StoredResult): TestTranscript {
  return { schemaVersion, runId, model, index, attempts: [], evaluation: null };
}

/** Prompts that are named one by one; the rest are counted. */
const mostNamed = 5;

/** A sentence for each prompt of the report that the benchmark does not have. */
function unmatchedWords(unmatched: readonly UnmatchedPrompt[], fileName: string): string[] {
  const named = unmatched.slice(0, mostNamed).map(({ place, index, text, expected, otherwiseExpected }) => {
    const why =
      otherwiseExpected === null
        ? `has no prompt with the text ${JSON.stringify(shortened(text))}`
        : `expects ${JSON.stringify(shortened(otherwiseExpected))} of its text, the report ${JSON.stringify(shortened(expected))}`;
    return `Prompt ${index} of the report is kept as #${place}, and can't be judged again: ${fileName} ${why}.`;
  });
  const rest = unmatched.length - named.length;
  return rest === 0 ? named : [...named, `So it is with ${rest} more prompts of the report.`];
}

function shortened(text: string): string {
  return cutText(text, 60);
}
