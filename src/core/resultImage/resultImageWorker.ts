// A drawing thread: reads what is kept of a test and writes its result image, one test at a time.
// Its files are written synchronously on purpose: this thread has nothing else to do, and Node's shared threads stay free for the
// engine's files. Its owner sends the next test when this one is done.

import { posix } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { makeFolderInside } from '../files/changeInside';
import { replaceFileSync } from '../files/replaceFile';
import { readTest, resultImageOf } from '../runFolder/readTest';
import { giveWay } from '../ask/giveWay';
import { createRunHeads } from './createRunHeads';
import { notRunTest } from './notRunTest';
import type { ResultImageCommand, ResultImageMessage, ResultImageWorkerData } from './resultImageMessages';
import type { PictureFiles } from './pictureFiles';
import type { PaintResult } from './createResultPainter';
import { testName } from '../../shared/words/testName';
import { messageOf } from '../../shared/text/messageOf';

interface Painter {
  paint: PaintResult;
  pictures: PictureFiles;
}

const owner = parentPort;
if (!owner) throw new Error('The drawing worker must be started as a worker thread.');
const send = (message: ResultImageMessage): void => owner.postMessage(message);
const { distDirectory } = workerData as ResultImageWorkerData;
const headOf = createRunHeads();
let painter: Promise<Painter> | null = null;

owner.on('message', (command: ResultImageCommand) => void draw(command));
giveWay('behindAll');

async function draw(command: ResultImageCommand): Promise<void> {
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
    await writeResultImage(command, loaded);
    send({ type: 'drawn' });
  } catch (error) {
    // What is said of a run holds no path of this machine.
    const reason = reasonOf(error, command.runDirectory, 'the run folder');
    send({ type: 'failed', message: `The first that failed: ${reason}` });
  }
}

/** The native library is loaded here and nowhere else, at the first picture. */
async function loadPainter(): Promise<Painter> {
  const [{ createResultPainter }, { createPictureFiles }] = await Promise.all([
    import('./createResultPainter'),
    import('./pictureFiles'),
  ]);
  return { paint: createResultPainter(distDirectory), pictures: createPictureFiles() };
}

async function writeResultImage(command: ResultImageCommand, painter: Painter): Promise<void> {
  const png = await paintTest(command, painter);
  const { runDirectory, test } = command;
  const name = resultImageOf(test);
  makeFolderInside(runDirectory, posix.dirname(name));
  replaceFileSync(runDirectory, name, png);
}

async function paintTest({ runDirectory, test }: ResultImageCommand, { paint, pictures }: Painter): Promise<Buffer> {
  const head = await headOf(runDirectory);
  const facts = { name: testName(head, test.index), label: head.prompts[test.index - 1]?.label ?? null };
  if (test.notRun) return paint(notRunTest(head, test, test.notRun), facts);
  const { result } = await readTest(runDirectory, head, test);
  return paint(result, { ...facts, pictures: await pictures.load(runDirectory, result.images) });
}

/** The first line of what went wrong, with a folder's path replaced by a name and without the paths that Node adds about imports. */
function reasonOf(error: unknown, folder: string, name: string): string {
  const message = messageOf(error);
  return message
    .split('\n')[0]!
    .replaceAll(folder, name)
    .replace(/ imported from .*$/, '.');
}
