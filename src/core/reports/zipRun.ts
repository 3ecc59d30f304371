// A run folder as one zip file, its pictures included. Files are read one after the other, so that a run of any size needs little memory.

import { readdir } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { ZipFile } from 'yazl';
import { openPlainFile } from '../files/plainFile';
import { runFiles } from '../runFolder/runFolderPaths';

/** Links are left out: what they lead to is not of the run. */
export async function* zipRun(runDirectory: string): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  for (const name of await filesOf(runDirectory, ''))
    zip.addReadStreamLazy(posix.join(basename(runDirectory), name), {}, (use) => {
      openPlainFile(runDirectory, name).then(
        (file) => use(null, file.createReadStream()),
        (error: unknown) => zip.emit('error', error),
      );
    });
  zip.on('error', (error) => zip.outputStream.emit('error', error));
  zip.end();
  for await (const piece of zip.outputStream) yield piece as Uint8Array;
}

async function filesOf(runDirectory: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(runDirectory, folder), { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = posix.join(folder, entry.name);
    if (entry.isDirectory()) names.push(...(await filesOf(runDirectory, name)));
    else if (entry.isFile() && name !== runFiles.lock && !/^\..*\.tmp$/.test(entry.name)) names.push(name);
  }
  return names;
}
