// What the page of a run folder, `index.html`, reads: its head, which is in the page, and pieces with the words. A piece is named after what is in
// it. The pieces of a small run are in the page, too; those of a large one are scripts in the folder `data` beside it, each loaded when its words
// are asked for. Each is JSON, gzipped, as base64. The writer is in core, the reader in the review page.

import type { RunColumns } from '../run/runColumns';
import type { RunManifest } from '../runs/runManifest';
import type { RunState } from '../run/runState';
import type { KeptTest } from '../results/packedTest';

/** What the page knows of the run as a whole. */
export interface ReviewRun {
  manifest: RunManifest;
  state: RunState;
  /** The files of the whole run that are there: an imported run may have no benchmark. */
  files: string[];
}

/** A piece that has the tests of some prompts, of all models. */
export interface ReviewChunkPlace {
  piece: string;
  /** 0-based position of its first prompt; it goes on to the first of the next piece. */
  first: number;
}

export interface ReviewHead extends Omit<ReviewRun, 'state'> {
  run: RunColumns;
  /** The piece with the benchmark's text, a `BenchmarkText`; null when its copy could not be read. */
  text: string | null;
  /** In the order of the prompts. */
  chunks: ReviewChunkPlace[];
}

/** What a piece with tests holds. */
export type ReviewChunk = KeptTest[];

export const reviewHeadId = 'isb-run';

/** The folder beside the page that the pieces of a large run are in. */
export const reviewDataFolder = 'data';

/** The name of the page's own function that a piece beside it calls with its name and its text. */
export const reviewPieceCall = 'isbPiece';

/** The id of the element that holds a piece in the page. */
export function reviewPieceId(piece: string): string {
  return `isb-piece-${piece}`;
}

/** Where a piece beside the page is, relative to it. */
export function reviewPieceFile(piece: string): string {
  return `${reviewDataFolder}/${piece}.js`;
}
