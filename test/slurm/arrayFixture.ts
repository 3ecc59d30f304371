// What the tests of the Slurm example share: a cluster, models, a folder with the benchmark and the script, and the program by its name.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { withoutModelApis } from '../../scripts/workspaceCopy.mjs';
import { numbersBenchmark, PausingModels, shardCount } from './pausingModels';
import { SlurmCluster } from './slurmCluster';

const project = resolve(import.meta.dirname, '../..');
const benchmark = 'numbers.yaml';

/** What takes longer than this does not end by itself. */
const patienceMs = 160_000;

export class ArrayFixture {
  private constructor(
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
    readonly pausing: PausingModels,
    readonly cluster: SlurmCluster,
    private readonly interruption: Interruption,
  ) {}

  static async start(pausedShards: readonly number[]): Promise<ArrayFixture> {
    const interruption = listenForInterruption();
    const folder = await mkdtemp(join(tmpdir(), 'isb-array-'));
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await symlink(join(project, 'dist/node/cli.mjs'), join(bin, 'iso-speed-bench'));
    await writeFile(join(folder, benchmark), numbersBenchmark());
    const pausing = await PausingModels.start(pausedShards);
    const environment = {
      ...process.env,
      ...withoutModelApis(),
      ...pausing.environment,
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    };
    try {
      const cluster = await SlurmCluster.start(environment);
      return new ArrayFixture(folder, environment, pausing, cluster, interruption);
    } catch (error) {
      await pausing.close();
      await rm(folder, { recursive: true, force: true });
      interruption.stopListening();
      throw error;
    }
  }

  /** Aborted by Ctrl+C and when time is up: what waits then fails, and the hook after the tests stops everything. */
  get signal(): AbortSignal {
    return this.interruption.signal;
  }

  async orInterrupted<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    signal.throwIfAborted();
    return Promise.race([
      promise,
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    ]);
  }

  async stop(): Promise<void> {
    await this.cluster.stop();
    await this.pausing.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    this.interruption.stopListening();
  }

  /** Submits the example as it is. @returns the array's number */
  async submit(): Promise<string> {
    const script = join(project, 'examples/distributed/slurm.sh');
    return this.cluster.command('sbatch', ['--parsable', script, benchmark, '--yes'], this.folder);
  }

  /** The run folder of a task. */
  async shardOf(job: string, task: number): Promise<string> {
    return onlyRun(join(this.folder, 'shards', job, String(task)));
  }

  /** Merges what the tasks left, and gives the folder. */
  async merge(job: string): Promise<string> {
    const shards = Array.from({ length: shardCount }, (_, at) => this.shardOf(job, at + 1));
    await this.program(['merge', ...(await Promise.all(shards)), '--out', 'merged']);
    return join(this.folder, 'merged');
  }

  /** Asks the whole run at once, and gives its folder. */
  async runWhole(): Promise<string> {
    await this.program(['run', benchmark, '--out', 'whole', '--yes', '--allow-errors', '--no-images']);
    return onlyRun(join(this.folder, 'whole'));
  }

  /** What the tasks and the daemons wrote. */
  async outputs(): Promise<string> {
    const names = (await readdir(this.folder)).filter((name) => name.startsWith('slurm-'));
    const texts = await Promise.all(names.map((name) => readFile(join(this.folder, name), 'utf8')));
    const tasks = names.map((name, at) => `${name}:\n${texts[at]!.slice(-2000)}`);
    return [...tasks, await this.cluster.logs()].join('\n');
  }

  /** Runs the program in the folder to its end. Throws with its words where it fails. */
  private async program(args: readonly string[]): Promise<void> {
    const options = { cwd: this.folder, env: this.environment, signal: this.signal };
    await promisify(execFile)(join(this.folder, 'bin/iso-speed-bench'), args, options);
  }
}

interface Interruption {
  signal: AbortSignal;
  stopListening(): void;
}

/** Ctrl+C comes more than once, from the terminal and from Mocha's first process, and must not end this one before all has been stopped. */
function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(new Error('The tests were interrupted.'));
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: AbortSignal.any([controller.signal, AbortSignal.timeout(patienceMs)]),
    stopListening: () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
  };
}

async function onlyRun(runs: string): Promise<string> {
  const names = await readdir(runs);
  assert.equal(names.length, 1, `${runs} holds ${names.join(', ')}`);
  return join(runs, names[0]!);
}
