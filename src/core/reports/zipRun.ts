// A run folder as one zip file, its pictures included. Files are read one after the other, so that a run of any size needs little memory.

import type { ReadStream } from 'node:fs';
import { basename, posix } from 'node:path';
import { ZipFile } from 'yazl';
import { filesBelow } from '../files/filesBelow';
import { openPlainFile } from '../files/plainFile';
import { isLeftOver } from '../runFolder/isLeftOver';
import { runFiles } from '../runFolder/runFolderPaths';

/** Links are left out: what they lead to is not of the run. */
export async function* zipRun(runDirectory: string): AsyncGenerator<Uint8Array> {
  const names: string[] = [];
  for await (const name of filesBelow(runDirectory)) if (name !== runFiles.lock && !isLeftOver(name)) names.push(name);
  const zip = new ZipFile();
  /** Of the file that is read now. Whoever stops taking pieces leaves it half read. */
  let reading: Promise<ReadStream> | undefined;
  // It reads as soon as it has a file, and nobody hears of what goes wrong before its stream is read.
  for (const name of names)
    zip.addReadStreamLazy(posix.join(basename(runDirectory), name), {}, (use) => {
      reading = openPlainFile(runDirectory, name).then((file) => file.createReadStream());
      reading.then(
        (stream) => use(null, stream),
        (error: unknown) => zip.emit('error', error),
      );
    });
  zip.on('error', (error) => zip.outputStream.emit('error', error));
  zip.end();
  try {
    for await (const piece of zip.outputStream) yield piece as Uint8Array;
  } finally {
    await reading?.then(
      (stream) => stream.destroy(),
      () => undefined,
    );
  }
}
