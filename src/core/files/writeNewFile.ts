// Writes a file where there is none yet, whole or not at all: an empty one, as a full disk leaves it, would keep the next try from its name.

import { open, rm } from 'node:fs/promises';

/** Throws what the file system says, `EEXIST` where there is one. */
export async function writeNewFile(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
