// What the picture thread is given as its workerData, and the one message it answers with.

import type { ImageSize } from '../../shared/run/benchmark';
import type { ModelId } from '../../shared/run/model';
import type { RecordedImage } from '../../shared/results/picture';
import type { BenchmarkPlace } from '../benchmark/locateFile';

export interface PictureTask extends BenchmarkPlace {
  /** The pictures as the benchmark names them, each once. */
  sources: readonly string[];
  size: ImageSize;
  models: readonly ModelId[];
  runDirectory: string;
}

export interface PictureFailure {
  source: string;
  /** Completes `street.png ...`. */
  message: string;
}

export type PictureMessage =
  | { type: 'prepared'; images: RecordedImage[] }
  | { type: 'invalid'; failures: PictureFailure[] }
  /** Not the fault of a picture: the drawing library is missing, the run folder can't be written. */
  | { type: 'failed'; message: string };
