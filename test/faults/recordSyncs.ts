// Loaded before the program by the power cuts: notes what the program has had the disk keep, so that all else can be taken away. One line a note:
// `file PATH SIZE` when a file was synced, `name PATH` when the folder that has it was.

import { appendFileSync, fstatSync, promises, readdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const log = process.env['ISB_SYNC_LOG'] ?? '';
const note = (...words: (string | number)[]): void => appendFileSync(log, `${words.join('\t')}\n`);

const { open, rename } = promises;

promises.open = async (path, flags, mode) => {
  const file = await open(path, flags, mode);
  const { sync, datasync } = file;
  const noteSync = (): void => {
    const found = fstatSync(file.fd);
    if (!found.isDirectory()) note('file', String(path), found.size);
    else for (const name of readdirSync(String(path))) note('name', join(String(path), name));
  };
  // What is written while the disk is busy is not promised: the size is taken before.
  file.sync = async () => {
    await sync.call(file);
    noteSync();
  };
  file.datasync = async () => {
    const { size } = fstatSync(file.fd);
    await datasync.call(file);
    note('file', String(path), size);
  };
  return file;
};

promises.rename = async (from, to) => {
  await rename(from, to);
  note('moved', String(from), String(to));
};

syncBuiltinESMExports();
