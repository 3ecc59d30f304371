// A drawing thread: reads `result.json` of a test and writes `result.png` beside it, one test at a time.
// All but the decoding of pictures is synchronous on purpose: this thread has nothing else to do, and Node's shared threads stay free for the
// engine's files. Its owner sends the next test when this one is done.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { placeInRun, runDirectoryOf, testFiles } from '../runFolder/runFolderPaths';
import { giveWay } from '../ask/giveWay';
import { parseRecord } from '../files/parseRecord';
import { resultSchema } from '../runFolder/testSchemas';
import { createPromptLabels } from './promptLabels';
import type { ResultImageCommand, ResultImageMessage, ResultImageWorkerData } from './resultImageMessages';
import type { PictureFiles } from './pictureFiles';
import type { PaintResult } from './resultPainter';

interface Painter {
  paint: PaintResult;
  pictures: PictureFiles;
}

const owner = parentPort;
if (!owner) throw new Error('The drawing worker must be started as a worker thread.');
const send = (message: ResultImageMessage): void => owner.postMessage(message);
const { distDirectory } = workerData as ResultImageWorkerData;
const labelOf = createPromptLabels();
let painter: Promise<Painter> | null = null;

owner.on('message', ({ testDirectory }: ResultImageCommand) => void draw(testDirectory));
giveWay('behindAll');

async function draw(testDirectory: string): Promise<void> {
  let loaded: Painter;
  try {
    painter ??= loadPainter();
    loaded = await painter;
  } catch (error) {
    send({
      type: 'unavailable',
      message: `Result images can't be drawn on this machine: ${reasonOf(error, distDirectory, 'dist')}`,
    });
    return;
  }
  try {
    await writeResultImage(testDirectory, loaded);
    send({ type: 'drawn' });
  } catch (error) {
    // What is said of a run holds no path of this machine.
    const reason = reasonOf(error, testDirectory, placeInRun(testDirectory));
    send({ type: 'failed', message: `The first that failed: ${reason}` });
  }
}

/** The native library is loaded here and nowhere else, at the first picture. */
async function loadPainter(): Promise<Painter> {
  const [{ createResultPainter }, { createPictureFiles }] = await Promise.all([
    import('./resultPainter'),
    import('./pictureFiles'),
  ]);
  return { paint: createResultPainter(distDirectory), pictures: createPictureFiles() };
}

async function writeResultImage(testDirectory: string, { paint, pictures }: Painter): Promise<void> {
  const resultFile = join(testDirectory, testFiles.result);
  const result = parseRecord(resultSchema, readFileSync(resultFile, 'utf8'), resultFile);
  const shown = await pictures.load(runDirectoryOf(testDirectory), result.images);
  const png = paint(result, { label: labelOf(testDirectory, result.index), pictures: shown });
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

/** The first line of what went wrong, with a folder's path replaced by a name and without the paths that Node adds about imports. */
function reasonOf(error: unknown, folder: string, name: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split('\n')[0]!
    .replaceAll(folder, name)
    .replace(/ imported from .*$/, '.');
}
