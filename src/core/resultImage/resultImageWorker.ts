// A drawing thread: reads `result.json` of a test and writes `result.png` beside it, one test at a time.
// Everything is synchronous on purpose: this thread has nothing else to do, and Node's shared threads stay free for the engine's files.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { testFiles } from '../run/runFolder';
import { parseRecord, resultSchema } from '../run/runSchemas';
import { createPromptLabels } from './promptLabels';
import type { ResultImageCommand, ResultImageMessage, ResultImageWorkerData } from './resultImageMessages';
import type { PaintResult } from './resultPainter';

const owner = parentPort;
if (!owner) throw new Error('The drawing worker must be started as a worker thread.');
const send = (message: ResultImageMessage): void => owner.postMessage(message);
const { distDirectory } = workerData as ResultImageWorkerData;
const labelOf = createPromptLabels();
let painter: Promise<PaintResult> | null = null;

owner.on('message', ({ testDirectory }: ResultImageCommand) => void draw(testDirectory));
yieldToEngine();

async function draw(testDirectory: string): Promise<void> {
  let paint: PaintResult;
  try {
    painter ??= loadPainter();
    paint = await painter;
  } catch (error) {
    send({ type: 'unavailable', message: `Result images can't be drawn on this machine: ${reasonOf(error, distDirectory, 'dist')}` });
    return;
  }
  try {
    writeResultImage(testDirectory, paint);
    send({ type: 'drawn' });
  } catch (error) {
    // tests/<model>/<index>: what is said of a run holds no path of this machine.
    const shown = relative(join(testDirectory, '..', '..', '..'), testDirectory);
    send({ type: 'failed', message: `The first that failed: ${reasonOf(error, testDirectory, shown)}` });
  }
}

/** The native library is loaded here and nowhere else, at the first picture. */
async function loadPainter(): Promise<PaintResult> {
  const { createResultPainter } = await import('./resultPainter');
  return createResultPainter(distDirectory);
}

function writeResultImage(testDirectory: string, paint: PaintResult): void {
  const resultFile = join(testDirectory, testFiles.result);
  const result = parseRecord(resultSchema, readFileSync(resultFile, 'utf8'), resultFile);
  const png = paint(result, { label: labelOf(testDirectory, result.index) });
  const target = join(testDirectory, testFiles.resultImage);
  const temporary = `${target}.tmp`;
  try {
    writeFileSync(temporary, png);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** On Linux a thread has a priority of its own; elsewhere this would slow the engine's threads as well. */
function yieldToEngine(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Some containers forbid it. Then pictures compete with the engine as any thread does.
  }
}

/** The first line of what went wrong, with a folder's path replaced by a name and without the paths that Node adds about imports. */
function reasonOf(error: unknown, folder: string, name: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!.replaceAll(folder, name).replace(/ imported from .*$/, '.');
}
