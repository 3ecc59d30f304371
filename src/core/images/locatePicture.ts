// From the path in a benchmark to the file it means: below the folder that pictures may come from, there, and a file.

import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { formatAbove } from '../../shared/text/format';
import { nearestName } from '../../shared/text/nearestName';
import { mostBytes } from './lookAtPicture';
import { codeOf } from '../../shared/text/codeOf';

/** Where a benchmark's pictures are. */
export interface ImagePlace {
  /** Absolute; null when the benchmark is no file on this machine yet. */
  benchmarkFolder: string | null;
  /** Absolute path of the folder that pictures must be in, symbolic links followed; null when they may be anywhere. */
  imagesRoot: string | null;
}

type Located =
  | { path: string; /** Changes whenever the file does. */ stamp: string }
  | { /** Completes `street.png ...`. */ error: string };

/** Never throws; `source` is as written. */
export async function locatePicture(source: string, { benchmarkFolder, imagesRoot }: ImagePlace): Promise<Located> {
  if (benchmarkFolder === null) {
    return {
      error:
        "can't be found: the benchmark has no folder of its own, because it was dropped here or never saved. Save the file beside its pictures and run it from there.",
    };
  }
  const path = resolve(benchmarkFolder, source);
  try {
    const root = imagesRoot === null ? null : await realpath(imagesRoot);
    // What is outside is refused before anything is said of whether it is there.
    if (imagesRoot !== null && !isWithin(path, resolve(imagesRoot)) && !isWithin(path, root ?? ''))
      return { error: outside(imagesRoot, '') };
    const real = await realpath(path);
    if (imagesRoot !== null && !isWithin(real, root ?? ''))
      return { error: outside(imagesRoot, ' (it is or runs through a symbolic link)') };
    const found = await stat(real);
    if (found.isDirectory()) return { error: 'is a folder. Name a picture in it.' };
    if (!found.isFile()) return { error: 'is no ordinary file. Name a picture.' };
    if (found.size > mostBytes) {
      return {
        error: `is too large: ${formatAbove(found.size / 1e6, mostBytes / 1e6)} MB, and at most ${mostBytes / 1e6} MB are read. Reduce it or save it with more compression.`,
      };
    }
    return { path: real, stamp: `${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}` };
  } catch (error) {
    return { error: isMissing(error) ? await notThere(source, path) : unreadable(error) };
  }
}

/** Completes `street.png ...` for a file that can't be read though it is there. */
export function unreadable(error: unknown): string {
  const code = codeOf(error);
  const why = {
    EACCES: 'its permissions forbid it',
    EPERM: 'its permissions forbid it',
    ELOOP: 'its symbolic links go round in a circle',
    ENAMETOOLONG: 'its name is too long',
  }[code ?? ''];
  return `can't be read: ${why ?? code ?? String(error)}.`;
}

function outside(imagesRoot: string, how: string): string {
  const allow =
    'in VS Code the setting isoSpeedBench.images.allowOutsideWorkspace allows it, in the terminal --allow-outside-images';
  return `is outside of ${basename(imagesRoot) || imagesRoot}${how}, and pictures from elsewhere are not read: ${allow}. Or copy it there.`;
}

async function notThere(source: string, path: string): Promise<string> {
  if (/\.\w+\s*,\s*\S/.test(source))
    return 'is not there. Several pictures are written as a list: `[one.png, other.png]`.';
  const counts = "Paths count from the benchmark's own folder.";
  const names = await namesIn(dirname(path));
  if (!names) {
    const folder = await likelyFolder(dirname(path));
    return `is not there, nor is its folder. ${folder === undefined ? counts : `Did you mean the folder ${folder}?`}`;
  }
  const nearest = nearestPicture(basename(path), names);
  return `is not there. ${nearest === undefined ? counts : `Did you mean ${source.slice(0, source.length - basename(source).length)}${nearest}?`}`;
}

/** The most similar file name. Endings are not compared: that all end in `.png` makes none more similar. */
function nearestPicture(name: string, names: readonly string[]): string | undefined {
  const pictures = names.filter((one) => /\.(png|jpe?g|webp|gif|avif)$/i.test(one));
  const stems = pictures.map(stemOf);
  // Swapped letters are two edits, which of a short name is half of it.
  const stem = nearestName(stemOf(name), stems) ?? stems.find((one) => lettersOf(one) === lettersOf(stemOf(name)));
  const fitting = pictures.filter((one) => stemOf(one) === stem);
  return fitting.find((one) => extname(one) === extname(name)) ?? fitting[0];
}

function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

function lettersOf(name: string): string {
  return [...name.toLowerCase()].sort().join('');
}

/** What is there in the place of the first folder of a path that is not. */
async function likelyFolder(folder: string): Promise<string | undefined> {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  const names = await namesIn(parent);
  return names ? nearestName(basename(folder), names) : likelyFolder(parent);
}

function namesIn(folder: string): Promise<string[] | null> {
  return readdir(folder).catch(() => null);
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
