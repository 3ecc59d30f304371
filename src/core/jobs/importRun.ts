// Makes a full run folder out of a report JSON. What the report does not record is null in the folder, or not there at all
// (the benchmark file, the words of the requests); the report itself stays as it came.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEvent, emptyRun } from '../../shared/run/runState';
import type { TestTranscript } from '../../shared/results/testResult';
import { runSchemaVersion } from '../../shared/run/events';
import { createResultImages } from '../resultImage/resultImages';
import { closeRunFolder } from '../run/closeRunFolder';
import { importReport, type ImportedReport } from '../runFolder/importReport';
import { formatRecord, writeJsonAtomically } from '../files/jsonFile';
import { createRunFolder, runFiles, runFolderName, testDirectory, testFiles } from '../runFolder/runFolderPaths';
import { withRunLock } from '../runFolder/runLock';
import { importedManifest, updatedManifest } from '../run/runManifest';
import { transcriptText } from '../runFolder/transcriptText';

/**
 * Resolves with the new run folder below `runsDirectory`. Throws for people when the text is no report; when writing fails nothing of
 * the folder stays.
 */
export async function importRun(reportText: string, runsDirectory: string, distDirectory: string): Promise<string> {
  const report = importReport(reportText);
  const [started] = report.events;
  if (started?.type !== 'runStarted') throw new Error('An imported report begins with a runStarted event.');
  const { runDirectory, runId } = await createRunFolder(
    runsDirectory,
    runFolderName(new Date(), started.benchmarkName),
  );
  try {
    const named = { ...report, events: [{ ...started, runId }, ...report.events.slice(1)] };
    await withRunLock(runDirectory, () => writeRun(reportText, named, runDirectory, distDirectory));
  } catch (error) {
    await rm(runDirectory, { recursive: true, force: true });
    throw error;
  }
  return runDirectory;
}

async function writeRun(
  reportText: string,
  report: ImportedReport,
  runDirectory: string,
  distDirectory: string,
): Promise<void> {
  const state = emptyRun();
  for (const event of report.events) applyEvent(state, event);
  const images = createResultImages(distDirectory);
  try {
    await writeFile(join(runDirectory, runFiles.report), reportText);
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
    const manifest = importedManifest(state);
    await writeJsonAtomically(join(runDirectory, runFiles.manifest), manifest);
    await closeRunFolder({
      runDirectory,
      distDirectory,
      state,
      manifest: updatedManifest(manifest, state, { finishedAt: state.at }),
      report: null,
      images,
    });
  } finally {
    await images.dispose();
  }
}
