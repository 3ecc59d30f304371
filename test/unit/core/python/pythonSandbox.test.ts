// The sandbox as a runner: outcomes, exact output, and snippets that try to get out or to cheat the next one.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PythonResult } from '../../../../src/core/python/pythonRunner';
import { PythonSandbox } from '../../../../src/core/python/pythonSandbox';
import { canary, cheats, escapeAttacks, hiddenFailures } from './pythonAttacks';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const sandboxDirectory = join(root, 'dist', 'sandbox');
const never = new AbortController().signal;

describe('Python sandbox', function () {
  // Booting an interpreter takes seconds of processor time, on a busy machine many.
  this.timeout(240_000);
  let sandbox: PythonSandbox;

  const run = (code: string): Promise<PythonResult> => sandbox.run(code, never);
  const raised = async (code: string, message: string): Promise<PythonResult> => {
    const result = await run(code);
    assert.deepEqual(result.outcome, { kind: 'raised', message });
    return result;
  };
  const prints = async (code: string, stdout: string): Promise<void> => {
    const result = await run(code);
    assert.deepEqual([result.outcome, result.stdout], [{ kind: 'finished' }, stdout], result.stderr);
  };

  before(async () => {
    const build = (await import(String(new URL('../../../../scripts/buildSandbox.mjs', import.meta.url)))) as {
      buildSandbox(directory: string): Promise<boolean>;
    };
    await build.buildSandbox(sandboxDirectory);
    sandbox = new PythonSandbox({
      sandboxDirectory,
      size: 1,
      limits: { timeMs: 10_000, memoryMb: 256, outputBytes: 1_000_000 },
    });
  });

  after(() => sandbox.dispose());

  it('states full isolation where the host gives it', async () => {
    assert.deepEqual(await sandbox.start(), { runner: 'sandbox', isFull: true });
  });

  describe('runs a script', () => {
    it('and gives exactly what it printed', async () => {
      await prints('print("hi")', 'hi\n');
      await prints('import sys\nsys.stdout.write("a\\r\\nb")\nprint(end="\\t\\n\\n")', 'a\r\nb\t\n\n');
      await prints('', '');
      await prints('import sys\nsys.stdout.buffer.write(b"raw\\n")\nprint("x", file=sys.stderr)', 'raw\n');
    });

    it('with any character', async () => {
      await prints('print("é 漢字 😀 \\u0000|")', 'é 漢字 😀 \u0000|\n');
      await prints('naïve = "Ω"\nprint(naïve, len("😀"), ascii("😀"))', "Ω 1 '\\U0001f600'\n");
    });

    it('as __main__, with its file, its source and nothing else in its names', async () => {
      await prints(
        'if __name__ == "__main__":\n    print(__file__, [n for n in globals() if not n.startswith("__")])',
        '/home/user/answer.py []\n',
      );
      await prints('import inspect\ndef f(): return 7\nprint(inspect.getsource(f), end="")', 'def f(): return 7\n');
      await prints('import sys, os\nprint(sys.argv, os.getcwd())', "['/home/user/answer.py'] /home/user\n");
    });

    it('to its very end: exit functions, flushes, last words', async () => {
      await prints('import atexit\natexit.register(print, "bye")\nprint("hello")', 'hello\nbye\n');
      await prints('class A:\n    def __del__(self): print("gone")\na = A()\nprint("end")', 'end\ngone\n');
      await prints('import sys\nsys.stdout.write("no newline")', 'no newline');
    });

    it('that uses asyncio', async () => {
      const code =
        'import asyncio\nasync def f(n):\n    await asyncio.sleep(0.01 * n)\n    return n\nasync def main():\n    return await asyncio.gather(f(2), f(1))\n';
      await prints(`${code}print(asyncio.run(main()))`, '[2, 1]\n');
      await prints(`${code}loop = asyncio.new_event_loop()\nprint(loop.run_until_complete(main()))`, '[2, 1]\n');
      await prints(
        `${code}async def late():\n    try:\n        async with asyncio.timeout(0.01): await asyncio.sleep(5)\n    except TimeoutError: return "late"\nprint(asyncio.run(late()))`,
        'late\n',
      );
      await raised(
        'import asyncio\nasync def f(): await asyncio.Future()\nasyncio.run(f())',
        'RuntimeError: the event loop waits for something that can never happen in the sandbox',
      );
    });

    it('that uses the standard library', async () => {
      await prints('import sqlite3\nprint(sqlite3.connect(":memory:").execute("select 1+1").fetchone())', '(2,)\n');
      await prints(
        'import ctypes\nprint(ctypes.c_int32(2**31).value, ctypes.c_uint32(-1).value)',
        '-2147483648 4294967295\n',
      );
      await prints(
        'import tempfile, os\nwith tempfile.TemporaryDirectory() as d:\n    p = os.path.join(d, "x"); open(p, "w").write("é"); print(open(p).read())',
        'é\n',
      );
      await prints(
        'import time\nt = time.perf_counter(); time.sleep(0.01); print(0.009 < time.perf_counter() - t)\nassert time.perf_counter() > t',
        'True\n',
      );
      await prints(
        'import zoneinfo, datetime, uuid, hashlib, bz2, lzma, zlib, decimal, fractions\nprint(hashlib.sha256(b"x").hexdigest()[:8], fractions.Fraction(1, 3))',
        '2d711642 1/3\n',
      );
    });

    it('that recurses deeply', async () => {
      await prints(
        'import sys\nsys.setrecursionlimit(10**6)\ndef f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(50000))',
        '50000\n',
      );
      await prints(
        'from functools import lru_cache\n@lru_cache(None)\ndef f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(120))',
        '5358359254990966640871840\n',
      );
      await raised('def f(): return f()\nf()', 'RecursionError: maximum recursion depth exceeded');
    });

    it('the same way every time, chance included', async () => {
      const code =
        'import random, os, uuid, secrets, datetime, time\nprint(random.random(), random.sample(range(99), 5), os.urandom(4), uuid.uuid4(), secrets.token_hex(4), {"a", "b", "c"}, hash("x"), time.tzname)';
      const [first, second] = [await run(code), await run(code)];
      assert.equal(first.outcome.kind, 'finished');
      assert.equal(first.stdout, second.stdout);
    });
  });

  describe('says how it ended', () => {
    it('by an exception: the last line of the traceback, all of it in stderr', async () => {
      const result = await raised('print("before")\nx = 1 / 0', 'ZeroDivisionError: division by zero');
      assert.equal(result.stdout, 'before\n');
      assert.equal(
        result.stderr,
        'Traceback (most recent call last):\n  File "/home/user/answer.py", line 2, in <module>\n    x = 1 / 0\n        ~~^~~\nZeroDivisionError: division by zero\n',
      );
      await raised('class MyError(Exception): pass\nraise MyError("é\\nsecond")', 'MyError: é');
      await raised('raise KeyError', 'KeyError');
      await raised('e = ValueError("x"); e.add_note("a note"); raise e', 'ValueError: x');
      await raised('assert False', 'AssertionError');
    });

    it('by a syntax error', async () => {
      await raised('print("a"', "SyntaxError: '(' was never closed");
      await raised('if True:\nprint(1)', "IndentationError: expected an indented block after 'if' statement on line 1");
      await raised('x = "\u0000"', 'SyntaxError: source code string cannot contain null bytes');
    });

    it('by sys.exit', async () => {
      await prints('import sys\nprint(1)\nsys.exit()', '1\n');
      await prints('import sys\nprint(1)\nsys.exit(0)', '1\n');
      await prints('raise SystemExit', '');
      await raised('import sys\nsys.exit(3)', 'SystemExit: 3');
      assert.equal(
        (await raised('import sys\nsys.exit("went wrong")', 'SystemExit: went wrong')).stderr,
        'went wrong\n',
      );
    });

    it('by asking for input, which there is none of', async () => {
      await raised('input("name? ")', 'EOFError: EOF when reading a line');
      await prints('import sys\nprint(repr(sys.stdin.read()))', "''\n");
    });

    it('by taking too much memory', async () => {
      assert.deepEqual((await run('x = bytearray(2_000_000_000)')).outcome, { kind: 'memoryLimit', limitMb: 256 });
      assert.deepEqual((await run('x = []\nwhile True: x.append("y" * 1_000_000)')).outcome, {
        kind: 'memoryLimit',
        limitMb: 256,
      });
      await prints('try:\n    x = [0] * (10**9)\nexcept MemoryError:\n    print("caught")', 'caught\n');
    });

    it('by printing too much: the first million bytes are kept', async () => {
      await prints('import sys\nsys.stdout.write("x" * 1_000_000)', 'x'.repeat(1_000_000));
      const result = await run('while True: print("y" * 999)');
      assert.deepEqual(result.outcome, { kind: 'outputLimit', limitBytes: 1_000_000 });
      assert.equal(Buffer.byteLength(result.stdout), 1_000_000);
    });
  });

  describe('keeps snippets in', () => {
    let server: Server;
    let connections = 0;
    let fresh: unknown;
    const marker = join(tmpdir(), `iso-speed-bench-escape-${process.pid}`, 'marker');
    const attacks = escapeAttacks(marker, 1);

    before(async () => {
      server = createServer((socket) => {
        connections += 1;
        socket.destroy();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      fresh = await look();
    });

    /** What a snippet finds, as one object. */
    async function look(): Promise<unknown> {
      const result = await run(canary);
      assert.deepEqual(result.outcome, { kind: 'finished' }, result.stderr);
      return JSON.parse(result.stdout);
    }

    after(() => new Promise((resolve) => server.close(resolve)));

    for (const [index, { name }] of attacks.entries()) {
      it(`attack ${index + 1}: ${name}`, async () => {
        const { port } = server.address() as AddressInfo;
        const attack = escapeAttacks(marker, port)[index];
        assert.ok(attack);
        const result = await run(attack.code);
        assert.doesNotMatch(result.stdout, /REACHED/, JSON.stringify(result));
        assert.equal(existsSync(marker), false);
        assert.equal(connections, 0);
        assert.deepEqual(await look(), fresh);
      });
    }

    for (const [index, { name, code }] of hiddenFailures.entries()) {
      it(`hidden failure ${index + 1}: ${name}`, async () => {
        assert.equal((await run(code)).outcome.kind, 'raised');
        assert.deepEqual(await look(), fresh);
      });
    }

    for (const [index, { name, code }] of cheats.entries()) {
      it(`cheat ${index + 1}: ${name}`, async () => {
        await run(code);
        assert.deepEqual(await look(), fresh);
      });
    }
  });
});
