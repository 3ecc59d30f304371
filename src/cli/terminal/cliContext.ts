// What a command gets from the process it runs in, so that nothing below main.ts touches `process`.

import { relative } from 'node:path';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { isWithin } from '../../core/files/isWithin';
import type { Build } from '../../core/files/buildOf';
import type { Environment } from '../../core/providers/provider';

export interface CliContext {
  cwd: string;
  environment: Environment;
  platform: NodeJS.Platform;
  /** Absent where nothing is to be read. */
  stdin?: NodeJS.ReadStream & { fd?: number };
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** The program's own version. */
  version: string;
  /** Absent in a working copy. */
  build?: Build;
  /** The folder of what was built: sandbox/, node/, webview/ and fonts/. */
  distDirectory: string;
  /** Asks a question to be answered with yes or no; absent where nobody sits at a terminal. */
  confirm?: (question: string) => Promise<boolean>;
  /** Lets the thread that asks go first; absent where this thread is not the program's own. */
  giveWay?: () => void;
  /** Calls back at every interruption until disposed; the returned function disposes. */
  onInterrupt(listener: () => void): () => void;
}

/** Writes and waits until it is handed over; a reader that went away (`| head`) is not our failure. */
export function writeOut(stream: NodeJS.WriteStream, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}

/** A path as people would write it: relative below the current folder, else absolute. */
export function shownPath(cwd: string, path: string): string {
  const shown = isWithin(path, cwd) ? relative(cwd, path) || '.' : path;
  // A folder may be called what would be a line of its own, or act on the terminal.
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(shown) ? oneLine(shown) : shown;
}
