// Turns a run folder of format 1 into the present one: the tests of a model go into one file. Nothing that was asked, answered or judged is
// lost, and the folder is whole wherever the work is cut short: the lines are on the disk before the events say where they are, and the
// folders of the tests go last.

import { runSchemaVersion, type EvidencePlace } from '../../shared/run/events';
import type { RunState } from '../../shared/run/runState';
import { AppendedFile } from '../files/appendedFile';
import { makeFolderInside, removeInside } from '../files/changeInside';
import { parseJson } from '../files/parseJson';
import { readPlainFile, readPlainText } from '../files/plainFile';
import { replaceFileSync } from '../files/replaceFile';
import { resultImageOf, TestReader, type TestAt } from '../runFolder/readTest';
import { resultImageName, resultImagesFolderName, testsFileName, warmUpFileName } from '../runFolder/runFolderPaths';
import { formatTestLine } from '../runFolder/testLine';
import { repackRun, type RepackOutcome, type RepackRequest } from './repackRun';
import { rewriteEvents, type EventRecord } from './rewriteEvents';

/** Lines that wait in memory for one write. */
const linesAtOnce = 200;

/** As `repackRun` says. */
export function packRun(
  request: RepackRequest,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<RepackOutcome> {
  const packing = {
    command: 'pack' as const,
    schemaVersion: runSchemaVersion,
    isToChange: ({ evidence }: TestAt) => evidence === null,
    change: pack,
  };
  return repackRun(request, packing, onProgress, signal);
}

async function pack(
  runDirectory: string,
  state: RunState,
  tests: readonly TestAt[],
  onTest: () => void,
): Promise<void> {
  const places = await writeLines(runDirectory, state, tests, onTest);
  await copyImages(runDirectory, tests);
  await rewriteEvents(runDirectory, (event) => packedEvent(event, places));
  for (const { model } of state.models) await removeInside(runDirectory, warmUpFileName(model));
}

/** Where the words of a run are from now on: a test by `model#index`, a warm-up call by `model`. */
type Places = ReadonlyMap<string, EvidencePlace>;

async function writeLines(
  runDirectory: string,
  state: RunState,
  tests: readonly TestAt[],
  onTest: () => void,
): Promise<Places> {
  const places = new Map<string, EvidencePlace>();
  const reader = new TestReader(runDirectory, state);
  let done = 0;
  for (const { model } of state.models) {
    const own = tests.filter((test) => test.model === model);
    const warmUp = await readWarmUp(runDirectory, model);
    if (own.length === 0 && warmUp === null) continue;
    const file = await AppendedFile.open(runDirectory, testsFileName(model));
    try {
      if (warmUp !== null) places.set(model, file.append(warmUp));
      for (const test of own) {
        places.set(`${model}#${test.index}`, file.append(await lineOf(reader, test)));
        done++;
        onTest();
        if (done % linesAtOnce === 0) await file.write();
      }
      await file.write();
    } finally {
      await file.close();
    }
  }
  return places;
}

async function lineOf(reader: TestReader, test: TestAt): Promise<string> {
  const { result, transcript } = await reader.read(test);
  const { links: _place, ...stored } = result;
  const { schemaVersion, runId, model, index } = stored;
  // What was lost stays lost, and is no reason to keep the rest apart.
  return formatTestLine(stored, transcript ?? { schemaVersion, runId, model, index, attempts: [], evaluation: null });
}

async function readWarmUp(runDirectory: string, model: string): Promise<string | null> {
  const text = await readPlainText(runDirectory, warmUpFileName(model)).catch(() => null);
  if (text === null) return null;
  const { attempts } = parseJson(text, warmUpFileName(model)) as { attempts: unknown };
  return JSON.stringify({ schemaVersion: runSchemaVersion, model, warmUp: { attempts } });
}

async function copyImages(runDirectory: string, tests: readonly TestAt[]): Promise<void> {
  for (const test of tests) {
    const picture = await readPlainFile(runDirectory, resultImageOf(test)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    });
    makeFolderInside(runDirectory, resultImagesFolderName(test.model));
    if (picture) replaceFileSync(runDirectory, resultImageName(test.model, test.index, false), picture);
  }
}

function packedEvent(event: EventRecord, places: Places): EventRecord {
  const { type, model, index } = event;
  const key = type === 'testFinished' ? `${String(model)}#${String(index)}` : type === 'modelWarmedUp' ? model : null;
  const evidence = typeof key === 'string' ? places.get(key) : undefined;
  return {
    ...event,
    ...('schemaVersion' in event ? { schemaVersion: runSchemaVersion } : {}),
    ...(evidence ? { evidence } : {}),
  };
}
