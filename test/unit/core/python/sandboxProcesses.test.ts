// The sandbox as processes: replaced when they hang or break, ended when nobody wants them, and what is said when they can't be had.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build as esbuild } from 'esbuild';
import { SandboxError } from '../../../../src/core/python/pythonRunner';
import { PythonSandbox } from '../../../../src/core/python/pythonSandbox';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const sandboxDirectory = join(root, 'dist', 'sandbox');
const never = new AbortController().signal;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // One that ended but was not asked for its exit code, because the worker that could is gone, has ended all the same.
  if (process.platform === 'linux') return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return (
    process.platform === 'win32' ||
    !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z')
  );
}

describe('the processes of the Python sandbox', function () {
  // Booting an interpreter takes seconds of processor time, on a busy machine many.
  this.timeout(240_000);
  let sandbox: PythonSandbox;

  before(async () => {
    sandbox = new PythonSandbox({
      sandboxDirectory,
      size: 1,
      limits: { timeMs: 10_000, memoryMb: 256, outputBytes: 1_000_000 },
    });
    await sandbox.start();
  });

  after(() => sandbox.dispose());

  it('ends a snippet at the time limit and serves the next from a new child', async () => {
    const quick = new PythonSandbox({ sandboxDirectory, size: 1, limits: { timeMs: 300 } });
    try {
      await quick.start();
      const before = quick.processIds();
      // Three at once over one child: they wait for each other, and the first is beyond Python's own reach to stop.
      const [stuck, first, second] = await Promise.all([
        quick.run('10 ** (10 ** 9)', never),
        quick.run('print(1)', never),
        quick.run('print(2)', never),
      ]);
      assert.deepEqual([stuck.outcome.kind, first.stdout, second.stdout], ['timeLimit', '1\n', '2\n']);
      const [old] = before;
      assert.ok(old !== undefined && !quick.processIds().includes(old));
      assert.equal(isAlive(old), false);
    } finally {
      await quick.dispose();
    }
  });

  it('replaces a child whose stack ran over', async () => {
    const result = await sandbox.run(
      'import sys\nsys.setrecursionlimit(10**9)\nclass A:\n    def __getattr__(self, name): return getattr(self, name + "x")\nA().x',
      never,
    );
    assert.equal(result.outcome.kind, 'raised');
    assert.match(JSON.stringify(result.outcome), /RecursionError/);
    assert.equal((await sandbox.run('print("next")', never)).stdout, 'next\n');
  });

  it('stops at once when aborted, running or waiting, and lets nobody else wait for it', async () => {
    const running = new AbortController();
    const waiting = new AbortController();
    const first = sandbox.run('while True: pass', running.signal);
    const second = sandbox.run('print("never")', waiting.signal);
    const third = sandbox.run('print("third")', never);
    waiting.abort(new Error('not wanted'));
    await assert.rejects(second, /not wanted/);
    running.abort(new Error('stopped'));
    await assert.rejects(first, /stopped/);
    assert.equal((await third).stdout, 'third\n');
    await assert.rejects(sandbox.run('print(1)', AbortSignal.abort(new Error('before'))), /before/);
  });

  it('says so when the host cannot take the rights of the child away', async () => {
    // One host knows no such flag, the other knows it and refuses it.
    for (const permission of [null, '--no-such-flag-of-node']) {
      const reduced = new PythonSandbox({ sandboxDirectory, size: 1, permission });
      try {
        const isolation = await reduced.start();
        assert.equal(isolation.isFull, false);
        assert.match(
          isolation.note ?? '',
          /^Reduced isolation: .* reading files, writing files, starting processes, starting threads\./,
        );
      } finally {
        await reduced.dispose();
      }
    }
  });

  it('says what is wrong when the interpreter does not boot, and gives up after a few tries', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'isb-sandbox-test-'));
    const broken = new PythonSandbox({ sandboxDirectory: directory, size: 1 });
    try {
      cpSync(sandboxDirectory, directory, { recursive: true });
      writeFileSync(join(directory, 'pyodide.asm.wasm'), 'not WebAssembly');
      for (let attempt = 0; attempt < 5; attempt += 1) {
        await assert.rejects(
          broken.run('print(1)', never),
          (error) => error instanceof SandboxError && /did not start: .*WebAssembly/.test(error.message),
        );
      }
    } finally {
      await broken.dispose();
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('works from a worker thread, and its child does not outlive it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'isb-sandbox-test-'));
    try {
      const bundle = join(directory, 'sandbox.mjs');
      await esbuild({
        entryPoints: [join(root, 'src/core/python/pythonSandbox.ts')],
        outfile: bundle,
        bundle: true,
        platform: 'node',
        format: 'esm',
        logLevel: 'error',
      });
      const program = join(directory, 'worker.mjs');
      writeFileSync(
        program,
        `import { parentPort } from 'node:worker_threads';
        import { PythonSandbox } from './sandbox.mjs';
        const sandbox = new PythonSandbox({ sandboxDirectory: ${JSON.stringify(sandboxDirectory)}, size: 1, limits: { timeMs: 500 } });
        const { stdout } = await sandbox.run('print("from a worker")', new AbortController().signal);
        sandbox.run('while True: pass', new AbortController().signal).catch(() => undefined);
        parentPort.postMessage({ stdout, pids: sandbox.processIds() });`,
      );
      const worker = new Worker(program);
      const [{ stdout, pids }] = (await once(worker, 'message')) as [{ stdout: string; pids: number[] }];
      assert.equal(stdout, 'from a worker\n');
      await worker.terminate();
      const [pid] = pids;
      assert.ok(pid !== undefined);
      while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('says which file is missing', async () => {
    const broken = new PythonSandbox({ sandboxDirectory: join(tmpdir(), 'no-such-sandbox') });
    await assert.rejects(
      broken.start(),
      (error) => error instanceof SandboxError && /is incomplete: \S+ can't be read.*npm run build/.test(error.message),
    );
    await broken.dispose();
  });

  it('leaves no process behind, and serves nobody afterwards', async () => {
    const pids = sandbox.processIds();
    assert.equal(pids.length, 1);
    const running = sandbox.run('while True: pass', never);
    const rejected = assert.rejects(running, SandboxError);
    await sandbox.dispose();
    await rejected;
    for (const pid of pids) assert.equal(isAlive(pid), false);
    await assert.rejects(sandbox.run('print(1)', never), SandboxError);
  });
});
