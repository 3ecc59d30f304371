// Remembers what files turned out to be for as long as they stay the same, so that checking a benchmark at every pause in typing costs
// one look at each file's date. Holds no pixels.

import { readFile } from 'node:fs/promises';
import { uprightSize } from './pictureFacts';
import { locatePicture } from './locatePicture';
import { lookAtPicture } from './lookAtPicture';
import { unreadable, type BenchmarkPlace } from '../benchmark/locateFile';

export interface PictureSize {
  /** px, as people see it. */
  width: number;
  height: number;
  /** Whether the file's rows lie otherwise and EXIF says so. */
  isTurned: boolean;
}

export type CheckedPicture =
  | { size: PictureSize; /** Completes `street.gif ...`. */ warning?: string }
  | { /** Completes `street.png ...`. */ error: string };

const mostKept = 5000;

export class KnownPictures {
  private readonly kept = new Map<string, { stamp: string; checked: CheckedPicture }>();

  /** What the picture that a benchmark names is, or why it can't be used. Never throws. */
  async check(source: string, place: BenchmarkPlace): Promise<CheckedPicture> {
    const located = locatePicture(source, place);
    if ('error' in located) return located;
    const { path, stamp } = located;
    const known = this.kept.get(path);
    if (known?.stamp === stamp) return known.checked;
    const checked = await look(path);
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(path, { stamp, checked });
    return checked;
  }
}

async function look(path: string): Promise<CheckedPicture> {
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch (error) {
    return { error: unreadable(error) };
  }
  const seen = lookAtPicture(file);
  if ('error' in seen) return seen;
  const { facts, warning } = seen;
  return {
    size: { ...uprightSize(facts), isTurned: facts.orientation !== 1 },
    ...(warning === undefined ? {} : { warning }),
  };
}
