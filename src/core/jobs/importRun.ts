// Makes a full run folder out of a report JSON. What the report does not record is null in the folder, or not there at all
// (the words of the requests, the benchmark file unless it is given); the report itself stays as it came.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEvent, emptyRun } from '../../shared/run/runState';
import type { TestTranscript } from '../../shared/results/testResult';
import { runSchemaVersion } from '../../shared/run/events';
import { createResultImages } from '../resultImage/resultImages';
import { closeRunFolder } from '../run/closeRunFolder';
import { isoWithOffset } from '../ask/runClock';
import { loadBenchmark, type LoadedBenchmark } from '../benchmark/loadBenchmark';
import { importReport, type ImportedReport } from '../runFolder/importReport';
import type { UnmatchedPrompt } from '../runFolder/pairedPrompts';
import { formatRecord, writeJsonAtomically } from '../files/jsonFile';
import { createRunFolder, runFiles, runFolderName, testDirectory, testFiles } from '../runFolder/runFolderPaths';
import { withRunLock } from '../runFolder/runLock';
import { importedManifest, updatedManifest } from '../run/runManifest';
import { transcriptText } from '../runFolder/transcriptText';

export interface ImportRequest {
  reportText: string;
  /** The name of the report's file: it may say when the report was made. */
  reportName: string;
  /** The benchmark that was run, where somebody still has it: its copy goes into the folder, so that answers can be judged again. */
  benchmark?: { text: string; fileName: string };
  /** The new folder is made in here. */
  runsDirectory: string;
  distDirectory: string;
}

/**
 * Resolves with the new run folder. Throws for people when the text is no report or the benchmark has errors; when writing fails nothing
 * of the folder stays.
 */
export async function importRun(request: ImportRequest): Promise<string> {
  const { reportText, reportName, benchmark, runsDirectory } = request;
  const loaded = benchmark && readBenchmark(benchmark);
  const report = importReport(reportText, { fileName: reportName, ...(loaded ? { benchmark: loaded } : {}) });
  const [started] = report.events;
  if (started?.type !== 'runStarted') throw new Error('An imported report begins with a runStarted event.');
  const { runDirectory, runId } = await createRunFolder(
    runsDirectory,
    runFolderName(new Date(), started.benchmarkName),
  );
  try {
    const events = [{ ...started, runId }, ...report.events.slice(1)];
    await withRunLock(runDirectory, () => writeRun(request, { ...report, events }, runDirectory));
  } catch (error) {
    await rm(runDirectory, { recursive: true, force: true });
    throw error;
  }
  return runDirectory;
}

function readBenchmark({ text, fileName }: NonNullable<ImportRequest['benchmark']>): LoadedBenchmark {
  const { benchmark, problems } = loadBenchmark(text, { fileName, knownProviders: [] });
  if (benchmark) return benchmark;
  const { line, column, message } = problems.find(({ severity }) => severity === 'error')!;
  throw new Error(`${fileName}:${line}:${column}: ${message}`);
}

async function writeRun(
  { reportText, benchmark, distDirectory }: ImportRequest,
  report: ImportedReport,
  runDirectory: string,
): Promise<void> {
  const state = emptyRun();
  for (const event of report.events) applyEvent(state, event);
  const images = createResultImages(distDirectory);
  try {
    await writeFile(join(runDirectory, runFiles.report), reportText);
    if (benchmark) await writeFile(join(runDirectory, runFiles.benchmark), benchmark.text);
    for (const found of report.results()) {
      const result = { ...found, runId: state.runId };
      const directory = testDirectory(runDirectory, result.model, result.index);
      const transcript: TestTranscript = {
        schemaVersion: runSchemaVersion,
        runId: state.runId,
        model: result.model,
        index: result.index,
        attempts: [],
        evaluation: null,
      };
      await mkdir(directory, { recursive: true });
      await Promise.all([
        writeFile(join(directory, testFiles.transcript), formatRecord(transcript)),
        writeFile(join(directory, testFiles.transcriptText), transcriptText(result, transcript)),
        writeFile(join(directory, testFiles.result), formatRecord(result)),
      ]);
      images.draw(directory);
    }
    await writeFile(
      join(runDirectory, runFiles.events),
      report.events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    );
    const manifest = {
      ...importedManifest(state, isoWithOffset(new Date())),
      problems: benchmark ? unmatchedWords(report.unmatched, benchmark.fileName) : [],
    };
    await writeJsonAtomically(join(runDirectory, runFiles.manifest), manifest);
    await closeRunFolder({
      runDirectory,
      distDirectory,
      state,
      manifest: updatedManifest(manifest, state),
      report: null,
      images,
    });
  } finally {
    await images.dispose();
  }
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
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
