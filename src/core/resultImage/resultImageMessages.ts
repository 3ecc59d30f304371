// What a drawing thread and its owner say to each other. The thread gets its `ResultImageWorkerData` as workerData.

import type { DrawnTest } from '../runFolder/readTest';

export interface ResultImageWorkerData {
  /** The folder with fonts/. */
  distDirectory: string;
}

export type ResultImageCommand = { type: 'draw'; runDirectory: string; test: DrawnTest };

export type ResultImageMessage =
  | { type: 'drawn' }
  /** This picture could not be drawn; the next one may be. */
  | { type: 'failed'; message: string }
  /** No picture can be drawn here: the drawing library or the fonts are missing. */
  | { type: 'unavailable'; message: string };
