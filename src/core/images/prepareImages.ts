// Puts a run's pictures into its folder, in a thread of their own, before anything is sent.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImageSize } from '../../shared/run/benchmark';
import type { ModelId } from '../../shared/run/model';
import type { ImageReference } from '../benchmark/loadBenchmark';
import { imageProblem } from './checkImages';
import type { PictureFailure, PictureMessage, PictureTask } from './imageMessages';
import { InvalidImages } from './invalidImages';
import type { BenchmarkPlace } from '../benchmark/locateFile';
import { createRunImages, type RunImages } from './runImages';
import { messageOf } from '../../shared/text/messageOf';

export interface ImagesRequest extends BenchmarkPlace {
  images: readonly ImageReference[];
  size: ImageSize;
  models: readonly ModelId[];
  /** The run's own, which is there. */
  runDirectory: string;
  /** The folder of what was built, with node/. */
  distDirectory: string;
}

/**
 * Decodes every picture once, turns it upright by EXIF, takes its metadata out, and writes `images/` of the run folder: the original,
 * what is sent where that differs, and `images.json`. The original keeps its bytes but for metadata; only a picture that lies on its side,
 * moves, is in inks, or is an AVIF with metadata is encoded anew (PNG, JPEG at 95). WebP, GIF and AVIF are sent as PNG, as are
 * transparent pictures, with their transparency. Throws `InvalidImages`, the reason of `signal`, or what is wrong with this machine;
 * what was written until then is left to the caller.
 */
export async function prepareImages(
  { images, distDirectory, ...request }: ImagesRequest,
  signal: AbortSignal,
): Promise<RunImages> {
  signal.throwIfAborted();
  const { benchmarkFolder, filesRoot, copies, size, models, runDirectory } = request;
  if (images.length === 0) return createRunImages(runDirectory, []);
  const sources = [...new Set(images.map((image) => image.source))];
  const message = await runPictureThread(
    { sources, benchmarkFolder, filesRoot, copies, size, models, runDirectory },
    distDirectory,
    signal,
  );
  switch (message.type) {
    case 'prepared':
      return createRunImages(runDirectory, message.images);
    case 'invalid':
      throw new InvalidImages(benchmarkFolder ?? '', problemsOf(images, message.failures));
    case 'failed':
      throw new Error(message.message);
  }
}

function problemsOf(images: readonly ImageReference[], failures: readonly PictureFailure[]): InvalidImages['problems'] {
  const messages = new Map(failures.map(({ source, message }) => [source, message]));
  return images.flatMap((image) => {
    const message = messages.get(image.source);
    return message === undefined ? [] : [imageProblem(image, 'error', message)];
  });
}

async function runPictureThread(
  task: PictureTask,
  distDirectory: string,
  signal: AbortSignal,
): Promise<PictureMessage> {
  const worker = new Worker(join(distDirectory, 'node', 'imageWorker.mjs'), { workerData: task, execArgv: [] });
  try {
    return await messageFrom(worker, signal);
  } finally {
    await worker.terminate();
  }
}

function messageFrom(worker: Worker, signal: AbortSignal): Promise<PictureMessage> {
  return new Promise<PictureMessage>((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', resolve);
    worker.once('error', (error) =>
      reject(
        new Error(`The pictures could not be prepared: ${messageOf(error)}`, {
          cause: error,
        }),
      ),
    );
    // After a message or an error this changes nothing.
    worker.once('exit', () =>
      reject(
        new Error('The pictures could not be prepared: their thread ended. A smaller picture may need less memory.'),
      ),
    );
    worker.once('exit', () => signal.removeEventListener('abort', stop));
  });
}
