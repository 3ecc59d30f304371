// The opt-in host runners, with the Python of this machine where it has one, and with commands that are not there.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createPythonRunner } from '../../../../src/core/python/createPythonRunner';
import { HostPython } from '../../../../src/core/python/hostPython';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { SandboxError } from '../../../../src/core/python/pythonRunner';

const never = new AbortController().signal;
const limits = { timeMs: 5000, memoryMb: 1024, outputBytes: 1000 };

function findPython(): string | undefined {
  for (const command of process.platform === 'win32' ? ['python3', 'python'] : ['python3']) {
    try {
      return execFileSync(command, ['-I', '-c', 'import sys; print(sys.executable)'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

describe('host Python', () => {
  const interpreter = findPython();

  it('says what to do when the command is not there', async () => {
    for (const command of ['python3', 'uv'] as const) {
      const runner = new HostPython({ command, environment: { PATH: join(tmpdir(), 'nowhere') } });
      const isUseful = (error: unknown): boolean =>
        error instanceof SandboxError &&
        error.message.includes(`"${command}"`) &&
        /Install .*"sandbox"/.test(error.message);
      await assert.rejects(runner.start(), isUseful);
      await assert.rejects(runner.run('print(1)', never), isUseful);
      await runner.dispose();
    }
  });

  it('is chosen by the settings only', async () => {
    const settings = { timeLimitMs: 1000, memoryLimitMb: 128 };
    const sandbox = createPythonRunner({ runner: 'sandbox', ...settings }, join(tmpdir(), 'no-such-sandbox'));
    await assert.rejects(sandbox.start(), /sandbox is incomplete/);
    await sandbox.dispose();
    if (!interpreter) return;
    const host = createPythonRunner({ runner: 'python3', ...settings }, '');
    assert.equal((await host.start()).runner, 'python3');
    await host.dispose();
  });

  if (interpreter) {
    describe('python3', () => {
      let runner: PythonRunner;

      before(() => {
        runner = new HostPython({ command: 'python3', limits });
      });

      after(() => runner.dispose());

      const ends = async (code: string, kind: string, message?: string): Promise<string> => {
        const { outcome, stdout, stderr } = await runner.run(code, never);
        assert.equal(outcome.kind, kind, stderr);
        if (message !== undefined) assert.equal(outcome.kind === 'raised' ? outcome.message : '', message);
        return stdout;
      };

      it('states that it isolates nothing', async () => {
        const isolation = await runner.start();
        assert.deepEqual([isolation.runner, isolation.isFull], ['python3', false]);
        assert.match(isolation.note ?? '', /No isolation.*Python 3\./);
      });

      it('runs a script and tells how it ended', async () => {
        assert.equal(await ends('if __name__ == "__main__": print("é 漢")', 'finished'), 'é 漢\n');
        await ends('1 / 0', 'raised', 'ZeroDivisionError: division by zero');
        await ends('x = (', 'raised', "SyntaxError: '(' was never closed");
        await ends('import sys; sys.exit(0)', 'finished');
        await ends('import sys; sys.exit(3)', 'raised', 'SystemExit: 3');
        await ends('import sys; sys.exit("went wrong")', 'raised', 'SystemExit: went wrong');
        await ends('input()', 'raised', 'EOFError: EOF when reading a line');
        await ends('import os; os.abort()', process.platform === 'win32' ? 'raised' : 'crashed');
      });

      it('keeps the limits', async () => {
        const stdout = await ends('while True: print("x" * 99)', 'outputLimit');
        assert.equal(stdout.length, limits.outputBytes);
        if (process.platform === 'linux') await ends('x = bytearray(3_000_000_000)', 'memoryLimit');
      });

      it('ends what a snippet started when its time is over, or it is aborted', async () => {
        const quick = new HostPython({ command: 'python3', limits: { ...limits, timeMs: 1000 } });
        const directory = mkdtempSync(join(tmpdir(), 'isb-host-test-'));
        try {
          const pidFile = JSON.stringify(join(directory, 'pid'));
          const code = `import subprocess, sys, time\np = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])\nopen(${pidFile}, "w").write(str(p.pid))\ntime.sleep(600)`;
          assert.deepEqual((await quick.run(code, never)).outcome, { kind: 'timeLimit', limitMs: 1000 });
          const stop = new AbortController();
          const running = quick.run('import time\ntime.sleep(600)', stop.signal);
          stop.abort(new Error('stopped'));
          await assert.rejects(running, /stopped/);
        } finally {
          await quick.dispose();
          rmSync(directory, { recursive: true, force: true });
        }
      });

      it('gives a folder of its own and no secrets, and leaves nothing behind', async () => {
        // A temporary folder of the test's own: other programs come and go in the machine's.
        const variable = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
        const [kept, temporary] = [process.env[variable], mkdtempSync(join(tmpdir(), 'isb-host-test-'))];
        process.env[variable] = temporary;
        try {
          const own = new HostPython({
            command: 'python3',
            limits,
            environment: { ...process.env, OPENAI_API_KEY: 'sk-test', PYTHONPATH: '/nowhere' },
          });
          const { stdout } = await own.run(
            'import os\nopen("left.txt", "w").write("x")\nprint(os.getcwd()); print(os.environ.get("OPENAI_API_KEY"), os.environ.get("PYTHONPATH"), sorted(os.listdir()))',
            never,
          );
          await own.dispose();
          const [directory, rest] = stdout.trim().split(/\r?\n/);
          assert.equal(rest, "None None ['answer.py', 'left.txt']");
          assert.equal(dirname(directory ?? ''), realpathSync(temporary));
          assert.deepEqual(readdirSync(temporary), []);
        } finally {
          if (kept === undefined) delete process.env[variable];
          else process.env[variable] = kept;
          rmSync(temporary, { recursive: true, force: true });
        }
      });

      it('serves overlapping calls', async () => {
        const results = await Promise.all([1, 2, 3, 4].map((n) => runner.run(`print(${n})`, never)));
        assert.deepEqual(
          results.map((result) => result.stdout),
          ['1\n', '2\n', '3\n', '4\n'],
        );
      });

      it('asks uv for its interpreter', async () => {
        if (process.platform === 'win32') return;
        const directory = mkdtempSync(join(tmpdir(), 'isb-uv-test-'));
        try {
          // Stands for uv where none is installed: it checks the arguments and hands over to the same Python.
          writeFileSync(
            join(directory, 'uv'),
            `#!/bin/sh\n[ "$1 $2 $3" = "run --no-project python" ] || exit 9\nshift 3\nexec ${interpreter} "$@"\n`,
          );
          chmodSync(join(directory, 'uv'), 0o755);
          const uv = new HostPython({
            command: 'uv',
            limits,
            environment: { ...process.env, PATH: `${directory}${delimiter}${process.env['PATH'] ?? ''}` },
          });
          assert.equal((await uv.start()).runner, 'uv');
          assert.equal((await uv.run('print(6 * 7)', never)).stdout, '42\n');
          await uv.dispose();
        } finally {
          rmSync(directory, { recursive: true, force: true });
        }
      });
    });
  }
});
