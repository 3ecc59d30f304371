// Turns a run folder into one of format 1, where a test has a folder with files of its own: for programs that read those, and for people who
// look at files. The folder is whole wherever the work is cut short: the files are on the disk before the events stop naming lines.

import { posix } from 'node:path';
import type { StoredTest } from '../../shared/results/testResult';
import type { EvidencePlace } from '../../shared/run/events';
import type { RunState } from '../../shared/run/runState';
import { testName, type NamedPrompts } from '../../shared/words/testName';
import { transcriptText } from '../../shared/words/transcriptText';
import { makeFolderInside, removeInside, renameInside } from '../files/changeInside';
import { writeJsonAtomically, writeTextAtomically } from '../files/jsonFile';
import { parseJson } from '../files/parseJson';
import { LinesFile } from '../files/linesFile';
import { readPlainText } from '../files/plainFile';
import { readEvents } from '../runFolder/readEvents';
import { endedTests, TestReader, type TestAt } from '../runFolder/readTest';
import {
  resultImageName,
  resultImagesFolderName,
  runFiles,
  testDirectoryName,
  testFiles,
  testsFileName,
  warmUpFileName,
} from '../runFolder/runFolderPaths';
import { repackRun, type RepackOutcome, type RepackRequest } from './repackRun';
import { rewriteEvents } from './rewriteEvents';

const unpackedVersion = 1;

/** As the folders of tests have it: links lead from there. */
const upFromTest = '../../..';

/** As `repackRun` says. */
export function unpackRun(
  request: RepackRequest,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<RepackOutcome> {
  const unpacking = {
    command: 'unpack' as const,
    schemaVersion: unpackedVersion,
    isToChange: ({ evidence }: TestAt) => evidence !== null,
    change: unpack,
  };
  return repackRun(request, unpacking, onProgress, signal);
}

async function unpack(
  runDirectory: string,
  state: RunState,
  tests: readonly TestAt[],
  onTest: () => void,
): Promise<void> {
  const reader = new TestReader(runDirectory, state);
  try {
    for (const test of tests) {
      await writeTestFolder(runDirectory, testDirectoryName(test.model, test.index), await reader.read(test), state);
      onTest();
    }
  } finally {
    await reader.close();
  }
  await writeWarmUps(runDirectory, state.runId);
  await rewriteEvents(runDirectory, ({ evidence: _place, ...event }) =>
    'schemaVersion' in event ? { ...event, schemaVersion: unpackedVersion } : event,
  );
  // Of all tests: the work may have been cut short before they were moved.
  await moveImages(runDirectory, state.models);
  for (const { model } of state.models) await removeInside(runDirectory, testsFileName(model));
  await lowerVersion(runDirectory, `${runFiles.images}/images.json`);
}

async function writeTestFolder(
  runDirectory: string,
  folder: string,
  { result, transcript }: StoredTest,
  run: NamedPrompts,
): Promise<void> {
  makeFolderInside(runDirectory, folder);
  const { links, ...own } = result;
  const oldLinks = {
    transcript: testFiles.transcript,
    transcriptText: testFiles.transcriptText,
    resultImage: testFiles.resultImage,
    image: links.image === null ? null : `${upFromTest}/${links.image}`,
  };
  if (transcript) {
    await writeJsonAtomically(runDirectory, `${folder}/${testFiles.transcript}`, {
      ...transcript,
      schemaVersion: unpackedVersion,
    });
    const text = transcriptText(result, transcript, testFiles.resultImage, testName(run, result.index));
    await writeTextAtomically(runDirectory, `${folder}/${testFiles.transcriptText}`, text);
  }
  await writeJsonAtomically(runDirectory, `${folder}/${testFiles.result}`, {
    ...own,
    schemaVersion: unpackedVersion,
    links: oldLinks,
  });
}

async function lineOf(runDirectory: string, model: string, place: EvidencePlace): Promise<string> {
  const file = await LinesFile.open(runDirectory, testsFileName(model));
  try {
    return await file.read(place);
  } finally {
    await file.close();
  }
}

/** Each model's file of its own, as its newest event says. */
async function writeWarmUps(runDirectory: string, runId: string): Promise<void> {
  const places = new Map<string, EvidencePlace>();
  await readEvents(runDirectory, runId, (event) => {
    if (event.type === 'modelWarmedUp' && event.evidence) places.set(event.model, event.evidence);
  });
  for (const [model, place] of places) {
    const line = await lineOf(runDirectory, model, place);
    const { warmUp } = parseJson(line, `The warm-up call of ${model}`) as { warmUp: { attempts: unknown } };
    const name = warmUpFileName(model);
    makeFolderInside(runDirectory, posix.dirname(name));
    await writeJsonAtomically(runDirectory, name, {
      schemaVersion: unpackedVersion,
      runId,
      model,
      attempts: warmUp.attempts,
    });
  }
}

/** The pictures of tests that are not run stay where they are: those have no folder of their own. */
async function moveImages(runDirectory: string, models: RunState['models']): Promise<void> {
  for (const { model, index } of endedTests(models)) {
    const [from, to] = [resultImageName(model, index, false), resultImageName(model, index, true)];
    await renameInside(runDirectory, from, to).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  const withPictures = models.filter(({ tests }) => tests.some(({ notRun }) => notRun));
  if (withPictures.length === 0) return removeInside(runDirectory, runFiles.resultImages);
  for (const one of models)
    if (!withPictures.includes(one)) await removeInside(runDirectory, resultImagesFolderName(one.model));
}

/** A run without pictures has no such file. */
async function lowerVersion(runDirectory: string, name: string): Promise<void> {
  const text = await readPlainText(runDirectory, name).catch(() => null);
  if (text !== null)
    await writeJsonAtomically(runDirectory, name, {
      ...(parseJson(text, name) as object),
      schemaVersion: unpackedVersion,
    });
}
