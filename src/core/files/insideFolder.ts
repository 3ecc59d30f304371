// Where a file of a run folder is. The folder may come from anybody, and links in it (git and tar keep them) could lead whoever reads or writes
// it anywhere: nothing of it is reached through one. The folder itself may be a link, for that one its user made or chose.

import { constants, lstatSync, readdirSync } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { codeOf } from '../../shared/text/codeOf';

/** Folders looked at in one go; then others may have their turn. */
const foldersAtOnce = 100;

/** Windows knows neither of these: no such pipes, and links are looked for instead. */
const { O_NONBLOCK: atOnce = 0, O_NOFOLLOW: notThrough = 0 } = constants as Partial<typeof constants>;

/**
 * The path of what a folder has under `name` (relative, forward slashes), which itself may be a link, or not there. Throws when the name
 * leads out of the folder or through a link.
 */
export function pathInside(folder: string, name: string): string {
  const parts = partsOf(name);
  folderInside(folder, parts.slice(0, -1));
  return join(folder, ...parts);
}

/** The path of a folder in a folder. Throws as `pathInside`, also when the last part is a link, and what the file system says where it is not there. */
export function folderInside(folder: string, parts: string | readonly string[]): string {
  let path = folder;
  // Synchronous calls cost a fifth of asynchronous ones here, and there are one or two.
  for (const part of typeof parts === 'string' ? partsOf(parts) : parts) {
    path = join(path, part);
    if (lstatSync(path).isSymbolicLink()) throw linkFound(part);
  }
  return path;
}

/** True for what is there, a link included: whoever opens it is told that it is one. */
export function isInside(folder: string, name: string): boolean {
  return lstatSync(pathInside(folder, name), { throwIfNoEntry: false }) !== undefined;
}

/** True for a plain file that is reached through no link. */
export function isFileInside(folder: string, name: string): boolean {
  try {
    return lstatSync(pathInside(folder, name)).isFile();
  } catch {
    // Not there, or not to be opened: whoever opens it is told.
    return false;
  }
}

/**
 * Opens a plain file of a folder; `flags` are those of `open`(2). Throws what opening throws, and in words for links, folders, pipes and devices: to
 * open a pipe is to wait, perhaps for ever, for somebody at its other end, and each such wait takes one of the few threads that all file
 * access of the process shares.
 */
export async function openInside(folder: string, name: string, flags: number): Promise<FileHandle> {
  const path = pathInside(folder, name);
  const file = await open(path, flags | atOnce | notThrough).catch((error: unknown) => {
    throw isLinkRefusal(error) ? linkFound(name) : error;
  });
  try {
    const opened = await file.stat();
    if (!opened.isFile()) throw new Error(`${name} is no file.`);
    if (notThrough === 0 || partsOf(name).length > 1) {
      // A link may have been put there between the look and the opening.
      const found = await lstat(pathInside(folder, name));
      if (found.isSymbolicLink() || found.ino !== opened.ino) throw linkFound(name);
    }
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Throws when there is a link, pipe or device anywhere in a folder, and says which. */
export async function refuseLinks(folder: string): Promise<void> {
  const names = [''];
  for (let count = 1; names.length > 0; count++) {
    const name = names.pop()!;
    for (const entry of readdirSync(join(folder, name), { withFileTypes: true })) {
      const inside = name === '' ? entry.name : `${name}/${entry.name}`;
      if (entry.isSymbolicLink()) throw linkFound(inside);
      if (entry.isDirectory()) names.push(inside);
      else if (!entry.isFile())
        throw new Error(`${inside} is no file. Remove it: nothing else belongs into a run folder.`);
    }
    if (count % foldersAtOnce === 0) await nextTurn();
  }
}

/** Names come from the folder's own files, too. */
function partsOf(name: string): string[] {
  const parts = name.split(sep === '\\' ? /[\\/]/ : '/');
  if (isAbsolute(name) || parts.some((part) => ['', '.', '..'].includes(part) || part.includes('\0')))
    throw new Error(`${name} is outside the run folder.`);
  return parts;
}

function isLinkRefusal(error: unknown): boolean {
  return ['ELOOP', 'EMLINK'].includes(codeOf(error) ?? '');
}

function linkFound(name: string): Error {
  return new Error(`${name} is a link, and may lead anywhere. Put the file or folder itself in its place.`);
}
