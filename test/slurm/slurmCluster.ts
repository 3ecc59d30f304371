// A Slurm cluster of one node on the loopback interface: a controller and a node daemon with ports and folders of their own, as plain processes.
// It asks nobody who he is, so it lives only as long as the test that uses it.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endTree, runQuietly, treeOptions } from '../../scripts/processes.mjs';
import { ensureSlurm } from '../../scripts/slurmPackages.mjs';
import { freePorts } from './freePorts';
import { slurmConfiguration } from './slurmConfiguration';

type Slurm = Awaited<ReturnType<typeof ensureSlurm>>;

/** How often Slurm is asked how far it is, ms. */
const pollMs = 200;
const configurationName = 'slurm.conf';
const startPatienceMs = 30_000;
/** A task that is told to end has less time than this, ms. */
const stopPatienceMs = 15_000;

/** State of a task of an array by its number, in Slurm's words: `PENDING`, `RUNNING`, `COMPLETED`. */
type TaskStates = ReadonlyMap<number, string>;

export class SlurmCluster {
  private readonly daemons: ChildProcess[] = [];

  private constructor(
    private readonly slurm: Slurm,
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Starts a cluster whose tasks get these variables; it is there when its node takes jobs. */
  static async start(variables: NodeJS.ProcessEnv): Promise<SlurmCluster> {
    const slurm = await ensureSlurm();
    // The names of sockets in it may have 107 letters.
    const folder = await mkdtemp(join(tmpdir(), 'isb-slurm-'));
    const environment = {
      ...variables,
      PATH: `${slurm.bin}:${variables['PATH'] ?? ''}`,
      LD_LIBRARY_PATH: slurm.libraries,
      SLURM_CONF: join(folder, configurationName),
    };
    const cluster = new SlurmCluster(slurm, folder, environment);
    try {
      await cluster.startDaemons();
    } catch (error) {
      const logs = await cluster.logs();
      await cluster.stop();
      throw new Error(`Slurm did not start: ${error instanceof Error ? error.message : String(error)}\n${logs}`, {
        cause: error,
      });
    }
    return cluster;
  }

  private async startDaemons(): Promise<void> {
    const { folder, slurm } = this;
    const ports = await freePorts(2);
    await writeFile(join(folder, configurationName), slurmConfiguration(folder, slurm.plugins, ports));
    for (const name of ['state', 'spool']) await mkdir(join(folder, name));
    await this.startDaemon('slurmctld', []);
    await this.startDaemon('slurmd', ['-d', this.slurm.daemon('slurmstepd')]);
    const deadline = performance.now() + startPatienceMs;
    while ((await this.command('sinfo', ['-h', '-o', '%T']).catch(() => '')) !== 'idle') {
      if (this.daemons.some(({ exitCode }) => exitCode !== null)) throw new Error('A daemon has ended.');
      if (performance.now() > deadline) throw new Error(`The node was not idle after ${startPatienceMs / 1000} s.`);
      await delay(pollMs);
    }
  }

  private async startDaemon(name: 'slurmctld' | 'slurmd', args: readonly string[]): Promise<void> {
    const log = await open(join(this.folder, `${name}.log`), 'w');
    try {
      // In a group of its own: Ctrl+C is for the tests, which stop the cluster in the right order.
      const options = {
        ...treeOptions,
        env: this.environment,
        stdio: ['ignore', log.fd, log.fd] as ['ignore', number, number],
      };
      const child = spawn(this.slurm.daemon(name), ['-D', ...args], options);
      child.once('error', () => undefined);
      this.daemons.push(child);
    } finally {
      await log.close();
    }
  }

  /** What the daemons wrote. */
  async logs(): Promise<string> {
    const read = ({ spawnfile }: ChildProcess): Promise<string> => {
      const name = spawnfile.includes('slurmctld') ? 'slurmctld' : 'slurmd';
      return readFile(join(this.folder, `${name}.log`), 'utf8');
    };
    return (await Promise.all(this.daemons.map(read))).join('\n');
  }

  /** What a command of Slurm says, without white space around it. Throws with its words where it fails. */
  async command(
    name: 'sbatch' | 'scancel' | 'scontrol' | 'sinfo' | 'squeue',
    args: readonly string[],
    cwd?: string,
  ): Promise<string> {
    const options = { env: this.environment, ...(cwd === undefined ? {} : { cwd }) };
    return (await runQuietly(join(this.slurm.bin, name), [...args], options)).trim();
  }

  async states(job: string): Promise<TaskStates> {
    const lines = await this.command('squeue', ['-h', '-r', '-t', 'all', '-j', job, '-o', '%K %T']);
    return new Map(
      lines.split('\n').map((line) => {
        const [task, state = ''] = line.split(' ');
        return [Number(task), state];
      }),
    );
  }

  /** Resolves with the states of all tasks of an array once they are as wanted. */
  async until(job: string, isSo: (states: TaskStates) => boolean, signal: AbortSignal): Promise<TaskStates> {
    for (;;) {
      const states = await this.states(job);
      if (isSo(states)) return states;
      await delay(pollMs, undefined, { signal });
    }
  }

  /** The processes of a task that runs. */
  async processes(job: string, task: number): Promise<number[]> {
    return this.processesOf(await this.command('squeue', ['-h', '-j', `${job}_${task}`, '-o', '%A']));
  }

  private async processesOf(...jobs: string[]): Promise<number[]> {
    const said = await this.command('scontrol', ['listpids', ...jobs]);
    return Array.from(said.matchAll(/^(\d+)\s/gm), ([, pid]) => Number(pid));
  }

  /** Ends the jobs, then the daemons, and takes their folder away. */
  async stop(): Promise<void> {
    await this.endJobs();
    await Promise.all(this.daemons.map(endTree));
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A job outlives the daemons that started it. Never throws: the daemons must end even where they no longer listen. */
  private async endJobs(): Promise<void> {
    const deadline = performance.now() + stopPatienceMs;
    await this.command('scancel', ['-u', userInfo().username]).catch(() => '');
    while (performance.now() < deadline) {
      for (const pid of await this.processesOf().catch(() => [])) kill(pid);
      if ((await this.command('squeue', ['-h', '-t', 'running,completing']).catch(() => '')) === '') return;
      await delay(pollMs);
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
