// From the path in a benchmark to the file it means: below the folder that its files may come from, there, and a file.

import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { codeOf } from '../../shared/text/codeOf';
import { formatAbove } from '../../shared/text/format';
import { nearestName } from '../../shared/text/nearestName';
import { isWithin } from '../files/isWithin';

/** Where a benchmark is, and how far from it the pictures and other files may be that it names. */
export interface BenchmarkPlace {
  /** Absolute; null when the benchmark is no file on this machine yet. */
  benchmarkFolder: string | null;
  /** Absolute path of the folder that the files must be in, symbolic links followed; null when they may be anywhere. */
  filesRoot: string | null;
  /** Of a benchmark in a run folder: what stands for its files there. */
  copies?: FileCopies | undefined;
}

/** Absolute paths by what a benchmark calls the file. */
export type FileCopies = ReadonlyMap<string, string>;

/** What is looked for, in words and bounds. */
export interface FileKind {
  /** `picture` */
  one: string;
  /** `pictures` */
  many: string;
  /** Which names are suggested where a file is not there. */
  endings: RegExp;
  /** Larger ones are refused. */
  mostBytes: number;
  /** What to do about one that is too large, a sentence. */
  makeSmaller: string;
}

type Located =
  | { path: string; /** Changes whenever the file does. */ stamp: string }
  | { /** Completes `street.png ...`. */ error: string };

/** Never throws; `source` is as written. Synchronous: such calls cost a fifth of asynchronous ones, and loading a benchmark waits for nothing. */
export function locateFile(
  source: string,
  { benchmarkFolder, filesRoot, copies }: BenchmarkPlace,
  kind: FileKind,
): Located {
  if (benchmarkFolder === null) {
    return {
      error: `can't be found: the benchmark has no folder of its own, because it was dropped here or never saved. Save the file beside its ${kind.many} and run it from there.`,
    };
  }
  const path = copies?.get(source) ?? resolve(benchmarkFolder, source);
  try {
    const root = filesRoot === null ? null : realpathSync(filesRoot);
    // What is outside is refused before anything is said of whether it is there.
    if (filesRoot !== null && !isWithin(path, resolve(filesRoot)) && !isWithin(path, root ?? ''))
      return { error: outside(filesRoot, '', kind) };
    const real = realpathSync(path);
    if (filesRoot !== null && !isWithin(real, root ?? ''))
      return { error: outside(filesRoot, ' (it is or runs through a symbolic link)', kind) };
    const found = statSync(real);
    if (found.isDirectory()) return { error: `is a folder. Name a ${kind.one} in it.` };
    if (!found.isFile()) return { error: `is no ordinary file. Name a ${kind.one}.` };
    if (found.size > kind.mostBytes) {
      return {
        error: `is too large: ${formatAbove(found.size / 1e6, kind.mostBytes / 1e6)} MB, and at most ${kind.mostBytes / 1e6} MB are read. ${kind.makeSmaller}`,
      };
    }
    return { path: real, stamp: `${real} ${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}` };
  } catch (error) {
    return { error: isMissing(error) ? notThere(source, path, kind) : unreadable(error) };
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
    ENOENT: 'it is gone',
  }[code ?? ''];
  return `can't be read: ${why ?? code ?? String(error)}.`;
}

function outside(filesRoot: string, how: string, { many }: FileKind): string {
  const allow =
    'in VS Code the setting isoSpeedBench.images.allowOutsideWorkspace allows it, in the terminal --allow-outside-images';
  return `is outside of ${basename(filesRoot) || filesRoot}${how}, and ${many} from elsewhere are not read: ${allow}. Or copy it there.`;
}

function notThere(source: string, path: string, kind: FileKind): string {
  if (/\.\w+\s*,\s*\S/.test(source))
    return `is not there. Several ${kind.many} are written as a list: \`[one.png, other.png]\`.`;
  const counts = "Paths count from the benchmark's own folder.";
  const names = namesIn(dirname(path));
  if (!names) {
    const folder = likelyFolder(dirname(path));
    return `is not there, nor is its folder. ${folder === undefined ? counts : `Did you mean the folder ${folder}?`}`;
  }
  const nearest = nearestFile(basename(path), names, kind);
  return `is not there. ${nearest === undefined ? counts : `Did you mean ${source.slice(0, source.length - basename(source).length)}${nearest}?`}`;
}

/** The most similar file name. Endings are not compared: that all end in `.png` makes none more similar. */
function nearestFile(name: string, names: readonly string[], { endings }: FileKind): string | undefined {
  const files = names.filter((one) => endings.test(one));
  const stem = nearestName(stemOf(name), files.map(stemOf));
  const fitting = files.filter((one) => stemOf(one) === stem);
  return fitting.find((one) => extname(one) === extname(name)) ?? fitting[0];
}

function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

/** What is there in the place of the first folder of a path that is not. */
function likelyFolder(folder: string): string | undefined {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  const names = namesIn(parent);
  return names ? nearestName(basename(folder), names) : likelyFolder(parent);
}

function namesIn(folder: string): string[] | null {
  try {
    return readdirSync(folder);
  } catch {
    // Not there, or not to be looked into: then nothing is suggested.
    return null;
  }
}

function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
