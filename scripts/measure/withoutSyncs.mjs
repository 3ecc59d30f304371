// Loaded before the program to measure what its syncs cost: files are opened as ever, and what would have the disk keep them returns at once.

import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { open } = promises;

promises.open = async (path, flags, mode) => {
  const file = await open(path, flags, mode);
  file.sync = async () => undefined;
  file.datasync = async () => undefined;
  return file;
};

syncBuiltinESMExports();
