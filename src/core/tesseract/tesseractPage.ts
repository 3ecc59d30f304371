// What the OCR engine reads on a picture, and the messages between the engine's thread and its owner. Plain data.

export interface ReadWord {
  text: string;
  /** px of the picture that was given, x first. */
  box: [x1: number, y1: number, x2: number, y2: number];
  /** 0-1, the engine's own. */
  confidence: number;
}

export interface ReadPage {
  /** Lines as lines, paragraphs with an empty line between them; without white space at the ends. */
  text: string;
  /** The lines in reading order. */
  lines: ReadWord[][];
}

/** What the thread is started with. */
export interface TesseractPaths {
  /** The built folder: `reader.cjs`, the cores and `eng.traineddata.gz`. */
  directory: string;
}

/** Tells the thread to read a picture. One at a time. */
export interface ReadCommand {
  image: Uint8Array;
}

/** What the thread says: `loaded` once, then one answer a command. */
export type TesseractMessage =
  { type: 'loaded' } | { type: 'read'; page: ReadPage } | { type: 'unreadable'; message: string };
