// Finds the Python interpreter of this machine that a command stands for.

import { tmpdir } from 'node:os';
import { SandboxError } from './pythonRunner';
import { isWindows, minimalEnvironment, runProgram } from './runProgram';
import { messageOf } from '../../shared/text/messageOf';
import { codeOf } from '../../shared/text/codeOf';

export type HostCommand = 'python3' | 'uv';

export interface Interpreter {
  path: string;
  version: string;
}

const probeTimeoutMs = 60_000;
const probe = ['-I', '-c', 'import sys; print(sys.executable); print(sys.version.split()[0])'];

const installing: { readonly [command in HostCommand]: string } = {
  python3: 'Install Python 3 (https://www.python.org/downloads/)',
  uv: 'Install uv (https://docs.astral.sh/uv/)',
};

/**
 * Asks the command for the interpreter behind it, so that no shim or project set-up is paid for with every snippet. Throws
 * `SandboxError` that says what was tried and what to install.
 */
export async function findInterpreter(command: HostCommand, environment: NodeJS.ProcessEnv): Promise<Interpreter> {
  const reasons: string[] = [];
  for (const [program, ...args] of attemptsOf(command)) {
    const found = await ask(program, args, environment);
    if (typeof found === 'object') return found;
    reasons.push(`${program}: ${found}`);
  }
  throw new SandboxError(
    `The Python runner "${command}" does not work on this machine (${reasons.join('; ')}). ${installing[command]}, or set the Python runner to "sandbox", which needs nothing installed.`,
  );
}

function attemptsOf(command: HostCommand): [program: string, ...args: string[]][] {
  if (command === 'uv') return [['uv', 'run', '--no-project', 'python', ...probe]];
  return [['python3', ...probe], ...(isWindows ? [['python', ...probe] as [string, ...string[]]] : [])];
}

/** The interpreter, or why there is none. */
async function ask(program: string, args: string[], environment: NodeJS.ProcessEnv): Promise<Interpreter | string> {
  try {
    const { exitCode, stdout, stderr } = await runProgram(program, args, {
      cwd: tmpdir(),
      env: minimalEnvironment(environment),
      timeMs: probeTimeoutMs,
      outputBytes: 100_000,
    });
    const [path, version] = stdout.toString('utf8').trim().split(/\r?\n/);
    if (exitCode === 0 && path && version) return { path, version };
    return `${stderr.toString('utf8').trim().split('\n').pop() ?? ''} (exit code ${String(exitCode)})`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'not found';
    return messageOf(error);
  }
}
