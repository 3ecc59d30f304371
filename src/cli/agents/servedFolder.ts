// The folder that a server for agents was started in: nothing outside of it is read or written for an agent, through no link either.

import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { findRun } from '../../core/runFolder/findRun';
import { codeOf } from '../../shared/text/codeOf';

export class ServedFolder {
  private constructor(
    /** Its real path. */
    readonly path: string,
  ) {}

  static async at(folder: string): Promise<ServedFolder> {
    return new ServedFolder(await realpath(folder));
  }

  /** The real path of a benchmark that an agent names. Throws a sentence where it is none, not there, or outside. */
  async benchmark(file: string): Promise<string> {
    if (!/\.ya?ml$/i.test(file)) throw new Error(`${file} is no benchmark: its name must end in .yaml or .yml.`);
    const path = await this.inside(file, file);
    return realpath(path).catch((cause: unknown) => {
      throw new Error(`There is no file ${file} in ${this.path}.`, { cause });
    });
  }

  /** The run folder that an agent means, absolute. `runs` is where runs are kept. Throws a sentence where there is none, or it is outside. */
  async run(reference: string, runs: string): Promise<string> {
    if (/[\\/]|^\.\.?$/.test(reference)) await this.inside(reference, reference);
    return this.inside(await findRun(reference, [await this.runs(runs)], this.path), reference);
  }

  /** The folder of runs, which need not be there yet. Throws a sentence where it is outside. */
  runs(folder: string): Promise<string> {
    return this.inside(folder, `The folder of runs, ${folder},`);
  }

  /** Where a path really is, as far as it is there. */
  private async inside(path: string, name: string): Promise<string> {
    const real = await realPlace(resolve(this.path, path));
    const way = relative(this.path, real);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
      throw new Error(`${name} is outside of ${this.path}, the folder that this server was started in.`);
    return real;
  }
}

/** The real path of what is there, and the rest of the name below it. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const code = codeOf(error);
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(path) === path) throw error;
    return resolve(await realPlace(dirname(path)), relative(dirname(path), path));
  }
}
