// The OCR engine's own thread: loads tesseract.js with the files beside it and reads one picture after the other. Bundled into dist/tesseract.
// Its owner ends it to stop it, and with it the thread that tesseract.js starts below; what the engine prints stays in here. No network, no cache.

import { parentPort, workerData } from 'node:worker_threads';
import { createWorker, OEM, PSM } from 'tesseract.js';
import type { Page } from 'tesseract.js';
import { join } from 'node:path';
import { enlargePicture } from './enlargePicture';
import type { ReadCommand, ReadPage, TesseractMessage, TesseractPaths } from './tesseractPage';
import { messageOf } from '../../shared/text/messageOf';

// The engine's remarks on pictures are of no use to anybody, and a terminal program draws a table where they would appear.
process.stdout.write = process.stderr.write = () => true;

async function main(): Promise<void> {
  const owner = parentPort;
  if (!owner) throw new Error('The OCR engine must be started as a worker thread.');
  const { directory } = workerData as TesseractPaths;
  const send = (message: TesseractMessage): void => owner.postMessage(message);
  const engine = await createWorker('eng', OEM.LSTM_ONLY, {
    workerPath: join(directory, 'reader.cjs'),
    langPath: directory,
    gzip: true,
    // It would look in and write to the working directory.
    cacheMethod: 'none',
    // Without it a failure is thrown where nobody can catch it; it comes as a rejection too.
    errorHandler: () => undefined,
  });
  // Columns, blocks and single lines alike: the engine finds out which.
  await engine.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
  owner.on('message', ({ image }: ReadCommand) => {
    void (async () => {
      try {
        const { bytes, factor } = await enlargePicture(image);
        const { data } = await engine.recognize(bytes, {}, { text: true, blocks: true });
        send({ type: 'read', page: readPage(data, factor) });
      } catch (error) {
        send({ type: 'unreadable', message: messageOf(error) });
      }
    })();
  });
  send({ type: 'loaded' });
}

function readPage(data: Page, factor: number): ReadPage {
  const lines = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  return {
    text: data.text.trim(),
    lines: lines.map(({ words }) =>
      words.map(({ text, bbox, confidence }) => ({
        text,
        box: [bbox.x0 / factor, bbox.y0 / factor, bbox.x1 / factor, bbox.y1 / factor],
        confidence: Math.round(confidence * 100) / 10_000,
      })),
    ),
  };
}

void main();
