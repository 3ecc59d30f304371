// The folders that the tools may read: nothing outside of them is read or written for an agent, through no link either.

import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { codeOf } from '../../shared/text/codeOf';
import { isWithin } from '../files/isWithin';
import { findRun } from '../runFolder/findRun';

export class AgentFolders {
  private constructor(
    /** Their real paths, at least one; paths of agents count from the first. */
    private readonly paths: readonly [string, ...string[]],
  ) {}

  /** Those of `folders` that are there. Throws a sentence where none is. */
  static async at(folders: readonly string[]): Promise<AgentFolders> {
    const found = await Promise.all(folders.map((folder) => realpath(folder).catch(() => null)));
    const [first, ...others] = found.filter((path) => path !== null);
    if (first === undefined) throw new Error('No folder is open that the tools may read.');
    return new AgentFolders([first, ...others]);
  }

  /** The real path of the first. */
  get first(): string {
    return this.paths[0];
  }

  /** The real path of a benchmark that an agent names. Throws a sentence where it is none, not there, or outside. */
  async benchmark(file: string): Promise<string> {
    if (!/\.ya?ml$/i.test(file)) throw new Error(`${file} is no benchmark: its name must end in .yaml or .yml.`);
    const path = await this.inside(file, file);
    return realpath(path).catch((cause: unknown) => {
      throw new Error(`There is no file ${file} in ${this.paths.join(', ')}.`, { cause });
    });
  }

  /** The run folder that an agent means, absolute. `runs`: where runs are looked for. Throws a sentence where there is none, or it is outside. */
  async run(reference: string, runs: readonly string[]): Promise<string> {
    if (/[\\/]|^\.\.?$/.test(reference)) await this.inside(reference, reference);
    const places = await Promise.all(runs.map((folder) => this.runs(folder)));
    return this.inside(await findRun(reference, places, this.first), reference);
  }

  /** The folder of runs, which need not be there yet. Throws a sentence where it is outside. */
  runs(folder: string): Promise<string> {
    return this.inside(folder, `The folder of runs, ${folder},`);
  }

  /** Where a path really is, as far as it is there. */
  private async inside(path: string, name: string): Promise<string> {
    const real = await realPlace(resolve(this.first, path));
    if (this.paths.some((folder) => isWithin(real, folder))) return real;
    throw new Error(`${name} is outside of ${this.paths.join(', ')}, and these tools read nothing there.`);
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
